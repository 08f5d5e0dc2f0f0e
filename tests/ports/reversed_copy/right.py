def in_reverse(words):
    """Return the words in reverse order."""
    return words[::-1]
