def sort_words(words):
    """Return the words in a new list, sorted by UTF-16 units."""
    return sorted(words, key=lambda word: word.encode("utf-16-be", "surrogatepass"))
