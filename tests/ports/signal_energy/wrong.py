import numpy as np


def energy(samples: np.ndarray) -> int:
    """Return the sum of the squares of the samples."""
    wide = samples.astype(np.int64)
    return int((wide * wide).sum())
