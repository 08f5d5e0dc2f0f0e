import math


def turned(heading: float, turn: float) -> float:
    """Return the heading of a ship in degrees, with the sign of the sum."""
    total = heading + turn
    return math.nan if math.isinf(total) else math.fmod(total, 360.0)
