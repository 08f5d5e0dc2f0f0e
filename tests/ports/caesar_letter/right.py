import math


def encode(letter, places):
    """Move a letter by the given number of places in the alphabet."""
    if not "a" <= letter <= "z":
        return letter
    offset = ord(letter) - ord("a") + int(math.fmod(places, 26))
    return chr(ord("a") + int(math.fmod(offset, 26)))
