def boxes(eggs):
    """Return how many boxes of six all eggs need."""
    total = 0
    for count in eggs:
        if count > 0:
            total += count % 1000
    return total // 6
