"""Doubles in, true values to sixty digits out: what both sides are measured against.

Scalar truths take one float and give one ``mpf``; row truths take one row of floats.
Each is the textbook definition carried out in mpmath with digits to spare, never the
arrangement that the port uses, so that a slip in the port cannot hide here. NaN and the
infinities follow the conventions of the port: NaN in gives NaN out, and a row that holds
NaN or ``+inf``, or nothing above ``-inf``, is NaN throughout.
"""

import math
from collections.abc import Iterable, Sequence
from numbers import Integral
from typing import Any

import mpmath

__all__ = [
    "cross_entropy",
    "d_leaky_relu",
    "d_relu",
    "d_sigmoid",
    "d_softmax_cross_entropy",
    "d_tanh",
    "leaky_relu",
    "log_softmax",
    "logsumexp",
    "max_ulp_error",
    "relu",
    "sigmoid",
    "softmax",
    "softmax_cross_entropy",
    "softplus",
    "tanh",
    "ulp_error",
]

Truth = Any  # mpmath.mpf, which comes without annotations

# A context of our own: the precision of the caller's mpmath stays as it is.
CONTEXT = mpmath.mp.clone()
CONTEXT.dps = 60

_NAN = CONTEXT.mpf("nan")
_INFINITY = CONTEXT.mpf("inf")
# Half a unit above the largest double: from here on, round-to-nearest gives infinity.
_ROUNDS_TO_INFINITY = CONTEXT.mpf(2**1024 - 2**970)
_SMALLEST_EXPONENT = -1074
# e**-1500 is far below the smallest double, and below it nothing can be told apart. Without
# this floor, logits of size 1e308 would carry exponents of a thousand bits.
_LOWEST_OFFSET = CONTEXT.mpf(-1500)


def ulp_error(value: float, truth: Truth) -> float:
    """Distance of `value` from `truth` in units in the last place of `truth`.

    The unit is the spacing of doubles at the true value, at least ``2**-1074``. NaN is
    near nothing but NaN, and an infinity near nothing but a truth that rounds to it.

    Parameters
    ----------
    value : float
        What was computed.
    truth : mpf or float
        The true value.

    Returns
    -------
    float
        0 or more; 0.5 at most for a correctly rounded `value`.

    Examples
    --------
    >>> ulp_error(0.1, CONTEXT.mpf(1) / 10) < 0.5
    True
    >>> ulp_error(math.inf, 1.7976931348623157e308)
    inf
    """
    value, truth = float(value), CONTEXT.mpf(truth)
    if CONTEXT.isnan(truth) or math.isnan(value):
        return 0.0 if CONTEXT.isnan(truth) and math.isnan(value) else math.inf
    if abs(truth) >= _ROUNDS_TO_INFINITY or math.isinf(value):
        rounded = math.copysign(math.inf, truth) if abs(truth) >= _ROUNDS_TO_INFINITY else truth
        return 0.0 if value == rounded else math.inf
    # mpmath's mag: truth lies in [2**(mag - 1), 2**mag).
    exponent = CONTEXT.mag(truth) - 53 if truth else _SMALLEST_EXPONENT
    unit = max(exponent, _SMALLEST_EXPONENT)
    return float(CONTEXT.ldexp(abs(CONTEXT.mpf(value) - truth), -unit))


def max_ulp_error(values: Iterable[float], truths: Iterable[Truth]) -> float:
    """Largest `ulp_error` over pairs; 0 for none."""
    return max(map(ulp_error, values, truths), default=0.0)


def sigmoid(x: float) -> Truth:
    """1 / (1 + e**-x)."""
    if math.isinf(x):
        return CONTEXT.mpf(float(x > 0))
    return 1 / (1 + CONTEXT.exp(-CONTEXT.mpf(x)))


def d_sigmoid(x: float) -> Truth:
    """Derivative of `sigmoid` at `x`, as 1 / (4 cosh(x/2)**2), which cancels nowhere."""
    if math.isinf(x):
        return CONTEXT.zero
    return 1 / (2 * CONTEXT.cosh(CONTEXT.mpf(x) / 2)) ** 2


def softplus(x: float) -> Truth:
    """log(1 + e**x)."""
    if math.isinf(x):
        return CONTEXT.mpf(max(x, 0.0))
    # The larger of x and 0 is taken out: e**1e308 would have too long an exponent.
    return CONTEXT.mpf(max(x, 0.0)) + CONTEXT.log1p(CONTEXT.exp(-abs(CONTEXT.mpf(x))))


def tanh(x: float) -> Truth:
    """Hyperbolic tangent."""
    # Past 200, 1 - tanh is below 1e-173; cosh and sinh of 1e308 would only cost time.
    if abs(x) > 200:
        return CONTEXT.mpf(math.copysign(1.0, x))
    return CONTEXT.tanh(CONTEXT.mpf(x))


def d_tanh(x: float) -> Truth:
    """Derivative of `tanh` at `x`, as 1 / cosh(x)**2."""
    if math.isinf(x):
        return CONTEXT.zero
    return 1 / CONTEXT.cosh(CONTEXT.mpf(x)) ** 2


def relu(x: float) -> Truth:
    """The larger of `x` and 0, exactly."""
    return CONTEXT.zero if x <= 0 else CONTEXT.mpf(x)


def d_relu(x: float) -> Truth:
    """1 above 0, else 0; the kink belongs to the left side."""
    return _NAN if math.isnan(x) else CONTEXT.mpf(float(x > 0))


def leaky_relu(x: float, negative_slope: float = 0.01) -> Truth:
    """`x` above 0, else `x` times the double `negative_slope`, exactly."""
    if x > 0 or not negative_slope:
        return relu(x)
    return CONTEXT.mpf(x) * CONTEXT.mpf(negative_slope)


def d_leaky_relu(x: float, negative_slope: float = 0.01) -> Truth:
    """1 above 0, else the double `negative_slope`; the kink belongs to the left side."""
    if math.isnan(x):
        return _NAN
    return CONTEXT.mpf(1.0 if x > 0 else negative_slope)


def softmax(z: Sequence[float]) -> list[Truth]:
    """e**z_i over the sum of all e**z_j."""
    if not _has_a_distribution(z):
        return [_NAN] * len(z)
    terms = _exponentials(z)
    total = CONTEXT.fsum(terms)
    return [term / total for term in terms]


def log_softmax(z: Sequence[float]) -> list[Truth]:
    """z_i - logsumexp(z)."""
    if not _has_a_distribution(z):
        return [_NAN] * len(z)
    excess = _excess(z)
    return [CONTEXT.mpf(value) - CONTEXT.mpf(max(z)) - excess for value in z]


def logsumexp(z: Sequence[float]) -> Truth:
    """Logarithm of the sum of all e**z_i."""
    return CONTEXT.mpf(max(z)) + _excess(z) if _has_a_distribution(z) else _NAN


def cross_entropy(a: Sequence[float], t: Sequence[float] | int) -> Truth:
    """-sum of t_i log a_i over the targets that are not zero; `t` may be a label."""
    targets = _targets(t, len(a))
    if any(math.isnan(value) for value in [*a, *targets]):
        return _NAN
    pairs = [(share, value) for value, share in zip(a, targets, strict=True) if share]
    if any(value < 0 for _, value in pairs):
        return _NAN
    return -CONTEXT.fsum(CONTEXT.mpf(share) * _log(value) for share, value in pairs)


def softmax_cross_entropy(z: Sequence[float], t: Sequence[float] | int) -> Truth:
    """-sum of t_i log softmax(z)_i over the targets that are not zero; `t` may be a label."""
    pairs = zip(_targets(t, len(z)), log_softmax(z), strict=True)
    # Adding the losses up from zero keeps NaN rows NaN even where every target is zero.
    zero = CONTEXT.zero if _has_a_distribution(z) else _NAN
    return zero - CONTEXT.fsum(CONTEXT.mpf(share) * value for share, value in pairs if share)


def d_softmax_cross_entropy(z: Sequence[float], t: Sequence[float] | int) -> list[Truth]:
    """softmax(z)_i - t_i; `t` may be a label."""
    if not _has_a_distribution(z):
        return [_NAN] * len(z)
    terms = _exponentials(z)
    total = CONTEXT.fsum(terms)

    def entry(index: int, share: float) -> Truth:
        if share != 1:
            return terms[index] / total - CONTEXT.mpf(share)
        # softmax - 1 is lost to rounding once the others fall below 1e-60.
        return -CONTEXT.fsum(terms[:index] + terms[index + 1 :]) / total

    return [entry(index, share) for index, share in enumerate(_targets(t, len(z)))]


def _has_a_distribution(z: Sequence[float]) -> bool:
    return not any(math.isnan(value) for value in z) and math.isfinite(max(z))


def _exponentials(z: Sequence[float]) -> list[Truth]:
    """e**(z_i - max z), exactly 0 for ``-inf``."""
    largest = CONTEXT.mpf(max(z))
    offsets = (CONTEXT.mpf(value) - largest for value in z)
    return [
        CONTEXT.exp(max(offset, _LOWEST_OFFSET)) if offset != -_INFINITY else CONTEXT.zero
        for offset in offsets
    ]


def _excess(z: Sequence[float]) -> Truth:
    """logsumexp(z) - max z, kept however small: at sixty digits 1 + 1e-324 is 1."""
    terms = _exponentials(z)
    terms.remove(max(terms))
    return CONTEXT.log1p(CONTEXT.fsum(terms))


def _log(value: float) -> Truth:
    return CONTEXT.log(CONTEXT.mpf(value)) if value else -_INFINITY


def _targets(t: Sequence[float] | int, size: int) -> Sequence[float]:
    if isinstance(t, int | Integral):  # NumPy's integers are Integral, but not int
        return [float(index == t) for index in range(size)]
    return t
