def days(month, leap):
    """Return the days of a month, counted from 0 and around the year."""
    return 28 + leap if month % 12 == 1 else 30 if month % 12 in (3, 5, 8, 10) else 31
