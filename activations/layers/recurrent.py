"""A layer that goes through a sequence step by step and hands its state on."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from activations.elementwise import d_tanh, tanh
from activations.layers._passes import Doubles, kept_by_forward, read_array, read_upstream

__all__ = ["SimpleRNN"]


@dataclass(frozen=True, slots=True)
class _Unrolled:
    """Arrays of shape (batch, time, ...), as the forward pass left them."""

    x: Doubles
    before: Doubles  # the state that each step started from
    pre_activation: Doubles


class SimpleRNN:
    """Recurrent network h_s = tanh(x_s W + h_(s-1) U + b), with h_(-1) = 0.

    Parameters
    ----------
    input_weights : array_like of shape (inputs, units)
        W; copied.
    state_weights : array_like of shape (units, units)
        U; copied.
    bias : array_like of shape (units,)
        b; copied.

    Raises
    ------
    TypeError
        If an argument, of this or of a pass, is not real-valued.
    ValueError
        If the shapes do not fit, or `backward` comes before `forward`.

    Notes
    -----
    Back-propagation through time [1]_: unrolled, the steps are layers with equal weights, whose
    gradients are added up. What comes back to a state is the sum of what its output and what the
    next step pass back.

    References
    ----------
    .. [1] Werbos, "Backpropagation through time: what it does and how to do it", Proceedings of
       the IEEE 78(10), 1990, doi:10.1109/5.58337.

    Examples
    --------
    >>> layer = SimpleRNN([[1.0]], [[1.0]], [0.0])
    >>> layer.forward([[[0.0], [0.0]]]).tolist()
    [[[0.0], [0.0]]]
    >>> layer.backward([[[0.0], [1.0]]]).tolist(), layer.gradients["bias"].tolist()
    ([[[1.0], [1.0]]], [2.0])
    """

    __slots__ = ("_unrolled", "gradients", "parameters")

    def __init__(
        self, input_weights: npt.ArrayLike, state_weights: npt.ArrayLike, bias: npt.ArrayLike
    ) -> None:
        from_input = read_array(input_weights, "input_weights", ("inputs", "units"))
        units = from_input.shape[1]
        self.parameters: dict[str, Doubles] = {
            "input_weights": from_input,
            "state_weights": read_array(state_weights, "state_weights", (units, units)),
            "bias": read_array(bias, "bias", (units,)),
        }
        self.gradients: dict[str, Doubles] = {}
        self._unrolled: _Unrolled | None = None

    @np.errstate(all="ignore")
    def forward(self, x: npt.ArrayLike) -> Doubles:
        """States of shape (batch, time, units) from inputs of shape (batch, time, inputs)."""
        inputs, units = self.parameters["input_weights"].shape
        sequences = read_array(x, "x", ("batch", "time", inputs))
        batch, steps, _ = sequences.shape
        states = np.zeros((batch, steps + 1, units))
        pre_activation = sequences @ self.parameters["input_weights"] + self.parameters["bias"]
        for step in range(steps):
            pre_activation[:, step] += states[:, step] @ self.parameters["state_weights"]
            states[:, step + 1] = tanh(pre_activation[:, step])
        self._unrolled = _Unrolled(sequences, states[:, :-1], pre_activation)
        return states[:, 1:].copy()

    @np.errstate(all="ignore")
    def backward(self, upstream: npt.ArrayLike) -> Doubles:
        """Gradient of shape (batch, time, inputs), from one of shape (batch, time, units)."""
        unrolled = kept_by_forward(self._unrolled)
        above = read_upstream(upstream, unrolled.pre_activation.shape)
        slopes = d_tanh(unrolled.pre_activation)
        gradient = np.zeros_like(above)  # with respect to the pre-activations
        from_next: Doubles = np.zeros((above.shape[0], above.shape[2]))
        for step in reversed(range(above.shape[1])):
            gradient[:, step] = (above[:, step] + from_next) * slopes[:, step]
            from_next = gradient[:, step] @ self.parameters["state_weights"].T
        self.gradients = {
            "input_weights": np.tensordot(unrolled.x, gradient, ((0, 1), (0, 1))),
            "state_weights": np.tensordot(unrolled.before, gradient, ((0, 1), (0, 1))),
            "bias": gradient.sum(axis=(0, 1)),
        }
        return gradient @ self.parameters["input_weights"].T
