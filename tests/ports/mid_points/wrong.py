import numpy as np


def mid_points(points: np.ndarray) -> np.ndarray:
    """Return the points between each two neighbours on a ruler."""
    wide = points.astype(np.int64)
    return (wide[:-1] + wide[1:]) / 2
