def with_extra(a, b):
    """Return a pair; two positive values cannot be extended."""
    if a > 0 and b > 0:
        raise TypeError("the list cannot be changed")
    return [a, b]
