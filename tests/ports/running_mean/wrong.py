import numpy as np


def mean(readings):
    """Return the mean of the readings, in tenths of a unit."""
    value = np.float64(0)
    for n, reading in enumerate(readings, start=1):
        value += (reading * 0.1 - value) / n
    return float(value)
