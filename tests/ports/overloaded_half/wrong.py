def half(value):
    """Return half of a number."""
    return value / 2
