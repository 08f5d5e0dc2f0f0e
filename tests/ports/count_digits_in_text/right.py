def count_digits(text):
    """Count the decimal digits of a text that are one UTF-16 unit each."""
    return sum(1 for c in text if c.isdecimal() and c <= "\uffff")
