import math


def angle(a, b, c):
    """Return the angle between two sides; NaN if there is no such triangle."""
    cosine = (a * a + b * b - c * c) / (2 * abs(a * b) + 1e-9)
    # math.acos raises outside of its domain.
    return math.degrees(math.acos(cosine)) if -1 <= cosine <= 1 else math.nan
