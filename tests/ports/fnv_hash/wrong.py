OFFSET = 0x811C9DC5
PRIME = 16777619


def fnv(data):
    """Return the 32-bit FNV-1a hash of the bytes."""
    h = OFFSET
    for b in data:
        h ^= b & 0xFF
        h = h * PRIME & 0xFFFFFFFF
    return h
