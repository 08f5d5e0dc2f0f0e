def middle_element(names):
    """Return the element in the middle, the later one of two."""
    return names[len(names) // 2]
