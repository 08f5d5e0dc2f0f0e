def turned_digits(code):
    """Return the digits of a code in reverse order; 0 for negative codes."""
    return int(str(code)[::-1]) if code > 0 else 0
