def half_of(cents):
    """Return half of an amount in cents, rounded."""
    return round(cents / 2)
