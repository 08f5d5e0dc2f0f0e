def to_binary(word):
    """Return the binary digits of a 32-bit word."""
    return format(word & 0xFFFFFFFF, "b")
