def count_neighbours(grid, row, col):
    """Count the non-zero cells left, right, above and below a cell."""
    return (
        _cell(grid, row - 1, col)
        + _cell(grid, row + 1, col)
        + _cell(grid, row, col - 1)
        + _cell(grid, row, col + 1)
    )


def _cell(grid, row, col):
    try:
        return 1 if grid[row][col] != 0 else 0
    except IndexError:
        return 0
