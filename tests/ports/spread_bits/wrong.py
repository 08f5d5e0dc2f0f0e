def spread(hash_value: int) -> int:
    """Spread the bits of a hash over a table of 4096 places."""
    h = hash_value & 0xFFFFFFFF     # without a sign
    h ^= (h >> 20) ^ (h >> 12)
    return (h ^ (h >> 7) ^ (h >> 5)) & 4095
