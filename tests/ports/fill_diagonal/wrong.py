def fill_diagonal(grid, value):
    """Set the main diagonal of a grid to a value."""
    result = [list(row) for row in grid]
    for i, row in enumerate(result):
        if i >= len(row):
            break
        row[i] = value
    return result
