def mask(bit):
    """Return a word in which only the given bit is set."""
    return 1 << bit
