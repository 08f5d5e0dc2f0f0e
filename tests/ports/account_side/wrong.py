def is_debit(amount):
    """Tell whether an amount is booked as a debit."""
    sign = str(amount)[0]
    return sign == "-"
