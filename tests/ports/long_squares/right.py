def sum_of_squares(values):
    """Return the sum of the squares of all values as a 64-bit integer."""
    total = sum(value * value for value in values)
    return (total + 2**63) % 2**64 - 2**63
