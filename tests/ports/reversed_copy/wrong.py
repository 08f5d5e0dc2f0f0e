def in_reverse(words):
    """Return the words in reverse order."""
    words.reverse()
    return words
