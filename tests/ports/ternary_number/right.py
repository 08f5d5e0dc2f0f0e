import math


def quantity(whole, count):
    """Describe a count below a hundred as a decimal number, or one half."""
    if not whole:
        return "x0.5"
    return f"x{int(math.fmod(count, 100))}.0"
