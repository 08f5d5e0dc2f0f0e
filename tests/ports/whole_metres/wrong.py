import math


def whole_metres(feet):
    """Return lengths in feet as whole metres."""
    return [math.floor(foot * 0.3048) for foot in feet]
