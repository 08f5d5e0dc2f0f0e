"""Parameters in, the Python expressions that may tell one case from another out.

Conditions are true or false; terms are numbers or texts yet to be compared with a constant.
Each has guards, which keep it from raising, in the order in which they must hold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import combinations, permutations

from bridge.javatypes import Form, JavaType

__all__ = ["Condition", "Parameter", "Scale", "Term", "conditions_of", "terms_of"]

_CONTAINERS = {Form.ROW, Form.LIST, Form.SET, Form.MAP}
_SIZED = {*_CONTAINERS, Form.TEXT}
_VARIABLES = ("v", "w")  # of an element, and of what lies in it
_MODULI = (2, 3, 4, 5, 7, 8, 10, 16, 32, 60, 64, 100, 400, 1000)


class Scale(Enum):
    """What the values of a term can be held against."""

    WHOLE = "whole"  # ints: order, equality, remainders
    REAL = "real"  # floats: order and equality
    NAME = "name"  # equality alone
    HOLDER = "holder"  # what is in it

    def holds(self, value: object) -> bool:
        """Whether a value is of that scale."""
        match self:
            case Scale.WHOLE:
                return isinstance(value, int)
            case Scale.REAL:
                return isinstance(value, int | float)
            case Scale.NAME:
                return isinstance(value, str)
        return value is not NotImplemented and value is not None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the port, or an element of one, by what Python calls it."""

    name: str
    kind: JavaType
    is_array: bool = False  # whether it is an ndarray if it is an array of primitives
    level: int = 0  # of nesting

    @property
    def is_number(self) -> bool:
        """Whether it is an int, a float, or a char."""
        if self.kind.form is Form.ANY:
            return True
        is_single = self.kind.form in {Form.PRIMITIVE, Form.BOX}
        return is_single and self.kind.primitive.name != "boolean"

    @property
    def is_floating(self) -> bool:
        """Whether it is a float."""
        is_single = self.kind.form in {Form.PRIMITIVE, Form.BOX}
        return is_single and self.kind.primitive.is_floating

    @property
    def is_there(self) -> tuple[str, ...]:
        """The guard against null, where Java has it."""
        return () if self.kind.form is Form.PRIMITIVE else (f"{self.name} is not None",)

    @property
    def size(self) -> str:
        """The number that it is, or has."""
        if self.kind.form in _SIZED:
            return f"len({self.name})"
        return f"ord({self.name})" if self.kind.is_char else self.name


@dataclass(frozen=True, slots=True)
class Condition:
    """An expression that is true or false."""

    text: str
    cost: float  # how much there is to read: names, signs and calls
    guards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """An expression that is compared with constants."""

    text: str
    scale: Scale
    cost: float
    guards: tuple[str, ...] = ()


def conditions_of(parameters: Sequence[Parameter]) -> Iterator[Condition]:
    """Give the conditions of each parameter, and those of each two."""
    for parameter in parameters:
        yield from _conditions(parameter)
    for first, second in permutations(parameters, 2):
        guards = (*first.is_there, *second.is_there)
        for condition in _ordered_conditions(first, second):
            yield replace(condition, guards=(*guards, *condition.guards))
    for first, second in combinations(parameters, 2):
        if first.kind == second.kind:
            for sign in ("==", "!="):
                yield Condition(f"{first.name} {sign} {second.name}", 3)


def terms_of(parameters: Sequence[Parameter]) -> Iterator[Term]:
    """Give the terms of each parameter, and those of each two."""
    for parameter in parameters:
        yield from _terms(parameter)
    for first, second in combinations(parameters, 2):
        if first.is_number and second.is_number:
            is_real = first.is_floating or second.is_floating
            guards = (*first.is_there, *second.is_there)
            for sign in "+-*":
                text = f"{first.size} {sign} {second.size}"
                yield Term(text, Scale.REAL if is_real else Scale.WHOLE, 3, guards)


def _conditions(parameter: Parameter) -> Iterator[Condition]:
    """Conditions on one parameter."""
    name, form = parameter.name, parameter.kind.form
    if parameter.is_there:
        yield Condition(f"{name} is None", 2)
        yield Condition(f"{name} is not None", 2.5)
    for condition in _conditions_by_form(parameter):
        yield replace(condition, guards=(*parameter.is_there, *condition.guards))
    if form in _CONTAINERS and parameter.level < len(_VARIABLES):
        yield from _element_conditions(parameter)


def _conditions_by_form(parameter: Parameter) -> Iterator[Condition]:
    name, kind = parameter.name, parameter.kind
    if kind.form is Form.TEXT:
        yield from _text_conditions(name)
    elif kind.form is Form.ENUM:
        for constant in kind.constants:
            yield Condition(f"{name} == {constant!r}", 3)
            # Where the port has an Enum of its own it gets a member of that.
            yield Condition(f"{name}.name == {constant!r}", 4)
    elif kind.is_char and parameter.is_number:
        yield from _text_conditions(name)
    elif parameter.is_floating:
        yield from _floating_conditions(name, kind)
    elif parameter.is_number:
        yield from _whole_conditions(name, is_element=parameter.level > 0)
    elif kind.form in {Form.PRIMITIVE, Form.BOX}:
        yield Condition(name, 1)
        yield Condition(f"not {name}", 1.5)
    if parameter.level and parameter.is_number:
        for sign in ("<", "==", ">", "!="):
            yield Condition(f"{parameter.size} {sign} 0", 2)


def _whole_conditions(name: str, *, is_element: bool) -> Iterator[Condition]:
    yield Condition(f"{name} % 2 == 1", 4)
    for modulus in (2,) if is_element else _MODULI:
        cost = 4 + (modulus > 10) - 0.5 * (modulus % 100 == 0)
        yield Condition(f"{name} % {modulus} == 0", cost)
        yield Condition(f"{name} % {modulus} != 0", cost + 0.1)
    for bits in () if is_element else (32, 64):
        yield Condition(f"not 0 <= {name} < {bits}", 5)


def _floating_conditions(name: str, kind: JavaType) -> Iterator[Condition]:
    smallest = "2.0**-126" if kind.primitive.name == "float" else "2.0**-1022"
    yield Condition(f"math.isnan({name})", 2)
    yield Condition(f"not math.isnan({name})", 2.5)
    yield Condition(f"math.isinf({name})", 2)
    yield Condition(f"math.isfinite({name})", 2)
    yield Condition(f"not math.isfinite({name})", 2.5)
    yield Condition(f"math.copysign(1, {name}) < 0", 4)
    yield Condition(f"math.copysign(1, {name}) > 0", 4)
    yield Condition(f"0 < abs({name}) < {smallest}", 5)
    yield Condition(f"abs({name}) < {smallest}", 4.5)
    for remainder in ("% 1 == 0", "% 1 != 0", "% 1 == 0.5", "% 2 == 0.5", "% 2 == 1.5"):
        yield Condition(f"{name} {remainder}", 4)


def _text_conditions(name: str) -> Iterator[Condition]:
    yield Condition(f"{name}.isascii()", 2)
    yield Condition(f"not {name}.isascii()", 2.5)
    for claim in ("isdigit", "isdecimal", "isalpha", "isalnum", "isspace", "isupper", "islower"):
        yield Condition(f"{name}.{claim}()", 2)
        yield Condition(f"not {name}.{claim}()", 2.5)
        yield Condition(f"any(c.{claim}() for c in {name})", 5)
    for change in ("lower()", "upper()", "strip()"):
        yield Condition(f"{name} != {name}.{change}", 4)
        yield Condition(f"{name} == {name}.{change}", 4.2)
    for change in ("lower()", "upper()"):
        yield Condition(f"len({name}) != len({name}.{change})", 6)
    yield Condition(f"any(ord(c) > 0xFFFF for c in {name})", 5)
    yield Condition(f"any(0xD800 <= ord(c) < 0xE000 for c in {name})", 6)
    yield Condition(f"any(ord(c) > 0xFFFF or 0xD800 <= ord(c) < 0xE000 for c in {name})", 8)
    yield Condition(f"not {name}.strip()", 3)
    yield Condition(f"{name}.strip() != {name}.strip(' ')", 6)
    yield Condition(f"len(set({name})) < len({name})", 6)
    yield Condition(f"{name} == {name}[::-1]", 5)
    yield Condition(f"{name} != {name}[::-1]", 5)
    for claim in ("isspace", "isdigit", "isupper", "islower"):
        yield Condition(f"{name}[:1].{claim}()", 4)
        yield Condition(f"{name}[-1:].{claim}()", 4)


def _element_conditions(parameter: Parameter) -> Iterator[Condition]:
    name, guards = parameter.name, parameter.is_there
    yield Condition(f"len(set({name})) < len({name})", 6, guards)
    yield Condition(f"len(set({name})) == len({name})", 6, guards)
    yield Condition(f"list({name}) != sorted({name})", 6, guards)
    yield Condition(f"list({name}) == sorted({name})", 6, guards)
    for container, element, whole in _elements(parameter):
        yield from (
            Condition(f"any({element.name} is None for {element.name} in {container})", 4, guards)
            for _ in element.is_there
        )
        for condition in _conditions(element):
            if "None" not in condition.text:
                over = f"{condition.text} for {element.name} in {container}"
                yield Condition(f"any({over})", condition.cost + 2, whole)
                yield Condition(f"all({over})", condition.cost + 2, whole)
        if element.kind.form in _CONTAINERS:
            lengths = f"map(len, {container})"
            yield Condition(f"len(set({lengths})) > 1", 6, whole)
        if element.kind.form in _SIZED:
            yield Condition(
                f"any(len({element.name}) == 0 for {element.name} in {container})", 5, whole
            )


def _elements(parameter: Parameter) -> Iterator[tuple[str, Parameter, tuple[str, ...]]]:
    """What is gone through, what each element is, and the guards against null among them."""
    kind, name = parameter.kind, parameter.name
    own = replace(parameter, name=_VARIABLES[parameter.level], level=parameter.level + 1)
    if kind.form is Form.ROW:
        yield name, replace(own, kind=JavaType(kind.name)), parameter.is_there
        return
    parts = [(name, kind.element)]
    if kind.form is Form.MAP:
        parts = [(name, kind.key), (f"{name}.values()", kind.element)]
    for container, element_kind in parts:
        element = replace(own, kind=element_kind)
        inside = f"all({element.name} is not None for {element.name} in {container})"
        guards = (inside,) if element.is_there else ()
        yield container, element, (*parameter.is_there, *guards)


def _ordered_conditions(first: Parameter, second: Parameter) -> Iterator[Condition]:
    """Conditions in which it matters which of the two goes first."""
    one, other = first.kind, second.kind
    are_sizes = all(p.is_number or p.kind.form in _SIZED for p in (first, second))
    if are_sizes:
        cost = 3 + (one.form in _SIZED) + (other.form in _SIZED)
        for sign in ("<", "<="):
            yield Condition(f"{first.size} {sign} {second.size}", cost + 0.1)
        for sign in (">", ">=", "==", "!="):
            yield Condition(f"{first.size} {sign} {second.size}", cost)
    if first.is_number and second.is_number:
        for sign in ("==", "!="):
            divisible = f"{first.size} % {second.size} {sign} 0"
            yield Condition(divisible, 4, (f"{second.size} != 0",))
        yield Condition(f"({first.size} < 0) != ({second.size} < 0)", 7)
        yield Condition(f"({first.size} < 0) == ({second.size} < 0)", 7)
    if first.is_number and other.form in _SIZED:
        yield Condition(f"not 0 <= {first.size} < len({second.name})", 6)
        yield Condition(f"0 <= {first.size} < len({second.name})", 5.5)
    if one.form is other.form is Form.TEXT:
        a, b = first.name, second.name
        yield Condition(f"{a}.startswith({b})", 3)
        yield Condition(f"{a}.endswith({b})", 3)
        yield Condition(f"{a}.lower() == {b}.lower()", 5)
        yield Condition(f"{a} != {b} and {a}.lower() == {b}.lower()", 9)
    if other.form in _SIZED:
        yield Condition(f"{first.name} in {second.name}", 3)
        yield Condition(f"{first.name} not in {second.name}", 3.5)


def _terms(parameter: Parameter) -> Iterator[Term]:
    """Terms of one parameter."""
    name, kind, guards = parameter.name, parameter.kind, parameter.is_there
    if parameter.is_number:
        scale = Scale.REAL if parameter.is_floating else Scale.WHOLE
        size, cost = parameter.size, 1 + kind.is_char
        yield Term(size, scale, cost, guards)
        if not kind.is_char:
            yield Term(f"abs({size})", scale, cost + 1, guards)
            yield Term(f"{size} * {size}", scale, cost + 1.2, guards)
    if kind.form is Form.TEXT or (kind.is_char and parameter.is_number):
        yield Term(name, Scale.NAME, 1, guards)
    if kind.form in _SIZED:
        yield Term(f"len({name})", Scale.WHOLE, 2, guards)
    if kind.form in _SIZED and not parameter.level:
        yield Term(name, Scale.HOLDER, 1, guards)
    if kind.form is Form.TEXT:
        yield Term(f"{name}[:1]", Scale.NAME, 3, guards)
        yield Term(f"{name}[-1:]", Scale.NAME, 3, guards)
        if not parameter.level:
            yield Term(f"max(map(ord, {name}))", Scale.WHOLE, 4, (*guards, f"len({name}) > 0"))
    if kind.form in _CONTAINERS and parameter.level < len(_VARIABLES):
        yield from _element_terms(parameter)


def _element_terms(parameter: Parameter) -> Iterator[Term]:
    """The largest, the smallest, the first, the last and the sum of what is in it."""
    name = parameter.name
    for container, element, guards in _elements(parameter):
        is_filled = (*guards, f"len({name}) > 0")
        for term in _terms(element):
            if term.scale not in {Scale.WHOLE, Scale.REAL}:
                continue
            is_bare = term.text == element.name
            items = f"{term.text} for {element.name} in {container}"
            over = container if is_bare else items
            cost = term.cost + 1 + 2 * (not is_bare)
            if " * " not in term.text:
                yield Term(f"max({over})", term.scale, cost, is_filled)
                yield Term(f"min({over})", term.scale, cost, is_filled)
            # The entries of an ndarray would overflow.
            exact = f"{container}.tolist()" if parameter.is_array else container
            over = exact if is_bare else f"{term.text} for {element.name} in {exact}"
            yield Term(f"sum({over})", term.scale, cost + 0.2, guards)
        if parameter.kind.form in {Form.ROW, Form.LIST} and element.is_number:
            scale = Scale.REAL if element.is_floating else Scale.WHOLE
            for place in ("[0]", "[-1]"):
                own = replace(element, name=f"{name}{place}")
                yield Term(own.size, scale, 3, is_filled)
