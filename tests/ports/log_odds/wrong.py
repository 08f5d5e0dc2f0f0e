import math


def decibels(amplitudes):
    """Return the level of every amplitude in decibels."""
    return [20 * math.log10(amplitude) for amplitude in amplitudes]
