def digit_total(digits):
    """Add up the digits of a number in a text."""
    total = 0
    for c in digits:
        total += int(c)
    return total
