from ctypes import c_float


def walk(step, count):
    """Add a step to itself up to a thousand times in single precision."""
    position = 0.0
    for _ in range(min(count, 1000)):
        position = c_float(position + step).value
    return position
