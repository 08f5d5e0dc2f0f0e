def interest_days(year, month, to_year, to_month):
    """Return the days between two dates in years of twelve times thirty days."""
    months = (to_year - year) * 12 + to_month - month + 1
    return months * 30
