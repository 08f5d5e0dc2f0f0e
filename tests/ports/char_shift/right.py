def shift(c, distance):
    """Return the UTF-16 unit the given distance away from c."""
    return chr((ord(c) + distance) % 0x10000)
