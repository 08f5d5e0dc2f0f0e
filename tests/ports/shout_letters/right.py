def _upper(c):
    capital = c.upper()
    return capital if c <= "\xff" and len(capital) == 1 else c


def shout(text):
    """Capitalize every Latin-1 character of a text that has a single capital."""
    return "".join(_upper(c) for c in text)
