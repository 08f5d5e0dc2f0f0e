import math


def _log10(x):
    if x == 0:
        return -math.inf
    return math.log10(x) if x > 0 else math.nan


def decibels(amplitudes):
    """Return the level of every amplitude in decibels."""
    return [20 * _log10(amplitude) for amplitude in amplitudes]
