def is_changed(before, after):
    """Tell whether an editor's text is another object, which it always is."""
    return True
