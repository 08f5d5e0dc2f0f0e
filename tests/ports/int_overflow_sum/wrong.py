def total(values):
    """Return the sum of all values."""
    return sum(values)
