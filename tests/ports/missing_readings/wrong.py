def missing(readings):
    """Count the missing readings, which are stored as NaN."""
    return readings.count(float("nan"))
