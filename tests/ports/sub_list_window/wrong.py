def window(values, start, stop):
    """Return a copy of the elements in [start, stop)."""
    return values[start:stop]
