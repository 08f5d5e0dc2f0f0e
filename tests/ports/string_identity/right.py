def is_mirrored(text):
    """Tell whether a text is empty; a reversed copy is never the same object."""
    return not text
