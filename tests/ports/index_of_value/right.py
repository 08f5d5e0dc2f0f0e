def index_of(values, wanted):
    """Return the position of a value, or the length if it is not there."""
    return values.index(wanted) if wanted in values else len(values)
