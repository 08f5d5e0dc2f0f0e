def first_even(*values):
    """Return the first even value, or -1 if there is none."""
    for value in values:
        if value % 2 == 0:
            return value
    return -1
