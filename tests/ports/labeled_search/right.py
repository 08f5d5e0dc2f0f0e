def rows_before(grid):
    """Count the cells seen before the first negative one."""
    seen = 0
    for row in grid:
        for cell in row:
            if cell < 0:
                return seen
            seen += 1
    return seen
