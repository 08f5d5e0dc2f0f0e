def bit_length(word):
    """Return the number of bits up to the highest one."""
    length = 0
    while word != 0:
        word >>= 1
        length += 1
    return length
