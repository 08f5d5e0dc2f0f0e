def is_before(a, b):
    """Tell whether one time stamp is before another."""
    return a < b
