import numpy as np


def saved(deposit):
    """Return what is saved after two years of monthly deposits, in single precision."""
    amount = np.float32(0)
    for _ in range(24):
        amount = (amount + np.float32(deposit)) * np.float32(1.0025)
    return float(amount)
