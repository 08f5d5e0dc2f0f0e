def first_negative(values):
    """Return the position of the first negative value, or the length."""
    i = 0
    for i in range(len(values)):
        if values[i] < 0:
            break
    return i
