import ctypes

LONG_MAX = 2**63 - 1


def percent(ratio):
    """Return a ratio as whole percent."""
    scaled = ctypes.c_float(ratio * 100).value
    if scaled != scaled:
        return 0
    if abs(scaled) >= 2.0**63:
        return LONG_MAX if scaled > 0 else -LONG_MAX - 1
    return int(scaled)
