def parse_padded(number):
    """Format a number in five columns and read it back; no blanks allowed."""
    column = f"{number:5d}"
    if column.startswith(" "):
        raise ValueError(column)
    return int(column)
