from bisect import bisect_left


def position(ordered, value):
    """Return the first place of a sorted list whose value is not smaller."""
    return bisect_left(ordered, value)
