def low_bits(word, count):
    """Keep the low bits of a word; the count is taken modulo 64."""
    return word & ((1 << (count & 63)) - 1)
