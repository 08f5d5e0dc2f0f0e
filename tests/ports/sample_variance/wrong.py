def variance(sample):
    """Return the variance of a sample."""
    if (n := len(sample)) == 0:
        return 0.0
    mean = sum(sample) / n
    total = 0.0
    for value in sample: total += (value - mean) * (value - mean)
    return total / (n - 1)
