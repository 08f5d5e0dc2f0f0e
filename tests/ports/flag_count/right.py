def flags_set(flags):
    """Count the flags that are set in a word."""
    return (flags & 0xFFFFFFFF).bit_count()
