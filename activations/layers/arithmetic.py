"""Sums and products, of numbers and of a batch with a matrix."""

import math

import numpy as np
import numpy.typing as npt

from activations.layers._passes import Doubles, kept_by_forward, read_array, read_upstream

__all__ = ["Add", "Affine", "Mul"]


class Add:
    """Sum of two inputs of one shape.

    Examples
    --------
    >>> add = Add()
    >>> add.forward(200.0, 300.0).item()
    500.0
    >>> [gradient.item() for gradient in add.backward(1.0)]
    [1.0, 1.0]
    """

    __slots__ = ("_shape", "gradients", "parameters")

    def __init__(self) -> None:
        self.parameters: dict[str, Doubles] = {}
        self.gradients: dict[str, Doubles] = {}
        self._shape: tuple[int, ...] | None = None

    @np.errstate(all="ignore")
    def forward(self, x: npt.ArrayLike, y: npt.ArrayLike) -> Doubles:
        """Sum of `x` and `y`, both of any one shape."""
        first, second = _read_pair(x, y)
        self._shape = first.shape
        return np.asarray(first + second)

    def backward(self, upstream: npt.ArrayLike) -> tuple[Doubles, Doubles]:
        """Gradients with respect to both inputs: what comes from above passes through."""
        above = read_upstream(upstream, kept_by_forward(self._shape))
        return above.copy(), above.copy()


class Mul:
    """Product of two inputs of one shape, number by number.

    Examples
    --------
    >>> mul = Mul()
    >>> mul.forward(100.0, 2.0).item()
    200.0
    >>> [gradient.item() for gradient in mul.backward(1.0)]
    [2.0, 100.0]
    """

    __slots__ = ("_factors", "gradients", "parameters")

    def __init__(self) -> None:
        self.parameters: dict[str, Doubles] = {}
        self.gradients: dict[str, Doubles] = {}
        self._factors: tuple[Doubles, Doubles] | None = None

    @np.errstate(all="ignore")
    def forward(self, x: npt.ArrayLike, y: npt.ArrayLike) -> Doubles:
        """Product of `x` and `y`, both of any one shape."""
        first, second = self._factors = _read_pair(x, y)
        return np.asarray(first * second)

    @np.errstate(all="ignore")
    def backward(self, upstream: npt.ArrayLike) -> tuple[Doubles, Doubles]:
        """Gradients with respect to both inputs: each gets the other, times `upstream`."""
        first, second = kept_by_forward(self._factors)
        above = read_upstream(upstream, first.shape)
        return np.asarray(above * second), np.asarray(above * first)


class Affine:
    """Fully connected ("dense") layer: x W + b for each row x.

    Parameters
    ----------
    weights : array_like of shape (inputs, outputs)
        W; copied.
    bias : array_like of shape (outputs,)
        b; copied.

    Raises
    ------
    TypeError
        If an argument, of this or of a pass, is not real-valued.
    ValueError
        If the shapes do not fit, or `backward` comes before `forward`.

    Notes
    -----
    Each row has the weights in common, so their gradient is the sum over all rows. With upstream
    dC/da of a row, a = softmax(z) and z = x W, that is the chain of shapes (1 x outputs)
    (outputs x outputs) (outputs x outputs x inputs): the last, dz/dW, is x in row k of its k-th
    matrix and 0 elsewhere, so that the whole is the outer product of x and dC/dz [1]_.

    References
    ----------
    .. [1] Goodfellow, Bengio & Courville, "Deep Learning", MIT Press, 2016, section 6.5.

    Examples
    --------
    >>> layer = Affine([[1.0], [2.0]], [0.5])
    >>> layer.forward([[3.0, 4.0]]).tolist()
    [[11.5]]
    >>> layer.backward([[10.0]]).tolist(), layer.gradients["weights"].tolist()
    ([[10.0, 20.0]], [[30.0], [40.0]])
    """

    __slots__ = ("_x", "gradients", "parameters")

    def __init__(self, weights: npt.ArrayLike, bias: npt.ArrayLike) -> None:
        matrix = read_array(weights, "weights", ("inputs", "outputs"))
        offset = read_array(bias, "bias", (matrix.shape[1],))
        self.parameters: dict[str, Doubles] = {"weights": matrix, "bias": offset}
        self.gradients: dict[str, Doubles] = {}
        self._x: Doubles | None = None

    @np.errstate(all="ignore")
    def forward(self, x: npt.ArrayLike) -> Doubles:
        """Array of shape (..., outputs) from one of shape (..., inputs)."""
        weights, bias = self.parameters["weights"], self.parameters["bias"]
        self._x = read_array(x, "x", ("...", weights.shape[0]))
        return self._x @ weights + bias

    @np.errstate(all="ignore")
    def backward(self, upstream: npt.ArrayLike) -> Doubles:
        """Gradient of shape (..., inputs), from one of shape (..., outputs)."""
        x, weights = kept_by_forward(self._x), self.parameters["weights"]
        above = read_upstream(upstream, (*x.shape[:-1], weights.shape[1]))
        count = math.prod(x.shape[:-1])
        rows, rows_above = x.reshape(count, x.shape[-1]), above.reshape(count, above.shape[-1])
        self.gradients = {"weights": rows.T @ rows_above, "bias": rows_above.sum(axis=0)}
        return above @ weights.T


def _read_pair(x: npt.ArrayLike, y: npt.ArrayLike) -> tuple[Doubles, Doubles]:
    first = read_array(x, "x", ("...",))
    return first, read_array(y, "y", first.shape)
