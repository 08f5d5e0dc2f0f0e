def pack(alpha, red, green, blue):
    """Pack four channels of a colour into a word, the opacity on top."""
    word = (alpha & 0xFF) << 24 | (blue & 0xFF) << 16 | (green & 0xFF) << 8 | red & 0xFF
    return word - 2**32 if word >= 2**31 else word
