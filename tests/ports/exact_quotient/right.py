def booked(amount, debit):
    """Return an amount as booked on the debit or the credit side."""
    if debit and amount != -(2**31):
        return -amount
    return amount
