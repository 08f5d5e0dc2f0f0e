def second(values):
    """Return the second element of a sequence."""
    it = iter(values)
    next(it)
    return next(it)
