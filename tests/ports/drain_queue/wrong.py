def drain(queue):
    """Return the alternating sum of a queue."""
    total = 0
    for i, value in enumerate(queue):
        total += value if i % 2 == 0 else -value
    return total
