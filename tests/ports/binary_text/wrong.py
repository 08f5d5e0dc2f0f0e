def to_binary(word):
    """Return the binary digits of a word."""
    return bin(word)[2:]
