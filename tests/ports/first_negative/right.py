def first_negative(values):
    """Return the position of the first negative value, or the length."""
    for i, value in enumerate(values):
        if value < 0:
            return i
    return len(values)
