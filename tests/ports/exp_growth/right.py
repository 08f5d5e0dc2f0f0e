import math


def grow(rate):
    """Return the growth factor for a rate; infinite if too large."""
    try:
        return math.exp(rate)
    except OverflowError:
        return math.inf
