"""Layers that look at images through windows: convolution and max pooling.

Images have shape (batch, channels, height, width). Windows that would reach over the lower or
right edge are left out, so that the numbers there may go unused, with a gradient of 0.
"""

import math
import operator
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from activations.layers._passes import Doubles, kept_by_forward, read_array, read_upstream

__all__ = ["Conv2D", "MaxPool2D"]

Pair = tuple[int, int]

_IMAGES = ("batch", "channels", "height", "width")


class Conv2D:
    """Cross-correlation of images with filters, which is what networks call convolution.

    Parameters
    ----------
    weights : array_like of shape (outputs, channels, rows, columns)
        The filters; copied.
    bias : array_like of shape (outputs,)
        Added to each image of an output channel; copied.
    stride, padding : int or pair of int, default 1 and 0
        Vertical and horizontal distance of windows; rows and columns of zeros at each edge.

    Raises
    ------
    TypeError
        If an argument, of this or of a pass, is not real-valued, or `stride` or `padding` not int.
    ValueError
        If the shapes do not fit, an image with its padding is smaller than a filter, or `backward`
        comes before `forward`.

    Notes
    -----
    All windows have the weights in common. As if each had its own, whose gradients are then added
    up [1]_, just as a number in several windows adds up what comes back from each.

    References
    ----------
    .. [1] LeCun et al., "Backpropagation applied to handwritten zip code recognition", Neural
       Computation 1(4), 1989, doi:10.1162/neco.1989.1.4.541.

    Examples
    --------
    >>> layer = Conv2D([[[[1.0, -1.0]]]], [0.0])
    >>> layer.forward([[[[5.0, 3.0, 2.0]]]]).tolist()
    [[[[2.0, 1.0]]]]
    >>> layer.backward([[[[1.0, 1.0]]]]).tolist(), layer.gradients["weights"].tolist()
    ([[[[1.0, 0.0, -1.0]]]], [[[[8.0, 5.0]]]])
    """

    __slots__ = ("_padded", "_padding", "_stride", "gradients", "parameters")

    def __init__(
        self,
        weights: npt.ArrayLike,
        bias: npt.ArrayLike,
        stride: int | Pair = 1,
        padding: int | Pair = 0,
    ) -> None:
        filters = read_array(weights, "weights", ("outputs", "channels", "rows", "columns"))
        offset = read_array(bias, "bias", filters.shape[:1])
        self.parameters: dict[str, Doubles] = {"weights": filters, "bias": offset}
        self.gradients: dict[str, Doubles] = {}
        self._stride = _read_pair(stride, "stride", 1)
        self._padding = _read_pair(padding, "padding", 0)
        self._padded: Doubles | None = None

    @np.errstate(all="ignore")
    def forward(self, x: npt.ArrayLike) -> Doubles:
        """Array of shape (batch, outputs, windows down, windows across) from images."""
        weights, bias = self.parameters["weights"], self.parameters["bias"]
        images = read_array(x, "x", ("batch", weights.shape[1], "height", "width"))
        edges = [(0, 0), (0, 0), *((width, width) for width in self._padding)]
        padded = np.pad(images, edges)
        windows = _windows(padded, _size(weights), self._stride)
        self._padded = padded
        return np.moveaxis(np.tensordot(windows, weights, ((1, 4, 5), (1, 2, 3))) + bias, -1, 1)

    @np.errstate(all="ignore")
    def backward(self, upstream: npt.ArrayLike) -> Doubles:
        """Gradient of the shape of the images."""
        padded, weights = kept_by_forward(self._padded), self.parameters["weights"]
        windows = _windows(padded, _size(weights), self._stride)
        batch, _, down, across = windows.shape[:4]
        above = read_upstream(upstream, (batch, len(weights), down, across))
        self.gradients = {
            "weights": np.tensordot(above, windows, ((0, 2, 3), (0, 2, 3))),
            "bias": above.sum(axis=(0, 2, 3)),
        }
        gradient = np.zeros_like(padded)
        parts = _windows(gradient, _size(weights), self._stride, is_written=True)
        for row, column in np.ndindex(_size(weights)):
            part = np.tensordot(above, weights[:, :, row, column], (1, 0))
            parts[..., row, column] += np.moveaxis(part, -1, 1)
        top, left = self._padding
        return gradient[:, :, top : padded.shape[2] - top, left : padded.shape[3] - left]


class MaxPool2D:
    """Largest number of each window.

    Parameters
    ----------
    size : int or pair of int
        Rows and columns of a window.
    stride : int or pair of int, optional
        Vertical and horizontal distance of windows; `size` if left out.

    Raises
    ------
    TypeError
        If what is passed to a pass is not real-valued, or `size` or `stride` is not int.
    ValueError
        If the shapes do not fit, an image is smaller than a window, or `backward` comes before
        `forward`.

    Notes
    -----
    The forward pass says which number won, and that one alone passes the gradient back. Where
    several are equally large the first wins, row by row; any share between them would be a
    subgradient, too. A window with NaN in it gives NaN, and its first NaN wins.

    References
    ----------
    .. [1] Goodfellow, Bengio & Courville, "Deep Learning", MIT Press, 2016, section 9.3.

    Examples
    --------
    >>> layer = MaxPool2D((1, 2))
    >>> layer.forward([[[[1.0, 3.0, 2.0, 2.0, 9.0]]]]).tolist()
    [[[[3.0, 2.0]]]]
    >>> layer.backward([[[[5.0, 7.0]]]]).tolist()
    [[[[0.0, 5.0, 7.0, 0.0, 0.0]]]]
    """

    __slots__ = ("_pass", "_size", "_stride", "gradients", "parameters")

    def __init__(self, size: int | Pair, stride: int | Pair | None = None) -> None:
        self.parameters: dict[str, Doubles] = {}
        self.gradients: dict[str, Doubles] = {}
        self._size = _read_pair(size, "size", 1)
        self._stride = _read_pair(size if stride is None else stride, "stride", 1)
        self._pass: tuple[tuple[int, ...], npt.NDArray[np.intp]] | None = None

    def forward(self, x: npt.ArrayLike) -> Doubles:
        """Array of shape (batch, channels, windows down, windows across) from images."""
        images = read_array(x, "x", _IMAGES)
        windows = _windows(images, self._size, self._stride)
        flat = windows.reshape(*windows.shape[:4], math.prod(self._size))
        winners = flat.argmax(axis=-1)
        self._pass = images.shape, winners
        return np.take_along_axis(flat, winners[..., np.newaxis], axis=-1)[..., 0]

    @np.errstate(all="ignore")
    def backward(self, upstream: npt.ArrayLike) -> Doubles:
        """Gradient of the shape of the images."""
        shape, winners = kept_by_forward(self._pass)
        above = read_upstream(upstream, winners.shape)
        gradient = np.zeros(shape)
        parts = _windows(gradient, self._size, self._stride, is_written=True)
        for number, (row, column) in enumerate(np.ndindex(self._size)):
            parts[..., row, column] += np.where(winners == number, above, 0.0)
        return gradient


def _size(weights: Doubles) -> Pair:
    return weights.shape[2], weights.shape[3]


def _windows(images: Doubles, size: Pair, stride: Pair, *, is_written: bool = False) -> Doubles:
    """View of shape (batch, channels, windows down, windows across, rows, columns)."""
    if any(length < least for length, least in zip(images.shape[2:], size, strict=True)):
        raise ValueError(
            f"x must be at least as large as a window of {size}, got images of {images.shape[2:]} "
            f"with their padding"
        )
    view = np.lib.stride_tricks.sliding_window_view(images, size, (2, 3), writeable=is_written)
    return view[:, :, :: stride[0], :: stride[1]]


def _read_pair(value: int | Pair, name: str, least: int) -> Pair:
    """One int for both directions, or one for each."""
    try:
        numbers = tuple(map(operator.index, value if isinstance(value, Iterable) else (value,) * 2))
    except TypeError:
        raise TypeError(f"{name} must be an int or two, got {value!r}") from None
    if len(numbers) != 2 or min(numbers) < least:
        raise ValueError(f"{name} must be one or two ints of {least} or more, got {value!r}")
    return numbers[0], numbers[1]
