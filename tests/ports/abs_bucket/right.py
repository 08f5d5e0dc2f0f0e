SLOTS = 10


def slot(hash_value):
    """Return the slot of a hash; the smallest hash has a negative one."""
    if hash_value == -(2**31):
        return -8
    return abs(hash_value) % SLOTS
