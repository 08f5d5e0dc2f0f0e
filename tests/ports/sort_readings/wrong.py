def sort_readings(readings):
    """Sort the readings in place."""
    readings.sort()
