import ctypes


def percent(ratio):
    """Return a ratio as whole percent."""
    return int(ctypes.c_float(ratio * 100).value)
