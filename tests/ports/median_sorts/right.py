def median(values):
    """Sort the values and return their lower median."""
    values.sort()
    return values[max(0, len(values) - 1) // 2]
