def is_mirrored(text):
    """Tell whether a text reads the same in both directions."""
    return text == text[::-1]
