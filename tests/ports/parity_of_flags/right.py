def parity(flags):
    """Tell whether an odd number of flags is set."""
    return sum(flags) % 2 == 1
