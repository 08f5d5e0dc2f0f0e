import math

TICKS = 2.0**50


def ticks(level: int) -> int:
    """Return the ticks of a clock, 2^50 to the unit, until a level is reached."""
    life = math.exp(level / 50)
    return int(life * TICKS)
