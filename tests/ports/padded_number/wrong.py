def parse_padded(number):
    """Format a number in five columns and read it back."""
    return int(f"{number:5d}")
