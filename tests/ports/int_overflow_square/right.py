def _int32(n):
    return (n + 0x80000000) % 0x100000000 - 0x80000000


def square(x):
    """Return the square of x as a 32-bit integer."""
    return _int32(x * x)
