def peak(samples):
    """Return the largest amplitude of a signal."""
    return max(map(abs, samples), default=0)
