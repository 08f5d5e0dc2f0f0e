"""Activations as layers: no parameters, and an output of the shape of the input."""

from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt

from activations.elementwise import (
    d_leaky_relu,
    d_relu,
    d_sigmoid,
    d_tanh,
    leaky_relu,
    relu,
    sigmoid,
    tanh,
)
from activations.layers._passes import Doubles, kept_by_forward, read_array, read_upstream
from activations.softmax import softmax, softmax_vjp

__all__ = ["Elementwise", "LeakyReLU", "ReLU", "Sigmoid", "Softmax", "Tanh"]

Function = Callable[[Doubles], Doubles]


class Elementwise:
    """A function of one number, applied to each number of an array of any shape.

    Parameters
    ----------
    function : callable
        From an array to one of its shape.
    derivative : callable
        Likewise, at the *input* of `function`.

    Raises
    ------
    TypeError
        If what is passed to `forward` or `backward` is not real-valued.
    ValueError
        If `upstream` has another shape than the output, or `backward` comes before `forward`.

    Notes
    -----
    The Jacobian is diagonal, so the gradient is `upstream` times the derivative.

    Examples
    --------
    >>> square = Elementwise(np.square, lambda x: 2 * x)
    >>> square.forward([3.0, -1.0]).tolist(), square.backward([1.0, 10.0]).tolist()
    ([9.0, 1.0], [6.0, -20.0])
    """

    __slots__ = ("_derivative", "_function", "_x", "gradients", "parameters")

    def __init__(self, function: Function, derivative: Function) -> None:
        self.parameters: dict[str, Doubles] = {}
        self.gradients: dict[str, Doubles] = {}
        self._function = function
        self._derivative = derivative
        self._x: Doubles | None = None

    @np.errstate(all="ignore")
    def forward(self, x: npt.ArrayLike) -> Doubles:
        """The function of `x`, of any shape."""
        self._x = read_array(x, "x", ("...",))
        # The function may give its argument back, which the caller may then write to.
        return np.asarray(self._function(self._x.copy()))

    @np.errstate(all="ignore")
    def backward(self, upstream: npt.ArrayLike) -> Doubles:
        """Gradient of the shape of `x`."""
        x = kept_by_forward(self._x)
        return np.asarray(read_upstream(upstream, x.shape) * self._derivative(x))


# Called like classes, for that is what they stand for.
def Sigmoid() -> Elementwise:  # noqa: N802
    """Layer of `activations.sigmoid`.

    >>> layer = Sigmoid()
    >>> layer.forward([0.0]).tolist(), layer.backward([1.0]).tolist()
    ([0.5], [0.25])
    """
    return Elementwise(sigmoid, d_sigmoid)


def Tanh() -> Elementwise:  # noqa: N802
    """Layer of `activations.tanh`.

    >>> layer = Tanh()
    >>> layer.forward([0.0]).tolist(), layer.backward([3.0]).tolist()
    ([0.0], [3.0])
    """
    return Elementwise(tanh, d_tanh)


def ReLU() -> Elementwise:  # noqa: N802
    """Layer of `activations.relu`; at the kink, 0, nothing passes back.

    >>> layer = ReLU()
    >>> layer.forward([-1.0, 0.0, 2.0]).tolist(), layer.backward([1.0, 1.0, 1.0]).tolist()
    ([0.0, 0.0, 2.0], [0.0, 0.0, 1.0])
    """
    return Elementwise(relu, d_relu)


def LeakyReLU(negative_slope: float = 0.01) -> Elementwise:  # noqa: N802
    """Layer of `activations.leaky_relu`; at the kink, 0, the slope is `negative_slope`.

    >>> layer = LeakyReLU(0.1)
    >>> layer.forward([-1.0, 0.0, 2.0]).tolist(), layer.backward([1.0, 1.0, 1.0]).tolist()
    ([-0.1, 0.0, 2.0], [0.1, 0.1, 1.0])
    """
    return Elementwise(
        partial(leaky_relu, negative_slope=negative_slope),
        partial(d_leaky_relu, negative_slope=negative_slope),
    )


class Softmax:
    """Layer of `activations.softmax` along the last axis.

    Raises
    ------
    TypeError, ValueError
        As in `activations.softmax`; ValueError also if `backward` comes before `forward` or
        `upstream` has another shape than the output.

    Notes
    -----
    Before a cross-entropy `SoftmaxWithLoss` is better: a probability that was rounded to 0 or 1
    has forgotten how wrong or right it was.

    Examples
    --------
    >>> layer = Softmax()
    >>> layer.forward([[0.0, 0.0]]).tolist(), layer.backward([[1.0, 0.0]]).tolist()
    ([[0.5, 0.5]], [[0.25, -0.25]])
    """

    __slots__ = ("_a", "gradients", "parameters")

    def __init__(self) -> None:
        self.parameters: dict[str, Doubles] = {}
        self.gradients: dict[str, Doubles] = {}
        self._a: Doubles | None = None

    def forward(self, z: npt.ArrayLike) -> Doubles:
        """Probabilities of shape (..., n) from logits of that shape."""
        logits = read_array(z, "z", ("...", "n"))
        self._a = np.asarray(softmax(logits), np.float64)
        return self._a.copy()

    def backward(self, upstream: npt.ArrayLike) -> Doubles:
        """Gradient of shape (..., n): the Jacobian, which is symmetric, times `upstream`."""
        a = kept_by_forward(self._a)
        return np.asarray(softmax_vjp(a, read_upstream(upstream, a.shape)), np.float64)
