def is_positive(values, index):
    """Tell whether there is a positive value at an index."""
    return 0 <= index < len(values) and values[index] > 0
