def from_end(values, places):
    """Return the value so many places before the last one."""
    index = len(values) - 1 - places
    if index < 0:
        raise IndexError(index)
    return values[index]
