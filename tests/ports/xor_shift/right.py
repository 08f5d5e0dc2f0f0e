MASK = 0xFFFFFFFFFFFFFFFF


def next_word(state):
    """Return the next word of a 64-bit xorshift sequence."""
    state &= MASK
    state ^= state << 13 & MASK
    state ^= state >> 7
    state ^= state << 17 & MASK
    return state - (1 << 64) if state >> 63 else state
