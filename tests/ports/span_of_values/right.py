def span(first, *others):
    """Return the 32-bit difference of the largest and the smallest value."""
    difference = max((first, *others)) - min((first, *others))
    return (difference + 2**31) % 2**32 - 2**31
