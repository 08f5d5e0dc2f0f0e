"""Values of Object, and of what comes down to it: which type goes with each, and what it holds.

A type variable, a raw collection's element and ``?`` are Object to whoever calls, so each value
tells its own type. Java's classes and Python's do not match one to one; values are the same if
their family is, and their content.
"""

from collections.abc import Mapping
from collections.abc import Set as AnySet
from enum import Enum
from itertools import chain

import numpy as np

from bridge.javatypes import OBJECT, PRIMITIVES, Form, Instance, JavaType, Typed, Value

__all__ = [
    "MOST_NESTED",
    "TYPES",
    "Family",
    "attributes",
    "elements",
    "family",
    "fields",
    "holds",
    "told_type",
    "type_of",
]

# Objects that an object may lie in, here as in `Anything.java`: each takes some nested calls.
MOST_NESTED = 100


_NUMBERS = tuple(map(JavaType, ("Byte", "Short", "Integer", "Long", "Float", "Double")))
_BOXES = (*_NUMBERS, JavaType("Boolean"), JavaType("Character"))
_TEXT = JavaType("String")
_LIST, _SET = JavaType("List", 0, (OBJECT,)), JavaType("Set", 0, (OBJECT,))
_MAP = JavaType("Map", 0, (OBJECT, OBJECT))
_ARRAYS = (*(JavaType(name, 1) for name in PRIMITIVES), JavaType("Object", 1))

# The types that a value of Object tells, by their text; any other is a class of the judged code.
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
    OBJECT = "object"


def holds(kind: JavaType, value_kind: JavaType) -> bool:
    """Tell whether values of `value_kind` are of `kind`, which is Object, Comparable or Number."""
    is_own = value_kind.form is Form.OBJECT and kind.name != "Number"
    return is_own or value_kind in _HELD[kind.name]


def told_type(text: str) -> JavaType:
    """The type of a value of Object by its text."""
    return TYPES.get(text) or JavaType(text)


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
    kind = JavaType(type(value).__name__)
    if not _is_instance(value) or kind.form is not Form.OBJECT:
        raise TypeError(
            "value must be a bool, int, float, str, list, set or dict, or have attributes, for "
            f"Object, got {value!r}"
        )
    return kind


def _is_instance(value: object) -> bool:
    """Whether it is one of a class such as people write."""
    has_attributes = hasattr(value, "__dict__") or hasattr(type(value), "__slots__")
    return has_attributes and not isinstance(value, Enum) and not callable(value)


def attributes(value: object) -> dict[str, object]:
    """What an object holds in its ``__dict__`` and its slots."""
    slots = [vars(base).get("__slots__", ()) for base in reversed(type(value).__mro__)]
    names = chain.from_iterable([of] if isinstance(of, str) else of for of in slots)
    # A class may have a slot for its __dict__.
    own = [name for name in names if not name.startswith("__") and hasattr(value, name)]
    return {name: getattr(value, name) for name in own} | getattr(value, "__dict__", {})


def fields(value: Instance) -> dict[str, Typed | None]:
    """The fields by their names, which are the same for Java's ``nextNode`` and ``_next_node``."""
    return {name.replace("_", "").lower(): held for name, held in value.fields}


def family(kind: JavaType) -> Family:
    """The family of a type that a value tells."""
    match kind.form:
        case Form.SET:
            return Family.SET
        case Form.MAP:
            return Family.MAP
        case Form.OBJECT:
            return Family.OBJECT
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
