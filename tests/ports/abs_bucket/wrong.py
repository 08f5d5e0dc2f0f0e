SLOTS = 10


def slot(hash_value):
    """Return the slot of a hash in a table with ten slots."""
    return abs(hash_value) % SLOTS
