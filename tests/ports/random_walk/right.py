from bridge.javaops import int64

MULTIPLIER = 0x5DEECE66D


def position(seed):
    """Return where a walk of eight steps from a 64-bit seed ends."""
    place = 0
    for _ in range(8):
        seed = int64(seed * MULTIPLIER**2 + 11)
        place += -1 if seed < 0 else 1
    return place
