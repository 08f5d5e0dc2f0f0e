def mask(bit):
    """Return a 32-bit word in which only the given bit (modulo 32) is set."""
    word = 1 << (bit & 31)
    return word - 2**32 if word == 2**31 else word
