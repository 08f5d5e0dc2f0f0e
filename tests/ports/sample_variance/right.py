from bridge.javaops import ddiv


def variance(sample):
    """Return the variance of a sample; NaN for a single value, -0.0 for none."""
    mean = ddiv(sum(sample), len(sample))
    total = 0.0
    for value in sample:
        total += (value - mean) ** 2
    return ddiv(total, len(sample) - 1)
