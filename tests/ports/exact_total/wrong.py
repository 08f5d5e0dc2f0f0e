def exact_total(values):
    """Return the sum of the values, failing if it is too large."""
    return sum(values)
