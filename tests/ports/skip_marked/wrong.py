def sum_unmarked(values):
    """Add up the values; a negative value skips the one after it."""
    total = 0
    for i in range(len(values)):
        if values[i] < 0:
            i += 1
        else:
            total += values[i]
    return total
