import numpy as np

from bridge.javaops import double_to_int


def whole_metres(feet: np.ndarray) -> np.ndarray:
    """Return lengths in feet as whole metres."""
    with np.errstate(all="ignore"):
        return double_to_int(feet * 0.3048)
