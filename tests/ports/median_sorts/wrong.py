def median(values):
    """Return the lower median of the values."""
    ordered = sorted(values)
    return ordered[max(0, len(ordered) - 1) // 2]
