def booked(amount, debit):
    """Return an amount as booked on the debit or the credit side."""
    direction = -1 if debit else 1
    return amount // direction
