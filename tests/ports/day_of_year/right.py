BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]


def day_of_year(year, month, day):
    """Return the day of the year of a date, its month counted from 0."""
    index = (month & 0x7FFFFFFF) % 12
    leap = year % 4 == 0 and year % 100 != 0 or year % 400 == 0
    return BEFORE[index] + day + (leap and index > 1)
