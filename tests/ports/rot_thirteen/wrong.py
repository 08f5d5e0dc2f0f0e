def rotate(text):
    """Encode the small letters of a text by ROT13 in place."""
    for c in text:
        if "a" <= c <= "z":
            c = chr((ord(c) - ord("a") + 13) % 26 + ord("a"))
