def count_bits(word):
    """Return the number of one bits in a 32-bit word."""
    return (word & 0xFFFFFFFF).bit_count()
