import math

LONG_MAX = 2**63 - 1
LONG_MIN = -(2**63)


def round_reading(reading):
    """Round a sensor reading to the nearest whole number, halves up."""
    if math.isnan(reading):
        return 0
    if math.isinf(reading):
        return LONG_MAX if reading > 0 else LONG_MIN
    whole = math.floor(reading)
    if reading - whole >= 0.5:
        whole += 1
    return max(LONG_MIN, min(LONG_MAX, whole))
