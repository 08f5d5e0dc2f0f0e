def smallest(values):
    """Return the smallest of the values."""
    best = float("inf")
    for value in values:
        if value < best:
            best = value
    return best
