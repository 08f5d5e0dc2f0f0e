"""A port's value in, a number to compute with out, or a sentence that says what was wrong.

What comes out is Any to the type checker, for it is a number or an array as the operand was.
"""

import operator
from typing import Any, Literal, TypeVar

import numpy as np
import numpy.typing as npt

__all__ = [
    "Bits",
    "FloatArray",
    "Floats",
    "IntArray",
    "Ints",
    "is_array",
    "read_float",
    "read_floats",
    "read_int",
    "read_ints",
    "require_width",
]

Bits = Literal[32, 64]
IntArray = npt.NDArray[np.integer[Any]]
FloatArray = npt.NDArray[np.floating[Any]]
Ints = TypeVar("Ints", int, IntArray)
Floats = TypeVar("Floats", float, FloatArray)


def is_array(value: object) -> bool:
    """Whether it holds many numbers, to be computed at once."""
    return isinstance(value, np.ndarray)


def require_width(bits: int) -> None:
    """Refuse what neither an int nor a long has."""
    if bits not in (32, 64):
        raise ValueError(
            f"bits must be 32 for int or 64 for long, got {bits!r}; "
            f"narrow the result with narrow_byte or narrow_short"
        )


def read_int(value: Any) -> Any:
    """As an int of Python's, which takes those of NumPy, too."""
    try:
        return operator.index(value)
    except TypeError:
        raise TypeError(
            f"operand must be an int or an array of ints, got {value!r}; "
            f"convert it first, with double_to_int say"
        ) from None


def read_ints(value: Any, dtype: str) -> Any:
    """As an array of `dtype`, of each number its low bits."""
    if not is_array(value):
        size = np.dtype(dtype).itemsize
        low = read_int(value) & ((1 << 8 * size) - 1)
        return np.array(low, f"u{size}").astype(dtype)
    if value.dtype.kind not in "biu":
        raise TypeError(
            f"operand must be an int or an array of ints, got an array of dtype {value.dtype}; "
            f"convert it first, with double_to_int say"
        )
    return value.astype(dtype)


def read_float(value: Any) -> Any:
    """As a double; an int is rounded to the nearest one."""
    try:
        return float(value)
    except (TypeError, ValueError):
        raise _no_number(repr(value)) from None


def read_floats(value: Any) -> Any:
    """As an array of doubles."""
    if not is_array(value):
        return np.array(read_float(value))
    if value.dtype.kind not in "biuf":
        raise _no_number(f"an array of dtype {value.dtype}")
    return value.astype(np.float64)


def _no_number(got: str) -> TypeError:
    return TypeError(
        f"operand must be a number or an array of numbers, got {got}; convert it first"
    )
