"""Real numbers in, one activation or derivative for each of them out.

All functions take any shape and give it back. float32 gives float32, float16 float16 and
every other real dtype float64; a Python number gives a float, a NumPy scalar a NumPy scalar.
The work is done in float64 and rounded once. NaN gives NaN, nothing warns, and the input is
written to only where it is passed as `out` too. A function is followed by its derivative, and
derivatives are taken **at the pre-activation** unless the name ends in ``_from_output``.

Accuracy is in units in the last place of the true value, measured against 60-digit values
over every binade of both signs, subnormal results included (``tests/test_elementwise.py``): the
worst of some 15 million points and of NumPy's AVX-512, AVX2 and baseline code.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from activations._checks import FloatArray, check_out, check_slope, read_real, result_dtype

__all__ = [
    "d_leaky_relu",
    "d_relu",
    "d_sigmoid",
    "d_sigmoid_from_output",
    "d_tanh",
    "d_tanh_from_output",
    "leaky_relu",
    "relu",
    "sigmoid",
    "tanh",
]

# What comes back is of the kind that went in (float, NumPy scalar or array), which no
# annotation short of four overloads for each function can say.
SameKind = Any
Doubles = npt.NDArray[np.float64]

# Elements per block: the temporaries of a formula stay in the processor's cache.
_BLOCK = 8192


def sigmoid(x: npt.ArrayLike, *, out: FloatArray | None = None) -> SameKind:
    """Logistic function 1 / (1 + e**-x).

    Parameters
    ----------
    x : array_like of any shape
        Pre-activation, real.
    out : ndarray of the shape of `x` and the dtype of the result, optional
        Where to put the result.

    Returns
    -------
    float, NumPy scalar or ndarray of the shape of `x`
        Values in ``[0, 1]``.

    Raises
    ------
    TypeError
        If `x` is not real-valued or `out` is not an array.
    ValueError
        If `out` has another shape or dtype than the result, or is read-only.

    Notes
    -----
    With ``e = exp(-abs(x))``, which cannot overflow, and ``q = e / (1 + e)``, it is q for
    negative `x` and 1 - q for the others. The textbook form is 0 below -709.78, where the
    true value lives on down to -745. Accuracy: 1.6 ULP.

    References
    ----------
    .. [1] Goodfellow, Bengio & Courville, "Deep Learning", MIT Press, 2016, section 3.10.

    Examples
    --------
    >>> sigmoid(-740.0)
    4.2e-322
    """
    return _evaluate(_sigmoid, x, out)


def d_sigmoid(x: npt.ArrayLike, *, out: FloatArray | None = None) -> SameKind:
    """Derivative of `sigmoid` at the pre-activation `x`.

    Parameters, Returns and Raises are those of `sigmoid`; values in ``[0, 0.25]``.

    Notes
    -----
    q (1 - q) where q is the smaller of sigmoid(x) and sigmoid(-x): with the larger, the
    textbook ``s * (1 - s)`` cancels to 0 for `x` above 37. Accuracy: 2.6 ULP.

    Examples
    --------
    >>> d_sigmoid(40.0)
    4.248354255291589e-18
    """
    return _evaluate(_d_sigmoid, x, out)


def d_sigmoid_from_output(y: npt.ArrayLike, *, out: FloatArray | None = None) -> SameKind:
    """Derivative of `sigmoid` from its cached output: y (1 - y).

    Parameters, Returns and Raises are those of `sigmoid`. Cheaper than `d_sigmoid`, and exact
    to 1.5 ULP for the `y` given, but a `y` that was rounded to 1 has forgotten the tail.

    Examples
    --------
    >>> d_sigmoid_from_output(0.75), d_sigmoid_from_output(sigmoid(40.0))
    (0.1875, 0.0)
    """
    return _evaluate(lambda y: y * (1 - y), y, out, "y")


def tanh(x: npt.ArrayLike, *, out: FloatArray | None = None) -> SameKind:
    """Hyperbolic tangent.

    Parameters, Returns and Raises are those of `sigmoid`; values in ``[-1, 1]``, and -0.0
    for -0.0.

    Notes
    -----
    Lambert's continued fraction near 0, 1 less twice a `sigmoid` further out. Where
    ``np.tanh`` has no vector code of its own it calls the C library's, which is off by up to
    2.15 ULP on x86-64 Linux. Accuracy: 1.2 ULP.

    References
    ----------
    .. [1] NIST Digital Library of Mathematical Functions, eq. 4.39.1,
       https://dlmf.nist.gov/4.39.

    Examples
    --------
    >>> tanh([1000.0, 1e-320]).tolist()
    [1.0, 1e-320]
    """
    return _evaluate(_tanh, x, out)


def d_tanh(x: npt.ArrayLike, *, out: FloatArray | None = None) -> SameKind:
    """Derivative of `tanh` at the pre-activation `x`: 1 / cosh(x)**2.

    Parameters, Returns and Raises are those of `sigmoid`; values in ``[0, 1]``.

    Notes
    -----
    4 times the derivative of `sigmoid` at 2x: the textbook ``1 - tanh(x)**2`` cancels to 0
    above 19. Accuracy: 2.8 ULP.

    Examples
    --------
    >>> d_tanh(20.0)
    1.6993417021166355e-17
    """
    return _evaluate(_d_tanh, x, out)


def d_tanh_from_output(y: npt.ArrayLike, *, out: FloatArray | None = None) -> SameKind:
    """Derivative of `tanh` from its cached output: 1 - y**2.

    Parameters, Returns and Raises are those of `sigmoid`. Taken as ``(1 - y) * (1 + y)``, which
    rounds each factor once where ``1 - y*y`` cancels: 1.5 ULP for the `y` given. A `y` that was
    rounded to 1 has forgotten the tail; `d_tanh` has not.

    Examples
    --------
    >>> d_tanh_from_output(0.5), d_tanh_from_output(tanh(20.0))
    (0.75, 0.0)
    """
    return _evaluate(lambda y: (1 - y) * (1 + y), y, out, "y")


def relu(x: npt.ArrayLike, *, out: FloatArray | None = None) -> SameKind:
    """The larger of `x` and 0, exactly.

    Parameters, Returns and Raises are those of `sigmoid`. -0.0 gives +0.0.

    Examples
    --------
    >>> relu([-1.0, -0.0, 2.0]).tolist()
    [0.0, 0.0, 2.0]
    """
    # IEEE 754 leaves open which zero is the larger; adding +0.0 settles it as Java does.
    return _evaluate(lambda x: np.maximum(x, 0.0) + 0.0, x, out)


def d_relu(x: npt.ArrayLike, *, out: FloatArray | None = None) -> SameKind:
    """Derivative of `relu` at the pre-activation `x`: 1 above 0, else 0.

    Parameters, Returns and Raises are those of `sigmoid`.

    Notes
    -----
    At the kink every value in [0, 1] is a subgradient; 0 is chosen, so that a unit
    that puts out nothing passes nothing back.

    Examples
    --------
    >>> d_relu([-1.0, 0.0, 2.0, float("nan")]).tolist()
    [0.0, 0.0, 1.0, nan]
    """
    return _evaluate(lambda x: np.where(np.isnan(x), x, x > 0), x, out)


def leaky_relu(
    x: npt.ArrayLike, negative_slope: float = 0.01, *, out: FloatArray | None = None
) -> SameKind:
    """`x` above 0, else `x` times `negative_slope`.

    Parameters, Returns and Raises are those of `sigmoid`, and:

    Parameters
    ----------
    negative_slope : float, default 0.01
        Finite. 0 makes it `relu`.

    Notes
    -----
    Accuracy: 0.5 ULP, that is, correctly rounded. -0.0 gives -0.0.

    Examples
    --------
    >>> leaky_relu([-100.0, 2.0]).tolist()
    [-1.0, 2.0]
    """
    slope = check_slope(negative_slope)
    if slope == 0:  # where -inf times 0 would be NaN
        return relu(x, out=out)
    outer = np.maximum if slope <= 1 else np.minimum
    return _evaluate(lambda x: outer(x, x * slope), x, out)


def d_leaky_relu(
    x: npt.ArrayLike, negative_slope: float = 0.01, *, out: FloatArray | None = None
) -> SameKind:
    """Derivative of `leaky_relu` at the pre-activation `x`: 1 above 0, else `negative_slope`.

    Parameters, Returns and Raises are those of `leaky_relu`.

    Notes
    -----
    At the kink every value between `negative_slope` and 1 is a subgradient; `negative_slope`
    is chosen, the branch that computes the value there and the neighbour of `d_relu`'s 0.

    Examples
    --------
    >>> d_leaky_relu([-1.0, 0.0, 2.0]).tolist()
    [0.01, 0.01, 1.0]
    """
    slope = check_slope(negative_slope)
    return _evaluate(lambda x: np.where(np.isnan(x), x, np.where(x > 0, 1.0, slope)), x, out)


def _smaller_sigmoid(x: Doubles) -> Doubles:
    """The smaller of sigmoid(x) and sigmoid(-x), which loses nothing to cancellation."""
    e = np.exp(-np.abs(x))
    d = 1 + e
    q = e / d
    # One step of refinement, q + (e - q (1 + e)) / (1 + e), takes back the rounding of d and q.
    refined: Doubles = q + ((e - q) - e * q) / d
    return refined


def _sigmoid(x: Doubles) -> Doubles:
    # abs(1 - q) or abs(0 - q); np.where would cost four times as much on mixed signs.
    return np.abs(np.subtract(x >= 0, _smaller_sigmoid(x)))


def _d_sigmoid(x: Doubles) -> Doubles:
    q = _smaller_sigmoid(x)
    return q * (1 - q)


def _tanh(x: Doubles) -> Doubles:
    # tanh x = x / (1 + c), c = x^2 / (3 + x^2 / (5 + ...)); taking x c / (1 + c) from x gives
    # the rounding of c little weight.
    a = np.abs(x)
    square = a * a
    c = square / 15
    for odd in (13, 11, 9, 7, 5, 3):
        c = square / (odd + c)
    near = a - a * (c / (1 + c))
    # From 0.55 on, 2 sigmoid(-2x) is at most 1/2: taking it from 1 does not magnify its error.
    far = 1 - 2 * _smaller_sigmoid(2 * x)
    return np.copysign(np.where(a < 0.55, near, far), x)


def _d_tanh(x: Doubles) -> Doubles:
    near = 4 * _d_sigmoid(2 * x)
    # Far out exp(-2 abs(x)) is subnormal or 0, and 4 times it would magnify its rounding
    # fourfold; there the derivative is the square of 2 exp(-abs(x)), a normal number.
    far = np.square(2 * np.exp(-np.abs(x)))
    return np.where(np.abs(x) > 350, far, near)


@np.errstate(all="ignore")
def _evaluate(
    formula: Callable[[Doubles], Doubles], x: npt.ArrayLike, out: FloatArray | None, name: str = "x"
) -> SameKind:
    """Run `formula` over `x`, block by block, whatever the layout and dtype."""
    array = read_real(x, name)
    dtype = result_dtype(array)
    if out is None:
        result = np.empty_like(array, dtype=dtype, subok=False)
    else:
        check_out(out, array.shape, dtype)
        result = out
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
            target[...] = formula(source)
    if out is not None or result.ndim:
        return result
    # np.float64 is a subclass of float.
    is_python_number = isinstance(x, int | float) and not isinstance(x, np.generic)
    return float(result) if is_python_number else result[()]
