import math


def grow(rate):
    """Return the growth factor for a rate."""
    return math.exp(rate)
