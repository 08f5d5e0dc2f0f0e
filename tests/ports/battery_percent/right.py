import math

from bridge.javaops import ddiv


def percent(charge, capacity):
    """Return a charge as whole percent between 0 and 100; NaN gives 0."""
    share = ddiv(charge, capacity) * 100
    return 0 if math.isnan(share) else int(max(0.0, min(100.0, share)))
