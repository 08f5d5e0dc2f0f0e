def run_lengths(values: list[int]) -> list[int]:
    """Return the lengths of the runs of equal values."""
    lengths: list[int] = []
    for i in range(len(values)):
        start = i
        while i + 1 < len(values) and values[i + 1] == values[start]:
            i += 1
        lengths.append(i - start + 1)
    return lengths
