def fill_diagonal(grid, value):
    """Set the main diagonal of a grid to a value in place."""
    for i, row in enumerate(grid):
        if i >= len(row):
            break
        row[i] = value
