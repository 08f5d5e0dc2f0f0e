import math


def remainder(x, step):
    """Return the remainder of x by step with the sign of x."""
    if step == 0 or math.isinf(x):
        return math.nan
    return math.fmod(x, step)
