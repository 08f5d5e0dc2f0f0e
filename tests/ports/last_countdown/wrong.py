from math import fmod


def fired_at(levels):
    """Count down from ten and return where a level ended it."""
    total = 0
    for second in range(10, 0, -1):
        total += int(fmod(levels[second % len(levels)], 50))
        if total > 150: break
    return second
