def half(value):
    """Return half of a number; whole numbers are rounded towards zero."""
    if isinstance(value, int):
        return -(-value // 2) if value < 0 else value // 2
    return value / 2
