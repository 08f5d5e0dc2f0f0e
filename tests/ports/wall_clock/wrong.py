def wall_clock(seconds):
    """Return seconds since midnight as a time of the day before or after it."""
    hours = seconds // 3600 % 24
    minutes = seconds // 60 % 60
    return ":".join(map(str, (hours, minutes, seconds % 60)))
