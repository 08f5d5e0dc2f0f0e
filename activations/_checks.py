"""A caller's value in, an array to compute on out, or a sentence that says what was wrong.

Checked here once, at the public door; the formulas behind it trust what they are given.
"""

import operator
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = [
    "FloatArray",
    "RealArray",
    "check_out",
    "check_reduction",
    "check_slope",
    "check_where",
    "read_axis",
    "read_labels",
    "read_logits",
    "read_real",
    "read_targets",
    "result_dtype",
    "to_float64",
]

FloatArray = npt.NDArray[np.floating[Any]]
RealArray = npt.NDArray[np.floating[Any] | np.integer[Any] | np.bool_]

REDUCTIONS = ("mean", "sum", "none")


def read_real(value: npt.ArrayLike, name: str) -> RealArray:
    """Array of `value` in its own dtype; TypeError unless its numbers are real."""
    if isinstance(value, int):
        try:
            return np.asarray(float(value))
        except OverflowError:
            raise ValueError(
                f"{name} must be within the range of float64, got an int of "
                f"{value.bit_length()} bits; scale it first"
            ) from None
    if isinstance(value, np.ma.MaskedArray):
        raise TypeError(
            f"{name} must be without a mask, got a masked array; call its filled() method first"
        )
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise ValueError(
            f"{name} must be rows of one length, got {value!r}; pad them or pass them one by one"
        ) from error
    if array.dtype.kind not in "biuf":
        what = repr(value) if array.ndim == 0 else f"an array of dtype {array.dtype}"
        raise TypeError(f"{name} must be real numbers, got {what}; convert it to float first")
    return array


def result_dtype(array: RealArray) -> np.dtype[np.floating[Any]]:
    """float32 and float16 stay what they are, in native byte order; all else is float64."""
    for kept in (np.float32, np.float16):
        if array.dtype.type is kept:
            return np.dtype(kept)
    return np.dtype(np.float64)


def to_float64(array: RealArray) -> npt.NDArray[np.float64]:
    """`array` itself if it is float64 already; never to be written into."""
    return array.astype(np.float64, copy=False)


def check_out(out: FloatArray, shape: tuple[int, ...], dtype: np.dtype[np.floating[Any]]) -> None:
    """Refuse an `out` that cannot hold the result exactly as it is."""
    if not isinstance(out, np.ndarray):
        raise TypeError(f"out must be an ndarray, got {out!r}; pass np.empty_like(x)")
    if out.dtype != dtype or out.shape != shape:
        raise ValueError(
            f"out must be of dtype {dtype} and shape {shape}, got {out.dtype} and {out.shape}; "
            f"pass np.empty({shape}, np.{dtype})"
        )
    if not out.flags.writeable:
        raise ValueError("out must be writeable, got a read-only array; pass a copy")


def check_where(where: npt.ArrayLike, shape: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    """`where` as an array of `shape`."""
    chosen = np.asarray(where)
    if chosen.dtype != np.bool_:
        raise TypeError(f"where must be of dtype bool, got {chosen.dtype}; compare with == or >")
    try:
        return np.broadcast_to(chosen, shape)
    except ValueError:
        raise ValueError(
            f"where must have a shape that broadcasts to {shape}, got {chosen.shape}"
        ) from None


def check_slope(negative_slope: float) -> float:
    """`negative_slope` as a float."""
    slope = read_real(negative_slope, "negative_slope")
    if slope.ndim or not np.isfinite(slope):
        raise ValueError(f"negative_slope must be one finite number, got {negative_slope!r}")
    return float(slope)


def check_reduction(reduction: str, rows: int) -> None:
    """Refuse an unknown reduction, and the mean of nothing."""
    if reduction not in REDUCTIONS:
        raise ValueError(f"reduction must be one of {REDUCTIONS}, got {reduction!r}")
    if reduction == "mean" and rows == 0:
        raise ValueError(
            "reduction must be 'sum' or 'none' where there are no rows, got 'mean'; "
            "the mean of nothing is undefined"
        )


def read_axis(array: RealArray, axis: int, name: str) -> int:
    """`axis`, counted from the end; refused if missing from `array` or empty."""
    try:
        position = operator.index(axis)
    except TypeError:
        raise TypeError(f"axis must be an int, got {axis!r}") from None
    if array.ndim == 0:
        raise ValueError(f"{name} must have at least one axis, got {array[()]!r}; pass [{name}]")
    if not -array.ndim <= position < array.ndim:
        raise ValueError(
            f"axis must be in [{-array.ndim}, {array.ndim}) for {name} of shape {array.shape}, "
            f"got {axis!r}"
        )
    position = position - array.ndim if position >= 0 else position
    if array.shape[position] == 0:
        raise ValueError(
            f"{name} must not be empty along axis {axis!r}, got shape {array.shape}; "
            f"there is no distribution over nothing"
        )
    return position


def read_logits(value: npt.ArrayLike, name: str) -> RealArray:
    """Real array of at least one axis whose last is not empty."""
    array = read_real(value, name)
    read_axis(array, -1, name)
    return array


def read_labels(
    predictions: npt.ArrayLike, t: npt.ArrayLike, name: str
) -> tuple[RealArray, npt.NDArray[np.int64] | None]:
    """The array of `predictions`, and the class labels of its rows if `t` holds such.

    One array cannot be both labels and targets: a label array always has one axis less.
    """
    array = read_logits(predictions, name)
    # An int stays an int here: read_real would make it a float, and so no label.
    labels = np.asarray(t) if isinstance(t, int) else read_real(t, "t")
    if labels.shape == array.shape or labels.shape != array.shape[:-1]:
        return array, None
    _check_labels(labels, array.shape, "t")
    return array, labels.astype(np.int64, copy=False)


def read_targets(
    value: npt.ArrayLike, shape: tuple[int, ...], name: str
) -> npt.NDArray[np.float64]:
    """Target distributions of `shape`; integer labels of ``shape[:-1]`` become one-hot rows."""
    array = np.asarray(value) if isinstance(value, int) else read_real(value, name)
    if array.shape == shape:
        return to_float64(array)
    _check_labels(array, shape, name)
    return np.equal(array[..., np.newaxis], np.arange(shape[-1])).astype(np.float64)


def _check_labels(array: RealArray, shape: tuple[int, ...], name: str) -> None:
    if array.shape != shape[:-1]:
        raise ValueError(
            f"{name} must have shape {shape} for targets or {shape[:-1]} for labels, "
            f"got {array.shape}"
        )
    if array.dtype.kind not in "iu":
        raise TypeError(
            f"{name} must be of an integer dtype to hold labels, got {array.dtype}; "
            f"convert them with astype(int), or pass targets of shape {shape}"
        )
    outside = (array < 0) | (array >= shape[-1])
    if outside.any():
        raise ValueError(
            f"{name} must hold labels in [0, {shape[-1]}), got {int(array[outside][0])}; "
            f"count the classes from 0"
        )
