INT_MAX = 2**31 - 1


def smallest(values):
    """Return the smallest of the values, or the largest integer."""
    return min(values, default=INT_MAX)
