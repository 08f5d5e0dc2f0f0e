def cell(text):
    """Fill a text up to eight UTF-16 units with dots."""
    units = len(text) + sum(c > "\uffff" for c in text)
    return text + "." * (8 - units)
