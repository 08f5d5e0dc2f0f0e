def reversed(word):
    """Return the bits of a 32-bit word in reverse order."""
    bits = f"{word & 0xFFFFFFFF:032b}"[::-1]
    value = int(bits, 2)
    return value - (value >> 31 << 32)
