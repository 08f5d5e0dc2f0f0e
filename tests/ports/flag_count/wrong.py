def flags_set(flags):
    """Count the flags that are set in a word."""
    count = 0
    for bit in range(1, 32):
        count += (flags & 0xFFFFFFFF) >> bit & 1
    return count
