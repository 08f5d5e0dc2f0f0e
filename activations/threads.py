"""A function of numbers and large arrays in, the same results from several threads out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from activations._checks import FloatArray, RealArray, check_out, result_dtype

__all__ = ["in_threads"]


def in_threads(
    function: Callable[..., Any],
    x: RealArray,
    *,
    out: FloatArray | None = None,
    threads: int = 2,
) -> FloatArray:
    """`function` of each element of `x`, a part of it in each of `threads` threads.

    Parameters
    ----------
    function : callable
        One of the functions of numbers of this package, or with the same `out`.
    x : ndarray of any shape, C-contiguous
        Pre-activation.
    out : ndarray of the shape of `x` and the dtype of the result, C-contiguous, optional
        Where to put the result.
    threads : int, default 2
        At least 1.

    Returns
    -------
    ndarray of the shape of `x`
        To the bit what one thread gives.

    Raises
    ------
    TypeError
        If `out` is not an array.
    ValueError
        If an array is not contiguous, `out` does not fit, or `threads` is below 1.

    Notes
    -----
    Pays from some 100 000 elements on. NumPy releases the interpreter's lock in both forms, but
    holds it between the blocks of the NumPy form.

    Examples
    --------
    >>> from activations import sigmoid
    >>> in_threads(sigmoid, np.zeros(3)).tolist()
    [0.5, 0.5, 0.5]
    """
    if threads < 1:
        raise ValueError(f"threads must be at least 1, got {threads!r}")
    dtype = result_dtype(x)
    result = np.empty(x.shape, dtype) if out is None else out
    check_out(result, x.shape, dtype)
    if not (x.flags.c_contiguous and result.flags.c_contiguous):
        raise ValueError(
            "x and out must be C-contiguous, got strides; pass np.ascontiguousarray(x)"
        )
    parts = np.array_split(x.reshape(-1), threads)
    targets = np.array_split(result.reshape(-1), threads)
    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(function, p, out=t) for p, t in zip(parts, targets, strict=True)]:
            done.result()
    return result
