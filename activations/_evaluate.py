"""A function of numbers and a caller's value in, results of the caller's kind out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from activations._checks import (
    FloatArray,
    RealArray,
    check_out,
    check_where,
    read_real,
    result_dtype,
)
from activations._kernels import COMPILED

__all__ = ["Kernel", "SameKind", "evaluate", "kernel"]

# What comes back is of the kind that went in (float, NumPy scalar or array), which no
# annotation short of four overloads for each function can say.
SameKind = Any
Doubles = npt.NDArray[np.float64]

# Elements per block: the temporaries of a formula stay in the processor's cache.
_BLOCK = 8192


@dataclass(frozen=True, slots=True)
class Kernel:
    """One function in both forms."""

    formula: Callable[..., Doubles]
    compiled: Any  # a ufunc of loops for float and double, or None


def kernel(formula: Callable[..., Doubles]) -> Kernel:
    """`formula`, and the compiled function of its name."""
    return Kernel(formula, getattr(COMPILED, formula.__name__, None))


def evaluate(
    function: Kernel,
    x: npt.ArrayLike,
    out: FloatArray | None,
    where: npt.ArrayLike,
    *parameters: float,
    name: str = "x",
) -> SameKind:
    """`function` of `x` and `parameters`, whatever the layout and dtype of `x`."""
    if (
        function.compiled is not None
        and type(x) is np.ndarray
        and x.dtype.char in "df"
        and x.dtype.isnative
        and where is True
        and (out is None or (type(out) is np.ndarray and out.dtype == x.dtype and _fits(out, x)))
    ):
        return function.compiled(x, *parameters, out=out)
    return _evaluate_any(function, x, out, where, parameters, name)


def _fits(out: FloatArray, x: RealArray) -> bool:
    return out.shape == x.shape and out.flags.writeable


@np.errstate(all="ignore")
def _evaluate_any(
    function: Kernel,
    x: npt.ArrayLike,
    out: FloatArray | None,
    where: npt.ArrayLike,
    parameters: tuple[float, ...],
    name: str,
) -> SameKind:
    array = read_real(x, name)
    dtype = result_dtype(array)
    chosen = None if where is True else check_where(where, array.shape)
    if out is None:
        make = np.empty_like if chosen is None else np.zeros_like
        result = make(array, dtype=dtype, subok=False)
    else:
        check_out(out, array.shape, dtype)
        result = out
    if function.compiled is not None:
        entries = True if chosen is None else chosen
        _run_compiled(function.compiled, array, result, entries, parameters)
    elif chosen is None:
        _run_formula(function.formula, array, result, parameters)
    else:
        computed = np.empty_like(result)
        _run_formula(function.formula, array, computed, parameters)
        np.copyto(result, computed, where=chosen)
    if out is not None or result.ndim:
        return result
    # np.float64 is a subclass of float.
    is_python_number = isinstance(x, int | float) and not isinstance(x, np.generic)
    return float(result) if is_python_number else result[()]


def _run_compiled(
    ufunc: Any,
    array: RealArray,
    result: FloatArray,
    where: npt.NDArray[np.bool_] | bool,
    parameters: tuple[float, ...],
) -> None:
    loop = "f" if array.dtype.type is np.float32 else "d"
    signature = f"{loop}{'d' * len(parameters)}->{loop}"
    ufunc(array, *parameters, out=result, where=where, signature=signature, casting="same_kind")


def _run_formula(
    formula: Callable[..., Doubles],
    array: RealArray,
    result: FloatArray,
    parameters: tuple[float, ...],
) -> None:
    """Block by block."""
    blocks = np.nditer(
        [array, result],
        flags=["buffered", "external_loop", "zerosize_ok", "copy_if_overlap"],
        op_flags=[["readonly", "overlap_assume_elementwise"], ["writeonly"]],
        op_dtypes=[np.float64, np.float64],
        casting="same_kind",
        buffersize=_BLOCK,
    )
    with blocks:
        for source, target in blocks:
            target[...] = formula(source, *parameters)
