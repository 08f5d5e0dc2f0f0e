import math


def stars(points: float) -> int:
    """Return the stars for a rating of up to ten points."""
    if not points > 0:
        return 0
    return 5 if points >= 10 else math.floor(points / 2 + 0.5)
