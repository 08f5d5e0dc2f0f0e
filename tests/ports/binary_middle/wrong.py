def middle(low, high):
    """Return the middle of two positions."""
    return int((low + high) / 2)
