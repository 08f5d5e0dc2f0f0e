def turned_digits(code):
    """Return the digits of a code in reverse order; 0 for negative codes."""
    turned = 0
    rest = code
    while rest > 0:
        turned = turned * 10 + rest % 10
        rest /= 10
    return turned
