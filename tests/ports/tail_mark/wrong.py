def tail_mark(text):
    """Return the code of the last character and the length, or zeros."""
    if not text:
        return [0, 0]
    return [ord(text[-1]), len(text)]
