def days(month, leap):
    """Return the days of a month, counted from 0 and around the year."""
    m = month % 12
    if m == 1:
        return 29 if leap else 28
    if m in (3, 5, 8, 10):
        return 30
    if m in (0, 2, 4, 6, 7, 9, 11):
        31
