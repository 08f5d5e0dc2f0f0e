import math


def weekday(year, month, day):
    """Return the weekday of a date by Zeller's congruence, 0 being Saturday."""
    j, k = divmod(year % 4000, 100)
    m = month % 12 + 3
    d = day % 28 + 1
    return int(math.fmod(d + 13 * (m + 1) // 5 + k + k // 4 + j // 4 - 2 * j, 7))
