import math
from ctypes import c_float


def magnitude(x):
    """Return the magnitude of x; the square is limited to single precision."""
    return math.sqrt(c_float(x * x).value)
