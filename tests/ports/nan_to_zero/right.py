import math

LONG_MAX = 2**63 - 1
LONG_MIN = -(2**63)


def _floor_to_long(x):
    if math.isnan(x):
        return 0
    if math.isinf(x):
        return LONG_MAX if x > 0 else LONG_MIN
    return max(LONG_MIN, min(LONG_MAX, math.floor(x)))


def whole_degrees(temperatures):
    """Round every temperature down to whole degrees and add them up."""
    total = sum(_floor_to_long(t) for t in temperatures)
    return (total + 2**63) % 2**64 - 2**63
