def adler(data):
    """Return a checksum of two halves, the second of which weighs by position."""
    a, b = 1, 0
    for value in data:
        a += value & 0xFF
        b += a * 4099
    return b << 16 | a & 0xFFFF
