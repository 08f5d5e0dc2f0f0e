def previous(values, position):
    """Return the element before the given position."""
    return values[position - 1]
