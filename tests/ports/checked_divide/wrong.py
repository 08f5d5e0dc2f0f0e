def _quotient(a, b):
    q = abs(a) // abs(b)
    if (a < 0) != (b < 0):
        q = -q
    return -(2**31) if q == 2**31 else q


def per_unit(amounts, units):
    """Divide every amount by its units and sum up; -1 if units run out."""
    total = 0
    try:
        for i, amount in enumerate(amounts):
            total += _quotient(amount, units[i])
    except Exception:
        total = -1
    return total
