import numpy as np


def slope(x1, y1, x2, y2):
    """Return the slope of the line through two points; infinite if it is steep."""
    with np.errstate(all="ignore"):
        return float((np.float64(y2) - y1) / (np.float64(x2) - x1))
