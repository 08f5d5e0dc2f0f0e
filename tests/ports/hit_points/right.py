import math


def left(start, blows):
    """Return the hit points that are left after blows; each loses the fraction."""
    points = start
    for blow in blows:
        if blow > 0:
            points = math.trunc(max(points - blow * 1.5, -(2.0**31)))
            if points <= 0:
                return 0
    return points
