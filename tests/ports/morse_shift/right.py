def shifted(letters):
    """Return every unit three further, and one more than their sum in 16 bits."""
    total = sum(map(ord, letters)) & 0xFFFF
    return "".join(chr(ord(c) + 3 & 0xFFFF) for c in letters) + str(total + 1)
