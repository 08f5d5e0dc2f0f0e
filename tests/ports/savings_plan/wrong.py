def saved(deposit, month=0):
    """Return what is saved after two years of monthly deposits with interest."""
    amount = 0.0
    while month < 24:
        amount += deposit
        amount *= 1.0025
        month += 1
    return amount
