import math


def highest(readings):
    """Return the highest reading, or NaN if there is one."""
    if any(math.isnan(reading) for reading in readings):
        return math.nan
    return max(readings, default=-math.inf)
