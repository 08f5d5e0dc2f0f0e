def sum_unmarked(values):
    """Add up the values; a negative value skips the one after it."""
    total = 0
    i = 0
    while i < len(values):
        if values[i] < 0:
            i += 2
        else:
            total += values[i]
            i += 1
    return total
