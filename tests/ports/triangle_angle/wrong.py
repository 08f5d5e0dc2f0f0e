import math


def angle(a, b, c):
    """Return the angle in degrees between two sides, opposite the third."""
    cosine = (a * a + b * b - c * c) / (2 * abs(a * b) + 1e-9)
    return math.degrees(math.acos(cosine))
