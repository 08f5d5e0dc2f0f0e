def is_changed(before, after):
    """Tell whether an editor's text was changed."""
    if len(before) != len(after):
        return True
    return before != after
