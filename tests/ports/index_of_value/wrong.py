def index_of(values, wanted):
    """Return the position of a value, or the length if it is not there."""
    for i, value in enumerate(values):
        if value == wanted:
            return i
