def scale(value, factor):
    """Multiply two values."""
    return value * factor
