def bit_length(word):
    """Return the number of bits up to the highest one of a 64-bit word."""
    return (word & 0xFFFFFFFFFFFFFFFF).bit_length()
