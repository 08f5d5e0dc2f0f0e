"""Layers one after the other, as one layer."""

from collections.abc import Iterator
from typing import Protocol

import numpy.typing as npt

from activations.layers._passes import Doubles, kept_by_forward, read_array, read_upstream

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
        In the order of the forward pass; no layer twice, not within a chain among them either, for
        it remembers one pass only.

    Raises
    ------
    TypeError, ValueError
        As its layers do; ValueError also if a layer occurs twice, `backward` comes before a
        `forward` that went through, or `upstream` has another shape than the output.

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

    __slots__ = ("_shape", "layers")

    def __init__(self, *layers: Layer) -> None:
        earlier: list[Layer] = []
        for position, layer in enumerate(layers):
            parts = list(_parts(layer))
            if any(part is other for part in parts for other in earlier):
                raise ValueError(
                    f"layers must be different objects, got number {position} twice; "
                    f"make one for each place"
                )
            earlier += parts
        self.layers = layers
        # A pass that broke off has left layers that remember different passes.
        self._shape: tuple[int, ...] | None = None

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
        self._shape = None
        output = read_array(x, "x", ("...",))
        for layer in self.layers:
            output = layer.forward(output)
        self._shape = output.shape
        return output

    def backward(self, upstream: npt.ArrayLike) -> Doubles:
        """Gradient with respect to what was passed to `forward`."""
        gradient = read_upstream(upstream, kept_by_forward(self._shape)).copy()
        for layer in reversed(self.layers):
            gradient = layer.backward(gradient)
        return gradient


def _parts(layer: Layer) -> Iterator[Layer]:
    """`layer`, and if it is a chain all that is in it."""
    yield layer
    if isinstance(layer, Sequential):
        for inner in layer.layers:
            yield from _parts(inner)
