def pack(alpha, red, green, blue):
    """Pack four channels of a colour into a word, the opacity on top and its sign."""
    return alpha << 24 | (red & 0xFF) << 16 | (green & 0xFF) << 8 | blue & 0xFF
