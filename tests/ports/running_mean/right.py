import numpy as np


def mean(readings):
    """Return the mean of the readings, in tenths of a unit, in single precision."""
    value = np.float32(0)
    for n, reading in enumerate(readings, start=1):
        value += (np.float32(reading) * np.float32(0.1) - value) / np.float32(n)
    return float(value)
