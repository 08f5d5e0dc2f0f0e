"""Doubles in, activations and derivatives out: the NumPy forms, where there is no compiled core.

Right to a few units in the last place, of which NumPy's exponential has one; so the last bits
depend on the processor, which those of the compiled core do not.
"""

import numpy as np
import numpy.typing as npt

__all__ = [
    "d_leaky_relu",
    "d_relu",
    "d_sigmoid",
    "d_tanh",
    "leaky_relu",
    "relu",
    "sigmoid",
    "softplus",
    "tanh",
]

Doubles = npt.NDArray[np.float64]


def relu(x: Doubles) -> Doubles:
    # IEEE 754 leaves open which zero is the larger; adding +0.0 settles it as Java does.
    return np.maximum(x, 0.0) + 0.0


def d_relu(x: Doubles) -> Doubles:
    return np.where(np.isnan(x), x, x > 0)


def leaky_relu(x: Doubles, slope: float) -> Doubles:
    outer = np.maximum if slope <= 1 else np.minimum
    return outer(x, x * slope)


def d_leaky_relu(x: Doubles, slope: float) -> Doubles:
    return np.where(np.isnan(x), x, np.where(x > 0, 1.0, slope))


def softplus(x: Doubles) -> Doubles:
    return np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x)))


def _smaller_sigmoid(x: Doubles) -> Doubles:
    """The smaller of sigmoid(x) and sigmoid(-x), which loses nothing to cancellation."""
    e = np.exp(-np.abs(x))
    d = 1 + e
    q = e / d
    # One step of refinement, q + (e - q (1 + e)) / (1 + e), takes back the rounding of d and q.
    refined: Doubles = q + ((e - q) - e * q) / d
    return refined


def sigmoid(x: Doubles) -> Doubles:
    # abs(1 - q) or abs(0 - q); np.where would cost four times as much on mixed signs.
    return np.abs(np.subtract(x >= 0, _smaller_sigmoid(x)))


def d_sigmoid(x: Doubles) -> Doubles:
    q = _smaller_sigmoid(x)
    return q * (1 - q)


def tanh(x: Doubles) -> Doubles:
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


def d_tanh(x: Doubles) -> Doubles:
    near = 4 * d_sigmoid(2 * x)
    # Far out exp(-2 abs(x)) is subnormal or 0, and 4 times it would magnify its rounding
    # fourfold; there the derivative is the square of 2 exp(-abs(x)), a normal number.
    far = np.square(2 * np.exp(-np.abs(x)))
    return np.where(np.abs(x) > 350, far, near)
