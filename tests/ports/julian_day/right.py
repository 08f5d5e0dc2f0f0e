def _div(a, b):
    return -(-a // b) if a < 0 else a // b


def julian_day(year, month, day):
    """Return the Julian day number of a date of the Gregorian calendar."""
    a = _div(month - 14, 12)
    return (
        _div(1461 * (year + 4800 + a), 4)
        + _div(367 * (month - 2 - 12 * a), 12)
        - _div(3 * _div(year + 4900 + a, 100), 4)
        + day
        - 32075
    )
