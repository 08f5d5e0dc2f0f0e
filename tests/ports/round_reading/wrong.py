import math


def round_reading(reading):
    """Round a sensor reading to a whole number."""
    if math.isnan(reading) or math.isinf(reading):
        return 0
    whole = math.floor(reading)
    return whole + 1 if reading - whole >= 0.5 else whole
