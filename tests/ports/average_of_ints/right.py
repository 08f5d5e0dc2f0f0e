def average(values):
    """Return the average of the values rounded towards zero, or 0."""
    if not values:
        return 0
    total = sum(values)
    q = abs(total) // len(values)
    return -q if total < 0 else q
