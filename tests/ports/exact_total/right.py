def exact_total(values):
    """Return the sum of the values, failing if it is too large."""
    total = 0
    for value in values:
        total += value
        if not -(2**31) <= total < 2**31:
            raise OverflowError("integer overflow")
    return total
