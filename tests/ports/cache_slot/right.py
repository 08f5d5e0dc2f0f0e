def slot(key):
    """Return the slot of a key of bytes in a cache of 64."""
    h = 0x811C9DC5
    for b in key:
        h = (h ^ b & 0xFF) * 16777619 & 0xFFFFFFFF
    return (h ^ h >> 15) & 63
