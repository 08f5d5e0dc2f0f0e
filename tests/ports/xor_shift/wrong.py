MASK = 0xFFFFFFFFFFFFFFFF


def next_word(state):
    """Return the next word of a 64-bit xorshift sequence."""
    state ^= state << 13 & MASK
    state ^= state >> 7
    state ^= state << 17 & MASK
    return state
