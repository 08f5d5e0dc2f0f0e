INT_MIN = -0x80000000


def mirror(values):
    """Return a new list with the sign of every value flipped."""
    return [value if value == INT_MIN else -value for value in values]
