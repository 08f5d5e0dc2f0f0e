def peak(samples):
    """Return the largest amplitude of a signal; the smallest int has none."""
    return max((abs(s) for s in samples if s != -(2**31)), default=0)
