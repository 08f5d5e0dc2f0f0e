HOURS = 24


def to_millis(days):
    """Return the milliseconds in the given days, computed in 32 bits."""
    product = days * HOURS * 60 * 60 * 1000
    return (product + 2**31) % 2**32 - 2**31
