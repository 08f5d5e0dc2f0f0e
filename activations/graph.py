"""An expression in, its computational graph out: every node with its value and its gradient.

A node is computed when it is written down; `backpropagate` then goes from the last one back. Two
rules do everything: a node passes to each of its inputs what came from above times the derivative
by that input, and a value that is used several times adds up what comes back. Values are float64,
arrays of any shape; a number that meets an array is used for each of its entries. On the way back
gradients are np.longdouble, where that has more digits, and rounded in the end. Nothing warns.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from activations._checks import FloatArray, read_logits, read_real, read_targets, to_float64

__all__ = ["Expression", "Graph", "Node", "backpropagate", "softmax_with_loss_graph", "variable"]

Doubles = npt.NDArray[np.float64]
Operand: TypeAlias = "Expression | npt.ArrayLike"


# Compared by identity: two values that are equal are still two.
@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """A value and what it was computed from: a variable, or what operators and methods make.

    ``+``, ``*`` and ``/`` take numbers and arrays beside expressions; a division is a product with
    the `reciprocal`.

    Attributes
    ----------
    name : str
        "" unless it was given one.
    operation : str
        "" for variables and constants.
    value : ndarray
        As computed; not to be written to.
    inputs : tuple of Expression
        What it was computed from.
    pull_back : callable
        From the gradient with respect to the value to those with respect to the inputs.
    """

    name: str
    operation: str
    value: Doubles
    inputs: tuple["Expression", ...]
    pull_back: Callable[[FloatArray], tuple[FloatArray, ...]]

    # Else an array on the left would take an expression on the right for a number.
    __array_ufunc__ = None

    def named(self, name: str) -> "Expression":
        """Give this expression under a name, to be used in its place."""
        return replace(self, name=name)

    @np.errstate(all="ignore")
    def __add__(self, other: Operand) -> "Expression":
        x, y = _read_operands(self, other)
        return _computed("+", x.value + y.value, (x, y), lambda above: (above, above))

    @np.errstate(all="ignore")
    def __mul__(self, other: Operand) -> "Expression":
        x, y = _read_operands(self, other)
        return _computed(
            "*", x.value * y.value, (x, y), lambda above: (above * y.value, above * x.value)
        )

    def __truediv__(self, other: Operand) -> "Expression":
        _, divisor = _read_operands(self, other)
        return self * divisor.reciprocal()

    def __radd__(self, other: npt.ArrayLike) -> "Expression":
        return _constant(other) + self

    def __rmul__(self, other: npt.ArrayLike) -> "Expression":
        return _constant(other) * self

    def __rtruediv__(self, other: npt.ArrayLike) -> "Expression":
        return _constant(other) / self

    @np.errstate(all="ignore")
    def reciprocal(self) -> "Expression":
        """1 over each entry."""
        value: Doubles = 1 / self.value
        return _computed("1/x", value, (self,), lambda above: (-above * value * value,))

    @np.errstate(all="ignore")
    def exp(self) -> "Expression":
        """The exponential of each entry."""
        value: Doubles = np.exp(self.value)
        return _computed("exp", value, (self,), lambda above: (above * value,))

    @np.errstate(all="ignore")
    def log(self) -> "Expression":
        """The natural logarithm of each entry."""
        return _computed("log", np.log(self.value), (self,), lambda above: (above / self.value,))

    @np.errstate(all="ignore")
    def sum(self) -> "Expression":
        """The sum of all entries, of shape ()."""
        # One sum has many inputs, and each gets what came from above.
        return _computed(
            "sum",
            np.sum(self.value, dtype=np.longdouble),
            (self,),
            lambda above: (np.broadcast_to(above, self.value.shape),),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A value in a graph, and the gradient of the output with respect to it.

    Attributes
    ----------
    name, operation : str
        As in `Expression`.
    value, gradient : ndarray of one shape
        What the forward and the backward pass left here.
    inputs : tuple of int
        Which nodes of the graph it was computed from.
    passed_back : tuple of ndarray
        What it passed to each of them; their gradients are the sums of what they were passed.
    """

    name: str
    operation: str
    value: Doubles
    gradient: Doubles
    inputs: tuple[int, ...]
    passed_back: tuple[Doubles, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """All nodes that an output was computed from, each after its inputs; the output is last."""

    nodes: tuple[Node, ...]

    def node(self, name: str) -> Node:
        """The node of this name; ValueError unless there is just one."""
        found = [node for node in self.nodes if node.name == name]
        if len(found) != 1:
            names = ", ".join(repr(node.name) for node in self.nodes if node.name)
            raise ValueError(
                f"name must be that of one node, got {name!r}, of which there are {len(found)}; "
                f"there are {names}"
            )
        return found[0]

    def __str__(self) -> str:
        """A line for each node: what it is called, how it is computed, its value and gradient."""
        rows = [("node", "operation", "value", "gradient")]
        for node in self.nodes:
            operands = (self._label(number) for number in node.inputs)
            computed = f"{node.operation}({', '.join(operands)})" if node.operation else ""
            rows.append((node.name, computed, _text(node.value), _text(node.gradient)))
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = (
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            for row in rows
        )
        return "\n".join(line.rstrip() for line in lines)

    def _label(self, number: int) -> str:
        node = self.nodes[number]
        return node.name or node.operation or _text(node.value)


def variable(name: str, value: npt.ArrayLike) -> Expression:
    """Start an expression: a named array of any shape, real; copied.

    Examples
    --------
    >>> x, y = variable("x", 3.0), variable("y", 4.0)
    >>> t = x + y
    >>> graph = backpropagate(t * t)
    >>> graph.nodes[-1].value.item(), graph.node("x").gradient.item()
    (49.0, 14.0)
    """
    return replace(_constant(value), name=name)


@np.errstate(all="ignore")
def backpropagate(output: Expression) -> Graph:
    """Gradient of `output`, or of its sum if it is an array, with respect to every node.

    Parameters
    ----------
    output : Expression
        What everything leads to.

    Returns
    -------
    Graph
        Of all that `output` was computed from, constants included.

    Raises
    ------
    TypeError
        If `output` is no expression.

    Examples
    --------
    >>> x1, x2, x3 = variable("x1", 100.0), variable("x2", 2.0), variable("x3", 300.0)
    >>> print(backpropagate((x1 * x2 + x3).named("y")))
    node  operation  value  gradient
    x1               100    2
    x2               2      100
          *(x1, x2)  200    1
    x3               300    1
    y     +(*, x3)   500    1
    """
    if not isinstance(output, Expression):
        raise TypeError(f"output must be an Expression, got {output!r}; start with variable()")
    order = _in_order(output)
    gradients = {node: np.zeros(node.value.shape, np.longdouble) for node in order}
    gradients[output] += 1
    passed_back: dict[Expression, list[FloatArray]] = {}
    for node in reversed(order):
        passed_back[node] = [
            _sum_to(gradient, operand.value.shape)
            for operand, gradient in zip(node.inputs, node.pull_back(gradients[node]), strict=True)
        ]
        for operand, gradient in zip(node.inputs, passed_back[node], strict=True):
            gradients[operand] += gradient
    places = {node: number for number, node in enumerate(order)}
    return Graph(
        tuple(
            Node(
                name=node.name,
                operation=node.operation,
                value=node.value,
                gradient=_rounded(gradients[node]),
                inputs=tuple(places[operand] for operand in node.inputs),
                passed_back=tuple(map(_rounded, passed_back[node])),
            )
            for node in order
        )
    )


def softmax_with_loss_graph(z: npt.ArrayLike, t: npt.ArrayLike) -> Graph:
    """Cross-entropy of a softmax in eight steps, and back from 1 to a - t.

    The nodes after `z` and `t` are "exp", "S" (the sum), "1/S", "a" (the softmax, exp times 1/S),
    "log a", "t log a", "sum" and "loss" (times -1).

    Parameters
    ----------
    z : array_like of shape (n,)
        Logits.
    t : array_like of shape (n,), or int
        Target distribution or class label.

    Returns
    -------
    Graph
        With a node of each of these names.

    Raises
    ------
    TypeError
        If `z` or `t` is not real-valued, or a label is not an integer.
    ValueError
        If `z` is not one row of at least one entry, or `t` does not fit it.

    Notes
    -----
    This is the graph as it is drawn in books, with no shift: it overflows to NaN above 709, has
    NaN where a probability of 0 is no target, and divides by 0 where all is below -745. For abs(z)
    of at most 10 and targets that sum to 1 the gradient at z is within 4 units of 2**-53 of a - t
    (2.4 found; 7 where np.longdouble is a double); next to a certain label rounding is all that
    is left. `d_softmax_cross_entropy` and the layer `SoftmaxWithLoss` have none of that.

    References
    ----------
    .. [1] Goodfellow, Bengio & Courville, "Deep Learning", MIT Press, 2016, section 6.5.1.

    Examples
    --------
    >>> graph = softmax_with_loss_graph([0.0, 0.0], 1)
    >>> graph.node("a").value.tolist(), graph.node("z").gradient.tolist()
    ([0.5, 0.5], [0.5, -0.5])
    >>> softmax_with_loss_graph([1000.0, 0.0], 1).node("z").gradient.tolist()
    [nan, nan]
    >>> from activations import d_softmax_cross_entropy
    >>> d_softmax_cross_entropy([1000.0, 0.0], 1).tolist()
    [1.0, -1.0]
    """
    logits = read_logits(z, "z")
    if logits.ndim != 1:
        raise ValueError(f"z must have shape (n,), got {logits.shape}; draw one row at a time")
    targets = variable("t", read_targets(t, logits.shape, "t"))
    exponentials = variable("z", logits).exp().named("exp")
    total = exponentials.sum().named("S")
    a = (exponentials * total.reciprocal().named("1/S")).named("a")
    terms = (a.log().named("log a") * targets).named("t log a")
    return backpropagate((terms.sum().named("sum") * -1.0).named("loss"))


def _constant(value: npt.ArrayLike) -> Expression:
    return _computed("", to_float64(read_real(value, "value")).copy(), (), lambda above: ())


def _computed(
    operation: str,
    value: npt.ArrayLike,
    inputs: tuple[Expression, ...],
    pull_back: Callable[[FloatArray], tuple[FloatArray, ...]],
) -> Expression:
    return Expression("", operation, np.asarray(value, np.float64), inputs, pull_back)


def _read_operands(x: Expression, other: Operand) -> tuple[Expression, Expression]:
    y = other if isinstance(other, Expression) else _constant(other)
    try:
        np.broadcast_shapes(x.value.shape, y.value.shape)
    except ValueError:
        raise ValueError(
            f"operands must have shapes that broadcast, got {x.value.shape} and {y.value.shape}"
        ) from None
    return x, y


def _in_order(output: Expression) -> list[Expression]:
    """All that `output` was computed from, each after its inputs."""
    order: list[Expression] = []
    seen: set[Expression] = set()
    waiting = [(output, False)]
    while waiting:
        node, is_complete = waiting.pop()
        if is_complete:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            waiting += [(operand, False) for operand in reversed(node.inputs)]
    return order


def _sum_to(gradient: FloatArray, shape: tuple[int, ...]) -> FloatArray:
    """Add up what comes back to the same number from the places it was used in."""
    total = gradient.sum(axis=tuple(range(gradient.ndim - len(shape))))
    stretched = [axis for axis, length in enumerate(shape) if total.shape[axis] != length]
    return np.asarray(total.sum(axis=tuple(stretched), keepdims=True))


def _rounded(gradient: FloatArray) -> Doubles:
    """`gradient` in float64, without the sign of a zero, which only tells how it came about."""
    return np.asarray(gradient.astype(np.float64) + 0.0)


def _text(array: Doubles) -> str:
    entries = ", ".join(f"{entry:.6g}" for entry in array.ravel())
    return f"[{entries}]" if array.ndim else entries
