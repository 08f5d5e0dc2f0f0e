def locate(text, wanted):
    """Return the position of a character in a text."""
    return text.index(wanted)
