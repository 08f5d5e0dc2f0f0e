def poly_hash(text):
    """Return the polynomial hash of a text with factor 31."""
    h = 0
    for c in text:
        h = 31 * h + ord(c)
    return h
