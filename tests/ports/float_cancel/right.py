import numpy as np


def cancel(root, small):
    """Return what remains of small after adding and subtracting a square."""
    with np.errstate(all="ignore"):
        square = np.float32(root) * np.float32(root)
        return float((square + np.float32(small)) - square)
