def shift(c, distance):
    """Return the character the given distance away from c."""
    return chr(ord(c) + distance)
