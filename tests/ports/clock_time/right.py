DAY = 24 * 60


def minutes_until(start, end):
    """Return the minutes from one time of day to the next of another."""
    return (end - start) % DAY
