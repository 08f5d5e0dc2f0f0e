"""Logits in, probabilities, their logarithms and the derivatives of both out.

All functions work along one axis of any number of dimensions. The result has the dtype of the
first argument if that is float32 or float16, else float64; the work is done in float64. An entry
of ``-inf`` is "impossible": probability 0. A row with NaN or ``+inf`` in it, or with ``-inf``
alone, has no distribution and comes out as NaN throughout. Nothing warns, no input is written to.

Accuracy is in units in the last place of the true value, measured against 60-digit values on
rows of 1 to 1000 entries with common offsets up to 1e300 and one dominating entry included
(``tests/test_softmax.py``).
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from activations._checks import (
    FloatArray,
    check_out,
    read_axis,
    read_logits,
    read_real,
    result_dtype,
    to_float64,
)
from activations._kernels import COMPILED
from activations._rows import (
    complements,
    log_probabilities,
    probabilities,
    read_rows,
    sum_exactly,
    two_sum,
)

__all__ = ["log_softmax", "logsumexp", "softmax", "softmax_jacobian", "softmax_vjp"]


@np.errstate(all="ignore")
def softmax(z: npt.ArrayLike, axis: int = -1, *, out: FloatArray | None = None) -> FloatArray:
    r"""Probabilities proportional to :math:`e^{z}` along `axis`.

    Parameters
    ----------
    z : array_like of shape (..., n, ...)
        Logits, real.
    axis : int, default -1
        The axis of length `n`, at least 1.
    out : ndarray of the shape of `z` and the dtype of the result, optional
        Where to put the result.

    Returns
    -------
    ndarray of the shape of `z`
        Values in ``[0, 1]`` that sum to 1 along `axis`.

    Raises
    ------
    TypeError
        If `z` is not real-valued, or `out` is not an array.
    ValueError
        If `z` has no such axis or is empty along it, or `out` has another shape or dtype than the
        result or is read-only.

    Notes
    -----
    Shifting by the maximum leaves the result unchanged and keeps every exponent at or below
    0, so nothing overflows [1]_. The shift itself rounds, which the exponential
    magnifies to hundreds of ULP; its rounding error is recovered [2]_ and put back.
    Accuracy: 0.52 ULP for any finite `z`, subnormal results 0.75; NumPy form 2.4 ULP. With the
    compiled core permuted entries give permuted results, to the bit.

    References
    ----------
    .. [1] Blanchard, Higham & Higham, "Accurately computing the log-sum-exp and softmax
       functions", IMA J. Numer. Anal. 41(4), 2021, doi:10.1093/imanum/draa038.
    .. [2] Dekker, "A floating-point technique for extending the available precision",
       Numer. Math. 18, 1971, doi:10.1007/BF01397083.

    Examples
    --------
    >>> softmax([-1000.0, -1001.0]).tolist()
    [0.7310585786300049, 0.2689414213699951]
    """
    array, axis = _read(z, axis)
    if COMPILED:
        return _run(COMPILED.softmax, array, axis, out)
    shares = probabilities(read_rows(_rows_along(array, axis)))
    return _write(_restore(shares, array, axis), out)


@np.errstate(all="ignore")
def log_softmax(z: npt.ArrayLike, axis: int = -1, *, out: FloatArray | None = None) -> FloatArray:
    """Logarithm of the softmax along `axis`.

    Parameters and Raises are those of `softmax`.

    Returns
    -------
    ndarray of the shape of `z`
        Values of at most 0; ``-inf`` where `z` is.

    Notes
    -----
    The largest entry is ``-log1p`` of the sum of the *others*: its softmax is 1 less a
    rest that the logarithm of the softmax would have lost. Accuracy: 0.76 ULP; NumPy form 1.4 ULP.

    Examples
    --------
    >>> log_softmax([40.0, 0.0]).tolist()
    [-4.248354255291589e-18, -40.0]
    """
    array, axis = _read(z, axis)
    if COMPILED:
        return _run(COMPILED.log_softmax, array, axis, out)
    value, low = log_probabilities(read_rows(_rows_along(array, axis)))
    return _write(_restore(value + low, array, axis), out)


@np.errstate(all="ignore")
def logsumexp(z: npt.ArrayLike, axis: int = -1) -> Any:
    """Logarithm of the sum of e**z along `axis`.

    Parameters and Raises are those of `softmax`.

    Returns
    -------
    NumPy scalar or ndarray of the shape of `z` without `axis`
        At least the largest entry, at most that plus log(n).

    Notes
    -----
    The largest entry plus ``log1p`` of the sum of the others [1]_. Where these two are of
    opposite sign and nearly equal the result is small, and the rounding of the logarithm stays:
    1.8 ULP of the result were found, in the NumPy form 1.5 ULP of the logarithm. Accuracy
    otherwise: 0.52 ULP; NumPy form 1.5 ULP.

    References
    ----------
    .. [1] Blanchard, Higham & Higham, doi:10.1093/imanum/draa038, section 3.

    Examples
    --------
    >>> logsumexp([1000.0, 1000.0]).item()
    1000.6931471805599
    """
    array, axis = _read(z, axis)
    if COMPILED:
        sums = COMPILED.logsumexp(_rows_along(array, axis))
        return sums.astype(result_dtype(array), copy=False)[()]
    rows = read_rows(_rows_along(array, axis))
    log_total, log_total_low = rows.log_total
    value, low = two_sum(rows.largest, log_total)
    return _restore(value + (low + log_total_low), array, axis).squeeze(axis)[()]


@np.errstate(all="ignore")
def softmax_jacobian(z: npt.ArrayLike) -> FloatArray:
    r"""Derivative of every softmax output by every logit of its row.

    Parameters
    ----------
    z : array_like of shape (..., n)
        Logits, as in `softmax`.

    Returns
    -------
    ndarray of shape (..., n, n)
        :math:`a_i (\delta_{ij} - a_j)` at ``[..., i, j]``; symmetric, rows sum to 0.

    Raises
    ------
    TypeError, ValueError
        As in `softmax`.

    Notes
    -----
    1 - a of the largest entry is the share of the others, which does not cancel.
    Accuracy: 4.7 ULP.

    Examples
    --------
    >>> softmax_jacobian([40.0, 0.0]).tolist()[0]
    [4.248354255291589e-18, -4.248354255291589e-18]
    """
    array = read_logits(z, "z")
    rows = read_rows(to_float64(array))
    a = probabilities(rows)
    jacobian = -a[..., :, np.newaxis] * a[..., np.newaxis, :]
    index = np.arange(a.shape[-1])
    jacobian[..., index, index] = a * complements(rows, a)
    return jacobian.astype(result_dtype(array), copy=False)


@np.errstate(all="ignore")
def softmax_vjp(a: npt.ArrayLike, upstream: npt.ArrayLike, axis: int = -1) -> FloatArray:
    """Gradient with respect to the logits, from the softmax output and the gradient above it.

    Parameters
    ----------
    a : array_like of shape (..., n, ...)
        What `softmax` returned.
    upstream : array_like of the shape of `a`
        Gradient with respect to `a`.
    axis : int, default -1
        The axis that the softmax was taken along.

    Returns
    -------
    ndarray of the shape of `a`
        The Jacobian times `upstream`, without the n x n matrix.

    Raises
    ------
    TypeError
        If an argument is not real-valued.
    ValueError
        If the shapes differ, or `a` has no such axis or is empty along it.

    Notes
    -----
    The Jacobian is diag(a) - a a^T, so the product is a * (upstream - sum(a * upstream)).
    Accuracy: 4.1 units of 2**-53 times `a` times the largest of abs(upstream) in the row.

    Examples
    --------
    >>> softmax_vjp([0.5, 0.5], [1.0, 0.0]).tolist()
    [0.25, -0.25]
    """
    array = read_real(a, "a")
    axis = read_axis(array, axis, "a")
    above = read_real(upstream, "upstream")
    if above.shape != array.shape:
        raise ValueError(f"upstream must have the shape of a, {array.shape}, got {above.shape}")
    p = np.moveaxis(to_float64(array), axis, -1)
    g = np.moveaxis(to_float64(above), axis, -1)
    high, low, exponent = sum_exactly(p * g)
    return _restore(p * (g - np.ldexp(high + low, exponent)), array, axis)


def _read(z: npt.ArrayLike, axis: int) -> tuple[npt.NDArray[Any], int]:
    array = read_real(z, "z")
    return array, read_axis(array, axis, "z")


def _rows_along(array: npt.NDArray[Any], axis: int) -> npt.NDArray[np.float64]:
    return np.moveaxis(to_float64(array), axis, -1)


def _run(
    gufunc: Any, array: npt.NDArray[Any], axis: int, out: FloatArray | None
) -> npt.NDArray[Any]:
    """`gufunc` along `axis`, in the dtype that `array` calls for."""
    dtype = result_dtype(array)
    if out is None:
        out = np.empty(array.shape, dtype)
    else:
        check_out(out, array.shape, dtype)
    gufunc(to_float64(array), axis=axis, out=out, casting="same_kind")
    return out


def _write(result: FloatArray, out: FloatArray | None) -> FloatArray:
    """`result`, or `out` filled with it."""
    if out is None:
        return result
    check_out(out, result.shape, result.dtype)
    out[...] = result
    return out


def _restore(rows: npt.NDArray[np.float64], array: npt.NDArray[Any], axis: int) -> FloatArray:
    """`rows` with its last axis back at `axis`, in the dtype that `array` calls for."""
    return np.moveaxis(rows, -1, axis).astype(result_dtype(array), copy=False)
