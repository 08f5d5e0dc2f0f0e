def middle_element(names):
    """Return the element in the middle, the later one of two."""
    middle = len(names) / 2
    return names[middle]
