import numpy as np


def scale_rows(rows):
    """Scale every row linearly to the range from 0 to 1 in place."""
    for row in rows:
        if not row:
            continue
        values = np.array(row, dtype=float)
        low, high = values.min(), values.max()
        with np.errstate(all="ignore"):
            row[:] = ((values - low) / (high - low)).tolist()
