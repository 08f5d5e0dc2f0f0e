def wrap_index(index, size):
    """Map an index into a table; the result has the sign of the index."""
    remainder = abs(index) % abs(size)
    return -remainder if index < 0 else remainder
