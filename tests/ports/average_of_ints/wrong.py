def average(values):
    """Return the average of the values, or 0 if there are none."""
    if not values:
        return 0
    return sum(values) / len(values)
