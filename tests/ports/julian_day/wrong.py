def julian_day(year, month, day):
    """Return the Julian day number of a date of the Gregorian calendar."""
    a = (month - 14) // 12          # -1 for January and February
    return ((1461 * (year + 4800 + a)) // 4
            + (367 * (month - 2 - 12 * a)) // 12
            - (3 * ((year + 4900 + a) // 100)) // 4
            + day - 32075)
