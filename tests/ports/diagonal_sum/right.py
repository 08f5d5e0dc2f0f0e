from bridge.javaops import int32


def diagonal_sum(cells):
    """Return the sum of the diagonal of a table of three columns, row by row."""
    rows = min(len(cells) // 3, 3)
    return int32(sum(cells[4 * row] for row in range(rows)))
