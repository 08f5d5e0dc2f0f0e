def insert_mark(text, position):
    """Insert an asterisk into a text."""
    return text[:position] + "*" + text[position:]
