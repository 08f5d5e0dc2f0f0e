def square(column, row):
    """Return the code of the column's letter and the row."""
    return f"{ord('a') + (column & 7)}{(row & 7) + 1}"
