NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def month_name(month):
    """Return the name of a month, counted from 1."""
    return NAMES[month - 1]
