def count_digits(text):
    """Count the decimal digits of a text."""
    return sum(1 for c in text if c.isdigit())
