def _power_of_two(exponent: int) -> int:
    size = 1 << exponent
    return size - (1 << 64) if size == 1 << 63 else size  # the highest bit is the sign


def hosts(prefix: int) -> int:
    """Return how many addresses a network with such a prefix has."""
    free = 32 - prefix
    return _power_of_two(free)
