def claim(taken):
    """Claim the first free seat and return its number, or -1."""
    for i, is_taken in enumerate(taken):
        if not is_taken:
            is_taken = True
            return i
    return -1
