def mirror(values):
    """Return a new list with the sign of every value flipped."""
    return [-value for value in values]
