def first_word(words):
    """Return the alphabetically first word, or an empty text."""
    view = list(words)
    view.sort(key=lambda word: word.encode("utf-16-be", "surrogatepass"))
    return view[0] if view else ""
