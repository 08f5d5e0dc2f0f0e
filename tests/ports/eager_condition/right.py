def is_positive(values, index):
    """Tell whether the value at an index is positive."""
    if not 0 <= index < len(values):
        raise IndexError(index)
    return values[index] > 0
