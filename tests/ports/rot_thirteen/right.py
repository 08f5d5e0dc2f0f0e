def rotate(text):
    """Encode the small letters of a text by ROT13 in place."""
    for i, c in enumerate(text):
        if "a" <= c <= "z":
            text[i] = chr((ord(c) - ord("a") + 13) % 26 + ord("a"))
