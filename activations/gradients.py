"""A layer or a function and its gradient in, how far that is from difference quotients out."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from activations._checks import read_real, to_float64

__all__ = ["Differentiable", "GradientCheck", "check_gradient"]

Array = npt.NDArray[Any]

_EPSILON = 2.0**-52
# Central differences are best at the cube root of the precision: there the error of the
# formula, which grows with the square of the step, meets that of rounding, which shrinks with it.
_STEPS = {"central": 2.0**-17, "complex": 2.0**-200}
# How much nearer a place that looks like a kink is looked at.
_NEARER = 16
# Rounding errors of a forward pass that are put up with, in units of the precision.
_ROUNDINGS = 64


class Differentiable(Protocol):
    """What a layer has to offer to be checked."""

    @property
    def parameters(self) -> dict[str, npt.NDArray[np.float64]]:
        """Arrays that are differentiated by, besides the inputs."""

    @property
    def gradients(self) -> dict[str, npt.NDArray[np.float64]]:
        """What `backward` found for them."""

    def forward(self, *inputs: Any) -> Any:
        """Output."""

    def backward(self, upstream: Any, /) -> Any:
        """Gradients, one for each of the first inputs."""


@dataclass(frozen=True, slots=True)
class GradientCheck:
    """The entry of a gradient that is furthest off, by its own tolerance.

    Attributes
    ----------
    name : str
        Of the parameter, or "input 0" and so on.
    index : tuple of int
        Which entry of it.
    gradient, numeric : float
        What was to be checked, and the difference quotient; at a kink the nearest of the
        values between both one-sided ones.
    error, tolerance : float
        Their distance, and how far they may be apart.
    entries : int
        How many were checked.
    """

    name: str
    index: tuple[int, ...]
    gradient: float
    numeric: float
    error: float
    tolerance: float
    entries: int

    @property
    def passed(self) -> bool:
        """Whether no entry is further off than its tolerance; without a finite one none passes."""
        return self.error <= self.tolerance < math.inf


@np.errstate(all="ignore")
def check_gradient(
    subject: Differentiable | Callable[..., npt.ArrayLike],
    *inputs: npt.ArrayLike,
    gradient: Callable[..., Any] | None = None,
    upstream: npt.ArrayLike | None = None,
    method: str = "central",
    step: float | None = None,
) -> GradientCheck:
    r"""Compare every entry of a gradient with a difference quotient.

    Parameters
    ----------
    subject : layer or callable
        A layer is checked by its inputs and parameters; a function needs `gradient`.
    *inputs : array_like of any shape
        What the layer or function is called with, as arrays, in float64 where they are of floats.
        Those after the last for which there is a gradient, such as labels, are handed on as they
        are. None is written to.
    gradient : callable, optional
        Of the same inputs: the gradient of the sum of all outputs, each times its `upstream`, with
        respect to the first input, or a tuple with respect to the first ones. The derivative of a
        function of single numbers is just that.
    upstream : array_like of the shape of the output, optional
        Weights of the outputs. For a layer fixed, irregular numbers if left out, for a function 1.
    method : {"central", "complex"}
        Central differences; or the imaginary part of f(x + ih) / h, which cancels nothing and so
        is right to rounding, for functions that are analytic and take complex numbers.
    step : float, optional
        Relative to the entry where that exceeds 1; 2**-17 or 2**-200 if left out.

    Returns
    -------
    GradientCheck
        The worst entry.

    Raises
    ------
    TypeError
        If an input that there is a gradient for, or a gradient, is not real-valued.
    ValueError
        If `method` is unknown, `step` is not positive, `gradient` is given for a layer or missing
        for a function, a gradient has another shape than its input, there are more gradients than
        inputs or none for a parameter, or there is no entry to check.

    Notes
    -----
    With c(h) the central quotient, (4 c(h) - c(2h)) / 3 is compared, in which the error of order
    h**2 is gone. The tolerance is abs(c(h) - c(2h)), which is of that order, and for rounding
    64 * 2**-52 / h times the outputs' sum, or 1 if that is more. Where the quotients to the left
    and to the right differ by more than the square root of the step, relatively, h / 16 tells: at
    a kink they differ as much, and any value between the two, a subgradient, will do; where the
    function is only curved, or the kink is beside the entry, by less, and c is compared, with that
    step; at a jump or a cusp by more, and nothing passes. With the complex step [1]_ the tolerance
    is 64 * 2**-52, relatively.

    References
    ----------
    .. [1] Squire & Trapp, "Using complex variables to estimate derivatives of real functions",
       SIAM Review 40(1), 1998, doi:10.1137/S003614459631241X.

    Examples
    --------
    >>> from activations import d_tanh, tanh
    >>> check_gradient(tanh, [0.5, 0.0], gradient=d_tanh).passed
    True
    >>> forum = check_gradient(tanh, [0.5, 0.1], gradient=lambda x: 1 / tanh(x) - tanh(x))
    >>> forum.passed, forum.index, round(forum.gradient, 3), round(forum.numeric, 3)
    (False, (1,), 9.934, 0.99)
    """
    if method not in _STEPS:
        raise ValueError(f"method must be one of {tuple(_STEPS)}, got {method!r}")
    if step is not None and not step > 0:
        raise ValueError(f"step must be above 0, got {step!r}")
    if (gradient is None) != hasattr(subject, "backward"):
        raise ValueError(
            f"gradient must be passed for functions and not for layers, got {gradient!r}; "
            f"a layer has its own"
        )
    layer: Any = subject
    evaluate = layer if gradient else layer.forward
    # A float32 gradient would be rounded to less than the quotients are.
    arrays = [
        to_float64(array) if array.dtype.kind == "f" else array for array in map(np.array, inputs)
    ]
    output = np.asarray(evaluate(*arrays))
    weights = _read_upstream(upstream, output.shape, is_layer=gradient is None)
    found = gradient(*arrays) if gradient else layer.backward(weights)
    by_input = found if isinstance(found, tuple) else (found,)
    places = _read_inputs(arrays, by_input, np.complex128 if method == "complex" else np.float64)
    arguments = (*(place.array for place in places), *arrays[len(by_input) :])
    if gradient is None:
        places += _read_parameters(layer)
    size = _STEPS[method] if step is None else step
    difference = _complex_quotient if method == "complex" else _central_quotient
    checks = [
        _judge(
            place,
            index,
            difference(lambda: weights * evaluate(*arguments), place.array, index, size),
        )
        for place in places
        for index in place.indices()
    ]
    if not checks:
        raise ValueError("inputs must hold at least one number to differentiate by, got none")
    return replace(max(checks, key=_excess), entries=len(checks))


@dataclass(frozen=True, slots=True)
class _Place:
    """An array that steps are made in, and the gradient with respect to it."""

    name: str
    array: Array
    gradient: Array

    def indices(self) -> Iterator[tuple[int, ...]]:
        if self.gradient.shape != self.array.shape:
            raise ValueError(
                f"gradient must have the shape of {self.name}, {self.array.shape}, "
                f"got {self.gradient.shape}"
            )
        return np.ndindex(self.array.shape)


@dataclass(frozen=True, slots=True)
class _Quotient:
    """Between what the derivative must lie, and how far it may be out."""

    low: float
    high: float
    tolerance: float


def _read_inputs(
    arrays: Sequence[Array], gradients: Sequence[Any], dtype: type[np.inexact[Any]]
) -> list[_Place]:
    """Copies of the first inputs to make steps in; a complex one needs room for its other part."""
    if len(gradients) > len(arrays):
        raise ValueError(
            f"gradient must be with respect to the first of {len(arrays)} inputs, "
            f"got {len(gradients)} gradients"
        )
    return [
        _Place(
            f"input {number}",
            read_real(array, f"input {number}").astype(dtype),
            np.array(read_real(values, f"gradient of input {number}")),
        )
        for number, (array, values) in enumerate(zip(arrays, gradients, strict=False))
    ]


def _read_parameters(layer: Differentiable) -> list[_Place]:
    missing = layer.parameters.keys() - layer.gradients.keys()
    if missing:
        raise ValueError(
            f"gradients must have the names of all parameters, got none of {min(missing)!r}; "
            f"backward has to leave it there"
        )
    return [
        _Place(name, array, np.array(layer.gradients[name]))
        for name, array in layer.parameters.items()
    ]


def _central_quotient(
    outputs: Callable[[], Array], array: Array, index: tuple[int, ...], size: float
) -> _Quotient:
    far = _measure(outputs, array, index, size)
    # Written so that NaN gives no kink.
    if not far.bend > math.sqrt(size) * max(1.0, abs(far.left), abs(far.right)):
        return far.smooth()
    near = _measure(outputs, array, index, size / _NEARER)
    if near.rounding > far.bend:
        return far.kink()
    if near.bend < far.bend / 3:
        return near.smooth()
    if near.bend > far.bend * 3:
        return _Quotient(math.nan, math.nan, math.nan)
    return near.kink()


@dataclass(frozen=True, slots=True)
class _Slopes:
    """Difference quotients about an entry: to either side, with one step and with two."""

    left: float
    right: float
    narrow: float
    wide: float
    rounding: float

    @property
    def bend(self) -> float:
        return abs(self.right - self.left)

    def smooth(self) -> _Quotient:
        value = (4 * self.narrow - self.wide) / 3
        return _Quotient(value, value, self._tolerance())

    def kink(self) -> _Quotient:
        low, high = sorted((self.left, self.right))
        return _Quotient(low, high, self._tolerance())

    def _tolerance(self) -> float:
        return abs(self.narrow - self.wide) + self.rounding


def _measure(
    outputs: Callable[[], Array], array: Array, index: tuple[int, ...], size: float
) -> _Slopes:
    kept = array[index]
    wanted = size * max(1.0, abs(kept))
    step = (kept + wanted) - kept  # one that makes no rounding error

    def at(steps: int) -> Array:
        array[index] = kept + steps * step
        return outputs()

    values = {steps: at(steps) for steps in (-2, -1, 1, 2, 0)}  # 0 puts the entry back

    def change(first: int, last: int) -> float:
        return float((values[last] - values[first]).sum() / ((last - first) * step))

    scale = max(1.0, float(np.abs(values[0]).sum()))
    return _Slopes(
        left=change(-1, 0),
        right=change(0, 1),
        narrow=change(-1, 1),
        wide=change(-2, 2),
        rounding=float(_ROUNDINGS * _EPSILON * scale / step),
    )


def _complex_quotient(
    outputs: Callable[[], Array], array: Array, index: tuple[int, ...], size: float
) -> _Quotient:
    kept = array[index]
    array[index] = kept + size * 1j
    parts = outputs().imag / size
    array[index] = kept
    scale = max(1.0, float(np.abs(parts).sum()))
    return _Quotient(float(parts.sum()), float(parts.sum()), _ROUNDINGS * _EPSILON * scale)


def _judge(place: _Place, index: tuple[int, ...], quotient: _Quotient) -> GradientCheck:
    value = float(place.gradient[index])
    # Whatever is NaN here makes the error NaN.
    numeric = min(value, quotient.high) if value >= quotient.low else quotient.low
    return GradientCheck(
        place.name, index, value, numeric, abs(value - numeric), quotient.tolerance, entries=1
    )


def _excess(check: GradientCheck) -> float:
    """How bad an error is; what is not finite is worst."""
    return check.error / check.tolerance if check.error + check.tolerance < math.inf else math.inf


def _read_upstream(
    upstream: npt.ArrayLike | None, shape: tuple[int, ...], *, is_layer: bool
) -> Array:
    if upstream is not None:
        weights = np.array(upstream, np.float64)
        if weights.shape != shape:
            raise ValueError(
                f"upstream must have the shape of the output, {shape}, got {weights.shape}"
            )
        return weights
    # With equal weights the gradient of a softmax, for one, would be 0 whatever it is.
    return np.random.default_rng(0).uniform(-2, 2, shape) if is_layer else np.ones(shape)
