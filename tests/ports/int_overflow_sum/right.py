def _int32(n):
    return (n + 0x80000000) % 0x100000000 - 0x80000000


def total(values):
    """Return the sum of all values as a 32-bit integer."""
    return _int32(sum(values))
