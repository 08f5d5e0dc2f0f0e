def boost(steps):
    """Raise a volume level by one and a half times every step."""
    level = 0.0
    for step in steps:
        level += step * 1.5
    return level
