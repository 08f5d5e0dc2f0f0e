import numpy as np


def to_celsius(fahrenheit: np.ndarray) -> np.ndarray:
    """Convert temperatures from Fahrenheit to whole degrees Celsius."""
    fifths = (fahrenheit.astype(np.int64) - 32) * 5
    return np.sign(fifths) * (np.abs(fifths) // 9)
