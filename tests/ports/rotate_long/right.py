MASK = 2**64 - 1


def rotate(word, distance):
    """Rotate the bits of a 64-bit word to the left."""
    bits = word & MASK
    n = distance & 63
    result = (bits << n | bits >> (-n & 63)) & MASK
    return result - 2**64 if result >= 2**63 else result
