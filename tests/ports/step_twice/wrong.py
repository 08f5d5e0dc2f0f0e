def step(counter):
    """Add a counter before and after stepping it twice."""
    first = counter + 1
    second = first + 1
    return first + second
