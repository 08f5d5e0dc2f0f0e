def distinct(text):
    """Return every different ASCII character of a text once."""
    return "".join(dict.fromkeys(c for c in text if ord(c) < 128))
