def wall_clock(seconds):
    """Return seconds since midnight as a time; every part has their sign."""
    minutes, s = divmod(abs(seconds), 60)
    hours, m = divmod(minutes, 60)
    parts = [hours % 24, m, s]
    return ":".join(str(-part if seconds < 0 else part) for part in parts)
