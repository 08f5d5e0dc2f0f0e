import numpy as np


def energy(samples: np.ndarray) -> int:
    """Return the sum of the squares of the samples, in 32 bits."""
    wide = samples.astype(np.int64)
    return int((wide @ wide).astype(np.int32))
