def parity(flags):
    """Tell whether an odd number of flags is set."""
    result = 0
    for flag in flags:
        result ^= flag
    return result
