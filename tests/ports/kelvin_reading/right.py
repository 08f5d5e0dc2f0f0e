import math


def kelvin(tenths):
    """Return temperatures in tenths of a degree Celsius as whole kelvins."""
    return math.floor(tenths / 10 + 273.15 + 0.5)
