def position(word):
    """Return the position of a 32-bit word in the sequence of Gray codes."""
    place = word & 0xFFFFFFFF
    for width in (16, 8, 4, 2, 1):
        place ^= place >> width
    return place - 2**32 if place >= 2**31 else place
