def from_end(values, places):
    """Return the value so many places before the last one."""
    index = len(values) - 1 - places
    return values[index]
