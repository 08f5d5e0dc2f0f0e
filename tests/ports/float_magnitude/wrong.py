import math


def magnitude(x):
    """Return the magnitude of x."""
    return math.sqrt(x * x)
