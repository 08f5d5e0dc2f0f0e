def is_debit(amount):
    """Tell whether the sign is the very text of a minus, which no substring is."""
    return False
