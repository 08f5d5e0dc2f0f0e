import math


def intensity(distance, exponent):
    """Return the intensity at a distance under a power law."""
    if exponent == 0:
        return 1.0
    if math.isnan(distance) or math.isnan(exponent):
        return math.nan
    if math.isinf(exponent) and abs(distance) == 1:
        return math.nan
    odd = abs(exponent) < 2**53 and exponent % 2 == 1
    sign = math.copysign(1.0, distance) if odd else 1.0
    try:
        return math.pow(distance, exponent)
    except OverflowError:
        return sign * math.inf
    except ValueError:
        return sign * math.inf if distance == 0 else math.nan
