"""Layers one after the other, as one layer."""

from typing import Protocol

import numpy.typing as npt

from activations.layers._passes import Doubles, kept_by_forward, read_array

__all__ = ["Layer", "Sequential"]


class Layer(Protocol):
    """What a layer of one input offers; the parameters and gradients have the same names."""

    @property
    def parameters(self) -> dict[str, Doubles]:
        """The very arrays that the layer computes with."""

    @property
    def gradients(self) -> dict[str, Doubles]:
        """What the last `backward` found; empty before it."""

    def forward(self, x: npt.ArrayLike, /) -> Doubles:
        """Output, from the input."""

    def backward(self, upstream: npt.ArrayLike, /) -> Doubles:
        """Gradient with respect to the input, from that with respect to the output."""


class Sequential:
    """Layers of one input, each fed with the output of the one before.

    Parameters
    ----------
    *layers : Layer
        In the order of the forward pass; no layer twice, for it remembers one pass only.

    Raises
    ------
    TypeError, ValueError
        As its layers do; ValueError also if a layer occurs twice, or `backward` comes before a
        `forward` that went through.

    Examples
    --------
    >>> from activations.layers import Affine, ReLU
    >>> hidden, output = Affine([[1.0, -1.0]], [0.0, 0.0]), Affine([[2.0], [2.0]], [0.0])
    >>> network = Sequential(hidden, ReLU(), output)
    >>> network.forward([[3.0]]).tolist(), network.backward([[1.0]]).tolist()
    ([[6.0]], [[2.0]])
    >>> sorted(network.gradients)
    ['0.bias', '0.weights', '2.bias', '2.weights']
    """

    __slots__ = ("_has_forward", "layers")

    def __init__(self, *layers: Layer) -> None:
        for position, layer in enumerate(layers):
            if any(layer is other for other in layers[:position]):
                raise ValueError(
                    f"layers must be different objects, got number {position} twice; "
                    f"make one for each place"
                )
        self.layers = layers
        # A pass that broke off has left layers that remember different passes.
        self._has_forward: bool | None = None

    @property
    def parameters(self) -> dict[str, Doubles]:
        """Those of all layers, as ``"2.weights"`` for the layer at index 2."""
        return {
            f"{index}.{name}": array
            for index, layer in enumerate(self.layers)
            for name, array in layer.parameters.items()
        }

    @property
    def gradients(self) -> dict[str, Doubles]:
        """Those of all layers, named like the parameters."""
        return {
            f"{index}.{name}": array
            for index, layer in enumerate(self.layers)
            for name, array in layer.gradients.items()
        }

    def forward(self, x: npt.ArrayLike) -> Doubles:
        """Output of the last layer."""
        self._has_forward = None
        output = read_array(x, "x", ("...",))
        for layer in self.layers:
            output = layer.forward(output)
        self._has_forward = True
        return output

    def backward(self, upstream: npt.ArrayLike) -> Doubles:
        """Gradient with respect to what was passed to `forward`."""
        kept_by_forward(self._has_forward)
        gradient = read_array(upstream, "upstream", ("...",))
        for layer in reversed(self.layers):
            gradient = layer.backward(gradient)
        return gradient
