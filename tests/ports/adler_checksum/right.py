def adler(data):
    """Return a checksum of two halves, the second of which weighs by position."""
    a, b = 1, 0
    for value in data:
        a += value & 0xFF
        b += a * 4099
    low = a & 0xFFFF
    high = b & 0xFFFF
    return (high - 0x10000 if high & 0x8000 else high) << 16 | low
