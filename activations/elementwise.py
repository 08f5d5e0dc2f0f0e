"""Real numbers in, one activation or derivative for each of them out.

All functions take any shape and give it back. float32 gives float32, float16 float16 and
every other real dtype float64; a Python number gives a float, a NumPy scalar a NumPy scalar.
The compiled core computes float32 in float32 and all else in float64, the NumPy forms all in
float64. NaN gives NaN, nothing warns, and the input is written to only where it is passed as `out`
too. A function is followed by its derivative, and derivatives are taken **at the pre-activation**
unless the name ends in ``_from_output``.

Accuracy is in units in the last place of the true value, measured against 60-digit values over
every binade of both signs (``tests/test_elementwise.py``): of the compiled core the worst of
28 000 points a function; of the NumPy forms of some 15 million, and of NumPy's AVX-512, AVX2 and
baseline code, but for `softplus`.
"""

import numpy.typing as npt

from activations import _formulas
from activations._checks import FloatArray, check_slope
from activations._evaluate import Kernel, SameKind, evaluate, kernel

__all__ = [
    "d_leaky_relu",
    "d_relu",
    "d_sigmoid",
    "d_sigmoid_from_output",
    "d_softplus",
    "d_tanh",
    "d_tanh_from_output",
    "leaky_relu",
    "relu",
    "sigmoid",
    "softplus",
    "tanh",
]

_SIGMOID, _D_SIGMOID = kernel(_formulas.sigmoid), kernel(_formulas.d_sigmoid)
_TANH, _D_TANH = kernel(_formulas.tanh), kernel(_formulas.d_tanh)
_SOFTPLUS = kernel(_formulas.softplus)
_RELU, _D_RELU = kernel(_formulas.relu), kernel(_formulas.d_relu)
_LEAKY_RELU, _D_LEAKY_RELU = kernel(_formulas.leaky_relu), kernel(_formulas.d_leaky_relu)
# A product or two: NumPy rounds them as the compiled core would.
_D_SIGMOID_FROM_OUTPUT = Kernel(lambda y: y * (1 - y), None)
_D_TANH_FROM_OUTPUT = Kernel(lambda y: (1 - y) * (1 + y), None)


def sigmoid(
    x: npt.ArrayLike, *, out: FloatArray | None = None, where: npt.ArrayLike = True
) -> SameKind:
    """Logistic function 1 / (1 + e**-x).

    Parameters
    ----------
    x : array_like of any shape
        Pre-activation, real.
    out : ndarray of the shape of `x` and the dtype of the result, optional
        Where to put the result.
    where : array_like of bool, of a shape that broadcasts to that of `x`, default True
        Which entries to compute; the others keep what `out` holds, or are 0 without it.

    Returns
    -------
    float, NumPy scalar or ndarray of the shape of `x`
        Values in ``[0, 1]``.

    Raises
    ------
    TypeError
        If `x` is not real-valued, `out` not an array or `where` not of bools.
    ValueError
        If `out` has another shape or dtype than the result or is read-only, or `where` does not
        broadcast to the shape of `x`.

    Notes
    -----
    From ``e = exp(-abs(x))``, which cannot overflow: e / (1 + e) for negative `x`, 1 / (1 + e)
    for the others. The textbook form is 0 below -709.78, where the true value lives on down to
    -745. Accuracy: 0.52 ULP, subnormal results 0.75; NumPy form 1.6 ULP.

    References
    ----------
    .. [1] Goodfellow, Bengio & Courville, "Deep Learning", MIT Press, 2016, section 3.10.

    Examples
    --------
    >>> sigmoid(-740.0)
    4.2e-322
    """
    return evaluate(_SIGMOID, x, out, where)


def d_sigmoid(
    x: npt.ArrayLike, *, out: FloatArray | None = None, where: npt.ArrayLike = True
) -> SameKind:
    """Derivative of `sigmoid` at the pre-activation `x`.

    Parameters, Returns and Raises are those of `sigmoid`; values in ``[0, 0.25]``.

    Notes
    -----
    q (1 - q) where q is the smaller of sigmoid(x) and sigmoid(-x): with the larger, the
    textbook ``s * (1 - s)`` cancels to 0 for `x` above 37. Accuracy: 0.54 ULP, subnormal results
    0.75; NumPy form 2.6 ULP.

    Examples
    --------
    >>> d_sigmoid(40.0)
    4.248354255291589e-18
    """
    return evaluate(_D_SIGMOID, x, out, where)


def d_sigmoid_from_output(
    y: npt.ArrayLike, *, out: FloatArray | None = None, where: npt.ArrayLike = True
) -> SameKind:
    """Derivative of `sigmoid` from its cached output: y (1 - y).

    Parameters, Returns and Raises are those of `sigmoid`. Cheaper than `d_sigmoid`, and exact
    to 1.5 ULP for the `y` given, but a `y` that was rounded to 1 has forgotten the tail.

    Examples
    --------
    >>> d_sigmoid_from_output(0.75), d_sigmoid_from_output(sigmoid(40.0))
    (0.1875, 0.0)
    """
    return evaluate(_D_SIGMOID_FROM_OUTPUT, y, out, where, name="y")


def softplus(
    x: npt.ArrayLike, *, out: FloatArray | None = None, where: npt.ArrayLike = True
) -> SameKind:
    """Logarithm of 1 + e**x, the integral of `sigmoid`.

    Parameters, Returns and Raises are those of `sigmoid`; values of 0 or more.

    Notes
    -----
    max(x, 0) + log(1 + exp(-abs(x))): the textbook form is infinite above 709.78 and 0 below
    -36.8. Accuracy: 0.57 ULP for normal results, 0.75 for subnormal ones; the tests hold its
    NumPy form to 2.1.

    References
    ----------
    .. [1] Dugas et al., "Incorporating second-order functional knowledge for better option
       pricing", NIPS 13, 2000.

    Examples
    --------
    >>> softplus([-40.0, 800.0]).tolist()
    [4.248354255291589e-18, 800.0]
    """
    return evaluate(_SOFTPLUS, x, out, where)


def d_softplus(
    x: npt.ArrayLike, *, out: FloatArray | None = None, where: npt.ArrayLike = True
) -> SameKind:
    """Derivative of `softplus` at the pre-activation `x`: `sigmoid`, by another name.

    Parameters, Returns and Raises are those of `sigmoid`.

    Examples
    --------
    >>> d_softplus(0.0)
    0.5
    """
    return sigmoid(x, out=out, where=where)


def tanh(
    x: npt.ArrayLike, *, out: FloatArray | None = None, where: npt.ArrayLike = True
) -> SameKind:
    """Hyperbolic tangent.

    Parameters, Returns and Raises are those of `sigmoid`; values in ``[-1, 1]``, and -0.0
    for -0.0.

    Notes
    -----
    (1 - e**-2x) / (1 + e**-2x) with the exponential as head and tail; the NumPy form is Lambert's
    continued fraction near 0, 1 less twice a `sigmoid` further out. Where
    ``np.tanh`` has no vector code of its own it calls the C library's, which is off by up to
    2.15 ULP on x86-64 Linux. Accuracy: 0.56 ULP; NumPy form 1.2 ULP.

    References
    ----------
    .. [1] NIST Digital Library of Mathematical Functions, eq. 4.39.1,
       https://dlmf.nist.gov/4.39.

    Examples
    --------
    >>> tanh([1000.0, 1e-320]).tolist()
    [1.0, 1e-320]
    """
    return evaluate(_TANH, x, out, where)


def d_tanh(
    x: npt.ArrayLike, *, out: FloatArray | None = None, where: npt.ArrayLike = True
) -> SameKind:
    """Derivative of `tanh` at the pre-activation `x`: 1 / cosh(x)**2.

    Parameters, Returns and Raises are those of `sigmoid`; values in ``[0, 1]``.

    Notes
    -----
    4 times the derivative of `sigmoid` at 2x: the textbook ``1 - tanh(x)**2`` cancels to 0
    above 19. Accuracy: 0.54 ULP, subnormal results 0.75; NumPy form 2.8 ULP.

    Examples
    --------
    >>> d_tanh(20.0)
    1.6993417021166355e-17
    """
    return evaluate(_D_TANH, x, out, where)


def d_tanh_from_output(
    y: npt.ArrayLike, *, out: FloatArray | None = None, where: npt.ArrayLike = True
) -> SameKind:
    """Derivative of `tanh` from its cached output: 1 - y**2.

    Parameters, Returns and Raises are those of `sigmoid`. Taken as ``(1 - y) * (1 + y)``, which
    rounds each factor once where ``1 - y*y`` cancels: 1.5 ULP for the `y` given. A `y` that was
    rounded to 1 has forgotten the tail; `d_tanh` has not.

    Examples
    --------
    >>> d_tanh_from_output(0.5), d_tanh_from_output(tanh(20.0))
    (0.75, 0.0)
    """
    return evaluate(_D_TANH_FROM_OUTPUT, y, out, where, name="y")


def relu(
    x: npt.ArrayLike, *, out: FloatArray | None = None, where: npt.ArrayLike = True
) -> SameKind:
    """The larger of `x` and 0, exactly.

    Parameters, Returns and Raises are those of `sigmoid`. -0.0 gives +0.0.

    Examples
    --------
    >>> relu([-1.0, -0.0, 2.0]).tolist()
    [0.0, 0.0, 2.0]
    """
    return evaluate(_RELU, x, out, where)


def d_relu(
    x: npt.ArrayLike, *, out: FloatArray | None = None, where: npt.ArrayLike = True
) -> SameKind:
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
    return evaluate(_D_RELU, x, out, where)


def leaky_relu(
    x: npt.ArrayLike,
    negative_slope: float = 0.01,
    *,
    out: FloatArray | None = None,
    where: npt.ArrayLike = True,
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
        return relu(x, out=out, where=where)
    return evaluate(_LEAKY_RELU, x, out, where, slope)


def d_leaky_relu(
    x: npt.ArrayLike,
    negative_slope: float = 0.01,
    *,
    out: FloatArray | None = None,
    where: npt.ArrayLike = True,
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
    return evaluate(_D_LEAKY_RELU, x, out, where, slope)
