def _quotient(a, b):
    q = abs(a) // abs(b)
    if (a < 0) != (b < 0):
        q = -q
    return -(2**31) if q == 2**31 else q


def per_unit(amounts, units):
    """Divide every amount by its units and sum up; -1 if units run out."""
    total = 0
    for i, amount in enumerate(amounts):
        if i >= len(units):
            return -1
        total += _quotient(amount, units[i])
    return total
