def sort_words(words):
    """Return the words in a new, sorted list."""
    return sorted(words)
