def diagonal_sum(cells):
    """Return the sum of the diagonal of a table of three columns, row by row."""
    rows = len(cells) // 3
    total = 0
    for row in range(min(rows, 3)):
        total += cells[row * rows + row]
    return (total + 2**31) % 2**32 - 2**31
