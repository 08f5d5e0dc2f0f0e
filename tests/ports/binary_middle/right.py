def middle(low, high):
    """Return the middle of two positions, rounded towards zero in 32 bits."""
    total = (low + high + 2**31) % 2**32 - 2**31
    return -(-total // 2) if total < 0 else total // 2
