HOURS = 24


def to_millis(days):
    """Return the number of milliseconds in the given number of days."""
    return days * HOURS * 60 * 60 * 1000
