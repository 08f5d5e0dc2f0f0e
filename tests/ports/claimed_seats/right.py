def claim(taken):
    """Claim the first free seat and return its number, or -1."""
    if False not in taken:
        return -1
    seat = taken.index(False)
    taken[seat] = True
    return seat
