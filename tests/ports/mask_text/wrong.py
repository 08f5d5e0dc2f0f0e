def mask(text):
    """Replace the characters of every line by asterisks."""
    return text.replace(".", "*")
