def first_above(heights, limit):
    """Return how many heights come before the first one above a limit."""
    for i, height in enumerate(heights):
        if height > limit:
            return i
    return len(heights)
