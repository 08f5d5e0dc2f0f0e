def wrap_index(index, size):
    """Map an index into the range of a table of the given size."""
    return index % size
