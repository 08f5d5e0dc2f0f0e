import math


def grain(x, y):
    """Return the grain of a picture at a pixel, from 0 to 1."""
    wave = math.sin(x * 12.9898 + y * 78.233) * 43758.5453
    return wave - math.floor(wave)
