from functools import reduce

from bridge.javaops import int32


def hash_of(numbers):
    """Return the hash of a list of numbers in 32 bits, the last one first."""
    return reduce(lambda h, n: int32(1000003 * h) ^ n, reversed(numbers), 7)
