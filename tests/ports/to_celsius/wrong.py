import numpy as np


def to_celsius(fahrenheit: np.ndarray) -> np.ndarray:
    """Convert temperatures from Fahrenheit to whole degrees Celsius."""
    wide = fahrenheit.astype(np.int64)  # a short would overflow
    return (wide - 32) * 5 // 9
