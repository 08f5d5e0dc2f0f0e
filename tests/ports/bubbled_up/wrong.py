def bubble(values):
    """Move the largest value to the end by swapping neighbours; return the swaps."""
    values, swaps = list(values), 0
    for i in range(1, len(values)):
        if values[i - 1] > values[i]:
            values[i - 1], values[i] = values[i], values[i - 1]
            swaps += 1
    return swaps
