def transpose(table):
    """Return the transposed table; all rows are as long as the first."""
    width = len(table[0]) if table else 0
    result = [[0.0] * len(table)] * width
    for i, row in enumerate(table):
        for col in range(width):
            result[col][i] = row[col]
    return result
