import math


def side(area):
    """Return the side of a square with the given area; NaN if negative."""
    return math.sqrt(area) if area >= 0 else math.nan
