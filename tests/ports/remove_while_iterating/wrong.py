def remove_negatives(values):
    """Remove the negative values of a list."""
    for value in values:
        if value < 0:
            values.remove(value)
