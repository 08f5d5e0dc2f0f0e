def level(reading: float, limit: float) -> int:
    """Return 1 if a reading is above its limit, else 0."""
    return int(reading > limit)
