"""A port's file as a tree, with what was seen of each expression while it ran."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

import libcst as cst
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider

from bridge.rules.edits import Edit, apply, fill, in_brackets
from bridge.rules.java import JavaText
from bridge.rules.seen import Seen

__all__ = ["ARRAYS", "Code", "Operation", "Widths", "called", "instrument"]

# How wide an int of the port is in Java: as the Java's types tell, or the same everywhere.
Widths = Literal["java", "int", "long"]

_SYMBOLS = {
    "Add": "+",
    "Subtract": "-",
    "Multiply": "*",
    "Divide": "/",
    "FloorDivide": "//",
    "Modulo": "%",
    "Power": "**",
    "LeftShift": "<<",
    "RightShift": ">>",
    "BitAnd": "&",
    "BitOr": "|",
    "BitXor": "^",
}
_INTS = frozenset(
    ["int", "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
)
_FLOATS = frozenset(["float", "float64", "float32"])
ARRAYS = ("ndarray", "intarray", "floatarray")
_LONGS = ("long", "Long", "AtomicLong")
_NARROW = ("int", "short", "byte", "char", "Integer", "Short", "Byte", "Character", "boolean")


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """A binary operation, or an assignment that holds one."""

    node: cst.BinaryOperation | cst.AugAssign
    symbol: str
    left: cst.BaseExpression
    right: cst.BaseExpression

    def edit(self, template: str) -> Edit:
        """Put what a template with ``{left}`` and ``{right}`` gives in its place."""
        return Edit(self.node, lambda now: _rebuilt(now, template))


@dataclass(eq=False)
class Code:
    """A port's file, for rules to look at.

    Attributes
    ----------
    module : Module
        The tree.
    java : JavaText
        What is ported.
    function : str
        The name of the function that the cases call; with dots where it lies in a class.
    seen : mapping of int to Seen
        By the number of an expression, what it gave.
    widths : Widths
        How wide an int is taken to be.
    """

    module: cst.Module
    java: JavaText
    function: str = ""
    seen: Mapping[int, Seen] = field(default_factory=dict)
    widths: Widths = "java"
    asked_for_width: bool = False

    def of_widths(self, widths: Widths) -> "Code":
        """The same file, with ints taken to be so wide; what is known of the tree is shared."""
        other = replace(self, widths=widths, asked_for_width=False)
        vars(other).update({k: v for k, v in vars(self).items() if k not in vars(other)})
        return other

    @cached_property
    def _wrapper(self) -> MetadataWrapper:
        return MetadataWrapper(self.module, unsafe_skip_copy=True)

    @cached_property
    def _positions(self) -> Mapping[cst.CSTNode, Any]:
        return self._wrapper.resolve(PositionProvider)

    @cached_property
    def parents(self) -> Mapping[cst.CSTNode, cst.CSTNode]:
        """What each node stands in."""
        parents: Mapping[cst.CSTNode, cst.CSTNode] = self._wrapper.resolve(ParentNodeProvider)
        return parents

    @cached_property
    def nodes(self) -> list[cst.CSTNode]:
        """All nodes, in the order of the text; those of annotations and decorators left out."""
        collector = _Collector()
        self.module.visit(collector)
        return collector.nodes

    @cached_property
    def loads(self) -> dict[cst.CSTNode, int]:
        """The expressions whose values can be looked at, with their numbers."""
        collector = _Collector()
        self.module.visit(collector)
        return {node: number for number, node in enumerate(collector.loads)}

    @cached_property
    def values(self) -> frozenset[cst.CSTNode]:
        """The right sides of assignments that hold an operation."""
        return frozenset(node.value for node in self.nodes if isinstance(node, cst.AugAssign))

    def line(self, edit: Edit) -> int:
        """The line of the file that an edit is about."""
        span = self._positions[edit.node]
        line: int = (span.end if edit.is_at_end else span.start).line
        return line

    def parent(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """What a node stands in."""
        return self.parents.get(node)

    def above(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """What a node stands in, from the inside out."""
        while (parent := self.parents.get(node)) is not None:
            yield parent
            node = parent

    def owner(self, node: cst.CSTNode) -> cst.FunctionDef | None:
        """The function that a node stands in."""
        return next((n for n in self.above(node) if isinstance(n, cst.FunctionDef)), None)

    @cached_property
    def names(self) -> frozenset[str]:
        """All names in the file."""
        return frozenset(n.value for n in self.nodes if isinstance(n, cst.Name))

    @cached_property
    def functions(self) -> dict[str, cst.FunctionDef]:
        """The functions of the file that ran, by their names."""
        found = (n for n in self.nodes if isinstance(n, cst.FunctionDef))
        return {f.name.value: f for f in found if self.ran(f)}

    @property
    def main(self) -> cst.FunctionDef | None:
        """The function that the cases call."""
        return self.functions.get(self.function.rpartition(".")[2])

    def ran(self, function: cst.FunctionDef) -> bool:
        """Whether any expression in a function was seen, or it is the one that is called."""
        if function.name.value == self.function.rpartition(".")[2]:
            return True
        inside = _Collector()
        function.body.visit(inside)
        return any(self.loads.get(node) in self.seen for node in inside.loads)

    def look(self, node: cst.CSTNode) -> Seen:
        """What was seen of an expression."""
        constant = _constant(node)
        if constant is not None:
            return constant
        return self.seen.get(self.loads.get(node, -1), Seen())

    def is_of(self, node: cst.CSTNode, names: Iterable[str]) -> bool:
        """Whether it was seen, and of these types alone."""
        types = self.look(node).types
        return bool(types) and types <= frozenset(names)

    def is_int(self, node: cst.CSTNode) -> bool:
        """Whether it was seen, as an int."""
        return self.is_of(node, _INTS)

    def is_int_like(self, node: cst.CSTNode) -> bool:
        """Whether it was seen, as an int or an array of such."""
        return self.is_of(node, _INTS | {"intarray"})

    def is_float(self, node: cst.CSTNode) -> bool:
        """Whether it was seen, as a float, or as an int now and then."""
        return self.is_of(node, _FLOATS | _INTS) and not self.is_int(node)

    def is_text(self, node: cst.CSTNode) -> bool:
        """Whether it was seen, as a text."""
        return self.is_of(node, ["str"])

    def operations(self, *symbols: str) -> Iterator[Operation]:
        """The operations of these symbols, of values that were seen."""
        for node in self.nodes:
            if isinstance(node, cst.BinaryOperation):
                left, right = node.left, node.right
            elif isinstance(node, cst.AugAssign):
                left, right = node.target, node.value
            else:
                continue
            name = type(node.operator).__name__.removesuffix("Assign")
            symbol = _SYMBOLS.get(name, name)
            if symbol in symbols and self.look(node).types:
                yield Operation(node, symbol, left, right)

    def calls(self, *names: str) -> Iterator[cst.Call]:
        """The calls of functions or methods of these names, with or without what they are of."""
        for node in self.nodes:
            if isinstance(node, cst.Call) and called(node) in names and self.look(node).types:
                yield node

    def width(self, node: cst.CSTNode) -> int:
        """How many bits Java's type of an expression of ints has."""
        self.asked_for_width = True
        if self.widths != "java":
            return 32 if self.widths == "int" else 64
        return self._java_width(node, 8) or self._usual_width

    @property
    def _usual_width(self) -> int:
        return 64 if self.java.returns in _LONGS else 32

    def _java_width(self, node: cst.CSTNode, depth: int) -> int:
        """The same, 0 where the names tell nothing."""
        if depth < 0:
            return 0
        if isinstance(node, cst.Integer):
            return 32 if -(2**31) <= node.evaluated_value < 2**32 else 64
        if isinstance(node, cst.Name):
            return self._width_of(self.java.type_of(node.value)) or self._assigned(node, depth)
        if isinstance(node, cst.Attribute):
            return self._width_of(self.java.type_of(node.attr.value))
        if isinstance(node, cst.Subscript):
            return self._java_width(node.value, depth - 1)
        if isinstance(node, cst.Call):
            return self._call_width(node, depth)
        if isinstance(node, cst.AugAssign):
            return self._java_width(node.target, depth - 1)
        if isinstance(node, cst.BinaryOperation):
            left = self._java_width(node.left, depth - 1)
            if isinstance(node.operator, cst.LeftShift | cst.RightShift):
                return left
            return max(left, self._java_width(node.right, depth - 1))
        if isinstance(node, cst.UnaryOperation):
            return self._java_width(node.expression, depth - 1)
        if isinstance(node, cst.IfExp):
            return max(self._java_width(n, depth - 1) for n in (node.body, node.orelse))
        return 0

    def _call_width(self, node: cst.Call, depth: int) -> int:
        name = called(node)
        if name in {"len", "ord"}:
            return 32
        if name in {"sum", "min", "max", "abs", "pow", "int", "prod", "next", "reduce"}:
            inside = _Collector()
            for arg in node.args:
                arg.visit(inside)
            widths = [self._java_width(n, depth - 2) for n in inside.loads if n is not node]
            target = self._target_width(node)
            return target or max(widths, default=0)
        return self._width_of(self.java.type_of(name))

    def _target_width(self, node: cst.CSTNode) -> int:
        """The width of what a value is assigned to, or returned as."""
        parent = self.parent(node)
        if isinstance(parent, cst.Assign) and isinstance(parent.targets[0].target, cst.Name):
            return self._width_of(self.java.type_of(parent.targets[0].target.value))
        if isinstance(parent, cst.Return):
            return self._width_of(self.java.returns)
        return 0

    def _assigned(self, name: cst.Name, depth: int) -> int:
        """The width of what is assigned to a name that Java does not have."""
        widths = [0]
        for node in self.nodes:
            if isinstance(node, cst.Assign):
                targets = [t.target for t in node.targets]
                if any(isinstance(t, cst.Name) and t.value == name.value for t in targets):
                    widths.append(self._java_width(node.value, depth - 3))
            elif isinstance(node, cst.For | cst.CompFor) and name.value in _names(node.target):
                inside = [n for n in _names(node.iter) if n not in _names(node.target)]
                widths += [self._width_of(self.java.type_of(n)) for n in inside]
        return max(widths)

    @staticmethod
    def _width_of(kind: str) -> int:
        element = kind.replace("[]", "")
        return 64 if element in _LONGS else 32 if element in _NARROW else 0


def called(node: cst.Call) -> str:
    """The last name of what is called."""
    if isinstance(node.func, cst.Name):
        return node.func.value
    return node.func.attr.value if isinstance(node.func, cst.Attribute) else ""


def _names(node: cst.CSTNode) -> list[str]:
    """All names in an expression."""
    inside = _Collector()
    node.visit(inside)
    return [n.value for n in inside.nodes if isinstance(n, cst.Name)]


def _constant(node: cst.CSTNode) -> Seen | None:
    if isinstance(node, cst.Integer):
        value = float(node.evaluated_value) if node.evaluated_value < 1 << 1000 else 2.0**1000
        return Seen(frozenset(["int"]), value, value)
    if isinstance(node, cst.Float):
        return Seen(frozenset(["float"]))
    if isinstance(node, cst.SimpleString):
        return Seen(frozenset(["str"]))
    return None


def _rebuilt(now: Any, template: str) -> Any:
    """What an operation becomes, whose operands have been edited already."""
    if isinstance(now, cst.BinaryOperation):
        return fill(template, left=now.left, right=now.right)
    if isinstance(now, cst.AugAssign):
        value = fill(template, left=now.target, right=now.value)
        return cst.Assign([cst.AssignTarget(now.target)], value, semicolon=now.semicolon)
    return now


class _Collector(cst.CSTVisitor):
    """All nodes of what runs, and among them the expressions whose values can be looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.nodes: list[cst.CSTNode] = []
        self.loads: list[cst.CSTNode] = []
        self._stores: set[cst.CSTNode] = set()

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, _UNSEEN):
            return False
        self.nodes.append(node)
        for target in _targets(node):
            self._stores.update(_stored(target))
        if isinstance(node, cst.AugAssign):
            self._stores.update(_stored(node.target))
            self.loads += [node, node.target]
        elif isinstance(node, _LOADED) and node not in self._stores:
            self.loads.append(node)
        return True


_UNSEEN = (cst.Annotation, cst.Decorator, cst.Import, cst.ImportFrom, cst.MatchPattern)
_LOADED = (
    cst.Name,
    cst.Call,
    cst.BinaryOperation,
    cst.UnaryOperation,
    cst.Subscript,
    cst.Attribute,
    cst.IfExp,
    cst.Comparison,
    cst.BooleanOperation,
)


def _targets(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The parts of a node that are no values."""
    match node:
        case cst.AssignTarget() | cst.AnnAssign() | cst.For() | cst.CompFor() | cst.NamedExpr():
            yield node.target
        case cst.AsName() | cst.FunctionDef() | cst.ClassDef() | cst.Param() | cst.NameItem():
            yield node.name
        case cst.Arg(keyword=cst.Name() as keyword):
            yield keyword
        case cst.Attribute():
            yield node.attr
        case cst.Del():
            yield node.target
        case cst.Call():
            yield node.func


def _stored(target: cst.CSTNode) -> Iterator[cst.CSTNode]:
    yield target
    if isinstance(target, cst.Tuple | cst.List):
        for element in target.elements:
            yield from _stored(element.value)


def instrument(code: Code, look: str) -> cst.Module:
    """The port with each value handed to a function of that name, with its number, on its way."""

    def looked_at(number: int) -> Callable[[Any], Any]:
        return lambda now: _looked_at(now, look, number)

    def assigned(number: int, left: int) -> Callable[[Any], Any]:
        return lambda now: _assigned_in_view(now, look, number, left)

    edits = []
    for node, number in code.loads.items():
        if isinstance(node, cst.AugAssign):
            edits.append(Edit(node, assigned(number, code.loads[node.target])))
        elif not isinstance(code.parent(node), cst.AugAssign) or node in code.values:
            edits.append(Edit(node, looked_at(number)))
    return apply(code.module, edits)


def _looked_at(node: cst.BaseExpression, look: str, number: int) -> cst.BaseExpression:
    arguments = [cst.Arg(cst.Integer(str(number))), cst.Arg(node)]
    return cst.Call(cst.Name(look), arguments)


def _assigned_in_view(now: cst.AugAssign, look: str, number: int, left: int) -> cst.Assign:
    operator = getattr(cst, type(now.operator).__name__.removesuffix("Assign"))
    before = _looked_at(now.target, look, left)
    value = cst.BinaryOperation(before, operator(), in_brackets(now.value))
    return cst.Assign([cst.AssignTarget(now.target)], _looked_at(value, look, number))
