def boost(steps):
    """Raise a volume level by one and a half times every step, in one byte."""
    level = 0
    for step in steps:
        level = (int(level + step * 1.5) + 128) % 256 - 128
    return level
