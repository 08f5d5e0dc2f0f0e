def encode(letter, places):
    """Move a letter by the given number of places in the alphabet."""
    if not "a" <= letter <= "z":
        return letter
    return chr(ord("a") + (ord(letter) - ord("a") + places) % 26)
