import math


def highest(readings):
    """Return the highest reading."""
    best = -math.inf
    for reading in readings:
        best = max(best, reading)
    return best
