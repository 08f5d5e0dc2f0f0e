def remaining(text):
    """Return how many characters of a 140 character message are left."""
    return 140 - len(text)
