def previous(values, position):
    """Return the element before the given position."""
    if position < 1:
        raise IndexError(position - 1)
    return values[position - 1]
