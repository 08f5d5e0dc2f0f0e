import math


def logistic(x):
    """Return the logistic function of x."""
    return 1 / (1 + math.exp(-x))
