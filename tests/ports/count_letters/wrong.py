def count_letters(text):
    """Count the letters of a text."""
    return sum(1 for c in text if c.isalpha())
