"""Predictions and targets in, cross-entropy and its gradient out.

Rows are the last axis of any number of dimensions. Targets `t` are either distributions of the
shape of the predictions (one-hot or soft, any real dtype) or class labels of an integer dtype
with one axis less; dtype and shape tell them apart, so nothing is guessed. The result has the
dtype of the predictions if that is float32 or float16, else float64. NaN gives NaN, nothing
warns, no input is written to.

Accuracy is in units in the last place of the true value, measured against 60-digit values
(``tests/test_losses.py``) where no target is negative and no probability above 1: then no term
cancels another, and the reductions keep the bound of the rows.
"""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from activations._checks import (
    FloatArray,
    check_reduction,
    read_labels,
    read_logits,
    read_targets,
    result_dtype,
    to_float64,
)
from activations._kernels import COMPILED
from activations._rows import complements, log_probabilities, probabilities, read_rows, sum_exactly

__all__ = [
    "cross_entropy",
    "d_cross_entropy",
    "d_softmax_cross_entropy",
    "d_softmax_cross_entropy_from_output",
    "softmax_cross_entropy",
]


@np.errstate(all="ignore")
def cross_entropy(a: npt.ArrayLike, t: npt.ArrayLike, reduction: str = "mean") -> Any:
    """Cross-entropy -sum(t * log(a)) of each row, from probabilities.

    Parameters
    ----------
    a : array_like of shape (..., n)
        Predicted probabilities.
    t : array_like of shape (..., n), or of integers and shape (...)
        Target distributions or class labels.
    reduction : {"mean", "sum", "none"}
        Over all rows.

    Returns
    -------
    NumPy scalar, or for "none" an ndarray of shape (...)
        Nats. ``inf`` where a class with probability 0 was the target; a target of 0
        contributes 0, even where `a` is 0.

    Raises
    ------
    TypeError
        If `a` or `t` is not real-valued, or labels are not integers.
    ValueError
        If the shapes do not fit, there are no classes, a label is not in ``[0, n)``, `reduction` is
        unknown, or the mean of no rows is asked for.

    Notes
    -----
    Accuracy: 1.5 ULP. Where the logits are at hand, `softmax_cross_entropy` is better: a
    probability that was rounded to 0 or 1 has forgotten how wrong or right it was.

    References
    ----------
    .. [1] Goodfellow, Bengio & Courville, "Deep Learning", MIT Press, 2016, section 3.13.

    Examples
    --------
    >>> cross_entropy([0.0, 1.0], [0.0, 1.0]).item()
    0.0
    """
    array, targets = _read(a, t, "a")
    p = to_float64(array)
    # 0 * log 0 is NaN to IEEE 754 and 0 here, its limit; a NaN in `a` stays NaN.
    logs = np.where((targets == 0) & ~np.isnan(p), 0.0, np.log(p))
    return _reduce(*_sum(-targets * logs), reduction, array)


@np.errstate(all="ignore")
def d_cross_entropy(a: npt.ArrayLike, t: npt.ArrayLike) -> FloatArray:
    """Gradient of each row's `cross_entropy` with respect to `a`: -t / a.

    Parameters and Raises are those of `cross_entropy`.

    Returns
    -------
    ndarray of the shape of `a`
        0 where the target is 0, even where `a` is 0; else ``-inf`` where `a` is 0.

    Notes
    -----
    Accuracy: 0.5 ULP, that is, correctly rounded.

    Examples
    --------
    >>> d_cross_entropy([0.0, 0.5], 1).tolist()
    [0.0, -2.0]
    """
    array, targets = _read(a, t, "a")
    # Adding 0.0 makes a -0.0 a +0.0, below the line and in the result.
    p = to_float64(array) + 0.0
    gradient = np.where((targets == 0) & (p == 0), 0.0, -targets / p) + 0.0
    return gradient.astype(result_dtype(array), copy=False)


@np.errstate(all="ignore")
def softmax_cross_entropy(z: npt.ArrayLike, t: npt.ArrayLike, reduction: str = "mean") -> Any:
    """Cross-entropy of each row's softmax, from logits.

    Parameters
    ----------
    z : array_like of shape (..., n)
        Logits; ``-inf`` for "impossible".
    t, reduction
        As in `cross_entropy`.

    Returns
    -------
    NumPy scalar, or for "none" an ndarray of shape (...)
        Nats; 0 or more. ``inf`` where an impossible class was the target. NaN for a row
        with NaN or ``+inf`` in it or ``-inf`` alone.

    Raises
    ------
    TypeError, ValueError
        As in `cross_entropy`.

    Notes
    -----
    From the logarithm of the softmax, which is accurate where the softmax has been rounded to 0
    or 1: a certain wrong answer costs what it costs. Accuracy: 0.76 ULP for labels and one-hot
    targets; NumPy form 1.6 ULP.

    References
    ----------
    .. [1] Blanchard, Higham & Higham, "Accurately computing the log-sum-exp and softmax
       functions", IMA J. Numer. Anal. 41(4), 2021, doi:10.1093/imanum/draa038.

    Examples
    --------
    >>> softmax_cross_entropy([1000.0, 0.0], 1).item()
    1000.0
    """
    array, labels = read_labels(z, t, "z")
    logits = to_float64(array)
    if COMPILED and labels is not None:
        losses, losses_low = COMPILED.label_cost(logits, labels)
        return _reduce(losses, losses_low, reduction, array)
    targets = read_targets(t, array.shape, "t")
    logs, logs_low = (
        COMPILED.log_softmax_parts(logits) if COMPILED else log_probabilities(read_rows(logits))
    )
    # 0 * -inf is NaN to IEEE 754; an impossible class that is no target costs nothing.
    terms = -targets * np.where((targets == 0) & np.isinf(logs), 0.0, logs)
    # Halves do not overflow where the difference of two finite logits does, a small target times
    # which is a finite cost.
    largest = logits.max(axis=-1, keepdims=True)
    halves = np.where(np.isfinite(logits), largest / 2 - logits / 2, np.inf)
    terms = np.where(np.isinf(terms), 2 * (targets * halves), terms)
    return _reduce(*_sum(terms, -targets * logs_low), reduction, array)


@np.errstate(all="ignore")
def d_softmax_cross_entropy(
    z: npt.ArrayLike, t: npt.ArrayLike, reduction: str = "mean"
) -> FloatArray:
    """Gradient of `softmax_cross_entropy` with respect to the logits: softmax(z) - t.

    Parameters and Raises are those of `softmax_cross_entropy`.

    Returns
    -------
    ndarray of the shape of `z`
        Divided by the number of rows for "mean"; "sum" and "none" are the same.

    Notes
    -----
    softmax - 1 cancels at a label that is nearly certain; there the entry is minus the share of the
    others. That a - t is the gradient takes targets that sum to 1. Accuracy: 0.75 ULP for labels
    and one-hot targets, NumPy form 2.4 ULP; for soft targets 1.8 * 2**-53 absolute before the
    division.

    References
    ----------
    .. [1] Goodfellow, Bengio & Courville, "Deep Learning", MIT Press, 2016, section 6.2.2.3.

    Examples
    --------
    >>> d_softmax_cross_entropy([40.0, 0.0], 0).tolist()
    [-4.248354255291589e-18, 4.248354255291589e-18]
    """
    array, labels = read_labels(z, t, "z")
    count = math.prod(array.shape[:-1])
    check_reduction(reduction, count)
    logits, divisor = to_float64(array), float(count) if reduction == "mean" else 1.0
    gradient: FloatArray
    if COMPILED and labels is not None:
        gradient = COMPILED.label_gradient(logits, labels, divisor)
    elif COMPILED:
        gradient = COMPILED.gradient(logits, read_targets(t, array.shape, "t"), divisor)
    else:
        targets, rows = read_targets(t, array.shape, "t"), read_rows(logits)
        a = probabilities(rows)
        gradient = np.where(targets == 1, -complements(rows, a), a - targets) / divisor
    return gradient.astype(result_dtype(array), copy=False)


@np.errstate(all="ignore")
def d_softmax_cross_entropy_from_output(a: npt.ArrayLike, t: npt.ArrayLike) -> FloatArray:
    """Gradient with respect to the logits of each row, from the softmax output: a - t.

    Parameters and Raises are those of `cross_entropy`; values need not be probabilities.

    Returns
    -------
    ndarray of the shape of `a`
        The difference, rounded once.

    Notes
    -----
    Cheaper than `d_softmax_cross_entropy`, but an `a` that was rounded to 1 gives 0.

    Examples
    --------
    >>> d_softmax_cross_entropy_from_output([0.25, 0.75], [0.0, 1.0]).tolist()
    [0.25, -0.25]
    """
    array, targets = _read(a, t, "a")
    return (to_float64(array) - targets).astype(result_dtype(array), copy=False)


def _read(
    predictions: npt.ArrayLike, t: npt.ArrayLike, name: str
) -> tuple[npt.NDArray[Any], npt.NDArray[np.float64]]:
    array = read_logits(predictions, name)
    return array, read_targets(t, array.shape, "t")


def _sum(
    terms: npt.NDArray[np.float64], terms_low: npt.NDArray[np.float64] | float = 0.0
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Sum over each row and its error, both of shape (...)."""
    high, low, exponent = sum_exactly(terms, terms_low)
    total = high + low
    error = np.where(np.isfinite(total), (high - total) + low, 0.0)
    return np.ldexp(total, exponent)[..., 0], np.ldexp(error, exponent)[..., 0]


def _reduce(
    losses: npt.NDArray[np.float64],
    losses_low: npt.NDArray[np.float64],
    reduction: str,
    array: npt.NDArray[Any],
) -> Any:
    """Losses of shape (...) to what `reduction` asks for, in the dtype that `array` calls for."""
    check_reduction(reduction, losses.size)
    if reduction == "none":
        losses = losses + losses_low
    elif losses.size:
        high, low, exponent = sum_exactly(losses.ravel(), losses_low.ravel())
        # Dividing before scaling back: the mean exists where the sum overflows.
        divisor = losses.size if reduction == "mean" else 1
        losses = np.ldexp((high + low) / divisor, exponent)[0]
    else:
        losses = losses.sum()
    return losses.astype(result_dtype(array), copy=False)[()]
