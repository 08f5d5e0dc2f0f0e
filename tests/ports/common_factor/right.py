from math import lcm


def least_multiple(first, second):
    """Return the least common multiple of two small numbers."""
    return lcm(first, second)
