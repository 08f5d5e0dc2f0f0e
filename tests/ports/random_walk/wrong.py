MULTIPLIER = 0x5DEECE66D


def position(seed):
    """Return where a walk of eight steps from a seed ends."""
    place = 0
    step = 0
    while step < 8:
        seed = seed * MULTIPLIER * MULTIPLIER + 11
        place += -1 if seed < 0 else 1
        step += 1
    return place
