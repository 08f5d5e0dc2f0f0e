def low_bits(word, count):
    """Keep the low bits of a word, as many as the count says."""
    return word & ((1 << count) - 1)
