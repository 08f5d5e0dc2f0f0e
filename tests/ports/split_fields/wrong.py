def count_fields(cells):
    """Join the cells of a row by semicolons and count the fields."""
    line = ";".join(cells)
    return len(line.split(";"))
