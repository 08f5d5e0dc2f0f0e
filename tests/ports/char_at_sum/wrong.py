def code_sum(text):
    """Add up the codes of all characters, weighted by position."""
    return sum(i * ord(c) for i, c in enumerate(text, start=1))
