def first_above(heights, limit):
    """Return how many heights come before the first one above a limit."""
    i = 0
    for i in range(0, len(heights)):
        if heights[i] > limit:
            break
    return i
