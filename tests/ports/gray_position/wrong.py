def position(word):
    """Return the position of a word in the sequence of Gray codes."""
    place = word
    for width in (16, 8, 4, 2, 1):
        place ^= place >> width
    return place
