def middle(low, high):
    """Return the middle of two keys without a sign."""
    total = low + high
    return total >> 1
