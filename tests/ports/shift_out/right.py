def steps_to_zero(word):
    """Count the left shifts until no bit of a 32-bit word is left."""
    steps = 0
    while word & 0xFFFFFFFF:
        word = word << 1 & 0xFFFFFFFF
        steps += 1
    return steps
