def distinct(entries):
    """Return the entries in their order, each of them once."""
    return list(dict.fromkeys(entries))
