def distinct(text):
    """Return every different ASCII character of a text once, in code order."""
    return "".join(sorted({c for c in text if c < "\x80"}))
