def weekday(year, month, day):
    """Return the weekday of a date by Zeller's congruence, 0 being Saturday."""
    y = year % 4000
    m = month % 12 + 3
    d = day % 28 + 1
    k, j = y % 100, y // 100
    return (d + 13 * (m + 1) // 5 + k + k // 4 + j // 4 - 2 * j) % 7
