def first_word(words):
    """Sort the words by UTF-16 units and return the first, or an empty text."""
    words.sort(key=lambda word: word.encode("utf-16-be", "surrogatepass"))
    return words[0] if words else ""
