MASK = (1 << 64) - 1


def hash_of(number):
    """Return a hash of 32 bits for a number of 64."""
    upper = (number & MASK) >> 32   # >>> of a long
    return number ^ upper
