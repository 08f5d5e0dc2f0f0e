import math


def missing(readings):
    """Count the missing readings, which are stored as NaN."""
    return sum(1 for reading in readings if math.isnan(reading))
