def hosts(prefix: int) -> int:
    """Return how many addresses a network with such a prefix has, as a long."""
    free = (32 - prefix) & 63
    return -(1 << 63) if free == 63 else 1 << free
