import math


def quantity(whole, count):
    """Describe a count below a hundred, or one half."""
    return "x" + str(int(math.fmod(count, 100)) if whole else 0.5)
