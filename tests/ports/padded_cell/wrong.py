def cell(text):
    """Fill a text up to eight columns with dots."""
    while len(text) < 8:
        text += "."
    return text
