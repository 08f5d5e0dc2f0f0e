def count_repeats(values):
    """Count the values that equal their predecessor."""
    return sum(1 for previous, value in zip(values, values[1:]) if value == previous)
