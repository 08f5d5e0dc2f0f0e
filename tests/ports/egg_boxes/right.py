def boxes(eggs):
    """Return how many boxes of six all eggs need."""
    return -(-sum(count % 1000 for count in eggs if count > 0) // 6)
