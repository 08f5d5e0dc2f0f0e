def count_bits(word):
    """Return the number of one bits in a word."""
    return bin(word).count("1")
