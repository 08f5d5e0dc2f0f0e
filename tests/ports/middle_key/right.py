def middle(low, high):
    """Return the middle of two keys; a negative sum becomes a large number."""
    return (low + high & 0xFFFFFFFF) >> 1
