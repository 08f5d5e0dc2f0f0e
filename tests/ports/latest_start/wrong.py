import math


def latest_start(starts, end):
    """Return the latest start before the end, which none of them may reach."""
    latest = -math.inf
    for start in starts:
        if start < end: latest = max(latest, start)
    return latest
