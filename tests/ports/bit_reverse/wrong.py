def reversed(word):
    """Return the bits of a word in reverse order."""
    result = 0
    for i in range(32):
        result <<= 1
        result |= word >> i & 1
    return result
