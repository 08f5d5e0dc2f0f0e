import math


def sort_readings(readings):
    """Sort the readings in place, NaN last."""
    readings.sort(key=lambda x: (math.isnan(x), x if x == x else 0.0))
