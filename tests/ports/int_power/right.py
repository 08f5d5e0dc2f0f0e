def _int32(n):
    return (n + 0x80000000) % 0x100000000 - 0x80000000


def power(base, exponent):
    """Raise base to the low five bits of exponent by repeated squaring."""
    result = 1
    left = exponent & 31
    while left > 0:
        if left & 1:
            result = _int32(result * base)
        base = _int32(base * base)
        left >>= 1
    return result
