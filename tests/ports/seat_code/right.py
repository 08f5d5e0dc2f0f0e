def seat(block, row, number):
    """Return the code of a seat; block and row are added as numbers."""
    return f"{ord(block) + ord(row)}-{number}"
