"""Values of Object, and of what comes down to it: which type goes with each, and what it holds.

A type variable, a raw collection's element and ``?`` are Object to whoever calls, so each value
tells its own type. Java's classes and Python's do not match one to one; values are the same if
their family is, and their content.
"""

from collections.abc import Mapping
from collections.abc import Set as AnySet
from enum import Enum

import numpy as np

from bridge.javatypes import OBJECT, PRIMITIVES, Form, JavaType, Typed, Value

__all__ = ["TYPES", "Family", "elements", "family", "holds", "type_of"]

_NUMBERS = tuple(map(JavaType, ("Byte", "Short", "Integer", "Long", "Float", "Double")))
_BOXES = (*_NUMBERS, JavaType("Boolean"), JavaType("Character"))
_TEXT = JavaType("String")
_LIST, _SET = JavaType("List", 0, (OBJECT,)), JavaType("Set", 0, (OBJECT,))
_MAP = JavaType("Map", 0, (OBJECT, OBJECT))
_ARRAYS = (*(JavaType(name, 1) for name in PRIMITIVES), JavaType("Object", 1))

# The types that a value of Object tells, by their text.
TYPES = {str(kind): kind for kind in (*_BOXES, _TEXT, *_ARRAYS, _LIST, _SET, _MAP)}

_HELD = {"Number": {*_NUMBERS}, "Comparable": {*_BOXES, _TEXT}, "Object": {*TYPES.values()}}
_BOX_OF = {box.primitive.name: box for box in _BOXES}


class Family(Enum):
    """What values may be the same."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    FLOATING = "floating"
    TEXT = "text"
    LIST = "list"
    SET = "set"
    MAP = "map"


def holds(kind: JavaType, value_kind: JavaType) -> bool:
    """Tell whether values of `value_kind` are of `kind`, which is Object, Comparable or Number."""
    return value_kind in _HELD[kind.name]


def type_of(value: object) -> JavaType:
    """The Java type of what stands for a Python object that is not None.

    Raises
    ------
    TypeError
        If nothing does.
    """
    if isinstance(value, np.generic):
        value = value.item()
    match value:
        case bool():
            return JavaType("Boolean")
        case int():
            low, high = PRIMITIVES["int"].bounds
            return JavaType("Integer" if low <= value <= high else "Long")
        case float():
            return JavaType("Double")
        case str():
            return _TEXT
        case list() | tuple() | np.ndarray():
            return _LIST
        case AnySet():
            return _SET
        case Mapping():
            return _MAP
    raise TypeError(
        f"value must be a bool, int, float, str, list, set or dict for Object, got {value!r}"
    )


def family(kind: JavaType) -> Family:
    """The family of a type that a value tells."""
    match kind.form:
        case Form.SET:
            return Family.SET
        case Form.MAP:
            return Family.MAP
        case Form.LIST | Form.ROW:
            return Family.LIST
    if kind.form is Form.TEXT or kind.is_char:
        return Family.TEXT
    if kind.primitive.is_floating:
        return Family.FLOATING
    return Family.BOOLEAN if kind.name == "Boolean" else Family.INTEGER


def elements(typed: Typed) -> list[Value]:
    """The elements of a list or an array, as those of a list of Object are held."""
    if typed.kind.form is Form.LIST:
        items: list[Value] = typed.value
        return items
    box = _BOX_OF[typed.kind.name]
    return [Typed(box, item) for item in typed.value.tolist()]
