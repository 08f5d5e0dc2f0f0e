"""What goes into a layer and comes back to it, checked against the shapes that it calls for."""

from typing import TypeVar

import numpy as np
import numpy.typing as npt

from activations._checks import read_real, to_float64

__all__ = ["Doubles", "kept_by_forward", "read_array", "read_upstream"]

Doubles = npt.NDArray[np.float64]
Kept = TypeVar("Kept")


def read_array(value: npt.ArrayLike, name: str, shape: tuple[int | str, ...]) -> Doubles:
    """Copy of `value` in float64, which stays as it is when the caller's array is written to.

    A number in `shape` is a length that must be met, a name stands for any, and ``"..."`` as the
    first entry for any further axes.
    """
    array = np.array(read_real(value, name), np.float64)
    has_further = shape[:1] == ("...",)
    lengths = shape[1:] if has_further else shape
    further = array.ndim - len(lengths)
    fits = (further >= 0 if has_further else further == 0) and all(
        isinstance(wanted, str) or wanted == length
        for wanted, length in zip(lengths, array.shape[further:], strict=True)
    )
    if not fits:
        text = ", ".join(map(str, shape))
        raise ValueError(f"{name} must have shape ({text}), got {array.shape}")
    return array


def read_upstream(upstream: npt.ArrayLike, shape: tuple[int, ...]) -> Doubles:
    """Gradient above a layer whose output has `shape`."""
    array = to_float64(read_real(upstream, "upstream"))
    if array.shape != shape:
        raise ValueError(
            f"upstream must have the shape of what forward gave, {shape}, got {array.shape}"
        )
    return array


def kept_by_forward(kept: Kept | None) -> Kept:
    """What the last forward pass left; refused if there was none."""
    if kept is None:
        raise ValueError(
            "backward must come after forward, got no forward pass; call forward first"
        )
    return kept
