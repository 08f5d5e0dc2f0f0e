def first_even(*values):
    """Return the first even value, or None if there is none."""
    return next((value for value in values if value % 2 == 0), None)
