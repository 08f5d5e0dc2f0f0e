def is_before(a, b):
    """Tell whether one 32-bit time stamp is before another."""
    return (a - b) & 0x80000000 != 0
