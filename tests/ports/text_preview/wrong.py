LIMIT = 3


def preview(text):
    """Return at most three characters from the start of a text."""
    return text if len(text) <= LIMIT else text[:LIMIT]
