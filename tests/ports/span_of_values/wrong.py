def span(first, *others):
    """Return the difference of the largest and the smallest value."""
    return max((first, *others)) - min((first, *others))
