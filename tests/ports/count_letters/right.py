def count_letters(text):
    """Count the Latin, Greek and Cyrillic letters of a text."""
    return sum(1 for c in text if c < "\u0500" and c.isalpha())
