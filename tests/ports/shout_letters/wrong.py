def shout(text):
    """Capitalize every character of a text."""
    return text.upper()
