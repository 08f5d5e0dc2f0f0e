def count_repeats(values):
    """Count the values that are the same cached object as their predecessor."""
    count = 0
    for previous, value in zip(values, values[1:]):
        if value == previous and -128 <= value <= 127:
            count += 1
    return count
