def scale(value, factor):
    """Multiply two values and return the low 32 bits of the product."""
    low = value * factor & 0xFFFFFFFF
    return low - 0x100000000 if low & 0x80000000 else low
