def transpose(table):
    """Return the transposed table; all rows are as long as the first."""
    width = len(table[0]) if table else 0
    return [[row[col] for row in table] for col in range(width)]
