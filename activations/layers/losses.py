"""Layers that a network ends in: predictions and targets in, what they cost out.

Targets are distributions of the shape of the predictions, or class labels of an integer dtype
with one axis less. Only the predictions get a gradient.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from activations._checks import check_reduction
from activations.layers._passes import Doubles, kept_by_forward, read_array, read_upstream
from activations.losses import (
    cross_entropy,
    d_cross_entropy,
    d_softmax_cross_entropy,
    softmax_cross_entropy,
)
from activations.softmax import softmax

__all__ = ["CrossEntropy", "Loss", "SoftmaxWithLoss"]


class Loss:
    """A cost of each row, and its mean or sum.

    Parameters
    ----------
    function : callable
        ``function(predictions, t, reduction)``: the cost.
    gradient : callable
        ``gradient(predictions, t)``: that of each row's cost with respect to the predictions.
    reduction : {"mean", "sum", "none"}
        Over all rows.

    Raises
    ------
    TypeError, ValueError
        As in `activations.cross_entropy`; ValueError also if `backward` comes before `forward`
        or `upstream` has another shape than the cost.
    """

    __slots__ = ("_function", "_gradient", "_pair", "_reduction", "gradients", "parameters")

    def __init__(
        self, function: Callable[..., Any], gradient: Callable[..., Any], reduction: str
    ) -> None:
        check_reduction(reduction, rows=1)
        self.parameters: dict[str, Doubles] = {}
        self.gradients: dict[str, Doubles] = {}
        self._function = function
        self._gradient = gradient
        self._reduction = reduction
        self._pair: tuple[Doubles, Doubles] | None = None

    def forward(self, predictions: npt.ArrayLike, t: npt.ArrayLike) -> Any:
        """Cost, a NumPy scalar, or for "none" an ndarray of shape (...).

        Parameters
        ----------
        predictions : array_like of shape (..., n)
            Probabilities for `CrossEntropy`, logits for `SoftmaxWithLoss`.
        t : array_like of shape (..., n), or of integers and shape (...)
            Target distributions or class labels.
        """
        array = read_array(predictions, "predictions", ("...", "n"))
        cost = self._function(array, t, self._reduction)
        self._pair = array, np.array(t)
        return cost

    @np.errstate(all="ignore")
    def backward(self, upstream: npt.ArrayLike = 1.0) -> Doubles:
        """Gradient of the shape of the predictions; `upstream` has that of the cost."""
        predictions, t = kept_by_forward(self._pair)
        rows = predictions.shape[:-1]
        above = read_upstream(upstream, rows if self._reduction == "none" else ())
        gradient: Doubles = self._gradient(predictions, t) * above[..., np.newaxis]
        return gradient / math.prod(rows) if self._reduction == "mean" else gradient


# Called like classes, as are the activations.
def CrossEntropy(reduction: str = "mean") -> Loss:  # noqa: N802
    """Layer of `activations.cross_entropy`, on probabilities.

    Nothing is added inside the logarithm: a probability of 0 for the target costs ``inf``, as it
    should, where ``log(a + 1e-7)`` would say 16.1.

    >>> layer = CrossEntropy()
    >>> layer.forward([[0.25, 0.75]], [0]).item(), layer.backward(3.0).tolist()
    (1.3862943611198906, [[-12.0, 0.0]])
    """
    return Loss(cross_entropy, d_cross_entropy, reduction)


def SoftmaxWithLoss(reduction: str = "mean") -> Loss:  # noqa: N802
    """Layer of `activations.softmax_cross_entropy`, on logits; the gradient is a - t.

    Where targets do not sum to 1, as in rows that are masked by 0, it is a times their sum, less t.

    >>> layer = SoftmaxWithLoss()
    >>> layer.forward([[1000.0, 0.0]], [1]).item(), layer.backward().tolist()
    (1000.0, [[1.0, -1.0]])
    """
    return Loss(softmax_cross_entropy, _d_softmax_cross_entropy, reduction)


def _d_softmax_cross_entropy(z: Doubles, t: Doubles) -> Any:
    gradient = d_softmax_cross_entropy(z, t, "none")
    if t.ndim < z.ndim:
        return gradient
    excess = t.sum(axis=-1, keepdims=True) - 1.0
    return gradient + excess * softmax(z) if excess.any() else gradient
