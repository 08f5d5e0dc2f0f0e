def walk(step, count):
    """Add a step to itself up to a thousand times."""
    position = 0.0
    for _ in range(min(count, 1000)):
        position += step
    return position
