import math


def side(area):
    """Return the side of a square with the given area."""
    return math.sqrt(area)
