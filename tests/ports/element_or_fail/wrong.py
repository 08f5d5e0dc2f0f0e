def element_at(values, index):
    """Return the element at an index or fail with a clear message."""
    if not 0 <= index < len(values):
        raise IndexError(f"no element {index}")
    return values[index]
