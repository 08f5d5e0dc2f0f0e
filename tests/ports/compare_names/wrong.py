def order(first, second):
    """Compare two names."""
    return (first > second) - (first < second)
