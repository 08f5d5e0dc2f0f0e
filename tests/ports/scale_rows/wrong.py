def scale_rows(rows):
    """Scale every row linearly to the range from 0 to 1 in place."""
    for row in rows:
        if not row:
            continue
        low, high = min(row), max(row)
        for i, value in enumerate(row):
            row[i] = (value - low) / (high - low)
