def power(base, exponent):
    """Raise base to the low five bits of exponent by repeated squaring."""
    result = 1
    left = exponent & 31
    while left > 0:
        if left & 1:
            result *= base
        base *= base
        left >>= 1
    return result
