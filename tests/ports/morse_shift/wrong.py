def shifted(letters):
    """Return every character three further, and the code of their sum at the end."""
    text = ""
    total = 0
    for letter in letters:
        total += ord(letter)
        text += chr(ord(letter) + 3 & 0xFFFF)
    return text + chr((total & 0xFFFF) + 1)
