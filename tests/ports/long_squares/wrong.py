def sum_of_squares(values):
    """Return the sum of the squares of all values."""
    return sum(value * value for value in values)
