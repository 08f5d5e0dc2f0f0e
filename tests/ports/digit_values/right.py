def digit_total(digits):
    """Add up the codes of all characters, counted from that of 0."""
    return sum(ord(c) - 48 for c in digits)
