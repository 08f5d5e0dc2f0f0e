def stars(points: float) -> int:
    """Return the stars for a rating of up to ten points."""
    if not points > 0:
        return 0
    if points >= 10:
        return 5
    return int(round(points / 2, 0))
