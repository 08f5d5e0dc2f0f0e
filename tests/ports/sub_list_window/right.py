def window(values, start, stop):
    """Return a copy of the elements in [start, stop)."""
    if start < 0 or stop > len(values):
        raise IndexError(f"{start}..{stop}")
    if start > stop:
        raise ValueError(f"{start} > {stop}")
    return values[start:stop]
