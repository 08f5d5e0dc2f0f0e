MASK = 2**64 - 1


def rotate(word, distance):
    """Rotate the bits of a word to the left."""
    bits = word & MASK
    n = distance & 31
    result = (bits << n | bits >> (64 - n)) & MASK
    return result - 2**64 if result >= 2**63 else result
