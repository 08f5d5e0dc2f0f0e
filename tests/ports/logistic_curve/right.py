import math


def logistic(x):
    """Return the logistic function of x."""
    try:
        return 1 / (1 + math.exp(-x))
    except OverflowError:
        return 0.0
