"""Java type names in; for each type its form, and for a primitive: dtype, range, special values.

A type is a primitive, its box, ``String``, an enum, ``Object``, a class of the judged code, a
collection of these, or an array of any of them. The form says how its values are held in Python,
from the strategy that draws them to the report; null is None everywhere.

=========  ==================================================================================
form       how a value is held
=========  ==================================================================================
PRIMITIVE  bool, int or float; a char is its UTF-16 unit, an int
BOX        like its primitive
TEXT       str; a surrogate pair is one character in it, a lone surrogate stays one
ENUM       str, the name of the constant
ROW        one-dimensional ndarray of the primitive's dtype
LIST       list: a List, Collection or Iterable, or an array of anything but primitives
SET        list of its elements in Java's order
MAP        list of (key, value) in Java's order
ANY        Typed, as of Object, Comparable and Number: the type that the value has, and the value
OBJECT     Instance, as of any class of the judged code: what each of its fields holds
=========  ==================================================================================

A Python set or dict would take 0.0 for -0.0 and could not hold lists; the port gets one all the
same, see `bridge.values.to_python`.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Any

import numpy as np

from bridge.errors import UnsupportedTypeError

__all__ = [
    "OBJECT",
    "PRIMITIVES",
    "Form",
    "Instance",
    "JavaType",
    "Primitive",
    "Typed",
    "Value",
    "java_type",
    "without_constants",
]

Value = Any  # one of the forms above; which one is the JavaType's to say


@dataclass(frozen=True, slots=True)
class Primitive:
    """One row of the table: how a Java primitive is held and what is special about its values."""

    name: str
    dtype: np.dtype[Any]  # little-endian, as it crosses the border
    specials: tuple[Any, ...]
    bounds: tuple[Any, Any]  # smallest and largest finite value

    @property
    def is_floating(self) -> bool:
        """Whether it is float or double."""
        return self.dtype.kind == "f"


def _integer(name: str, code: str) -> Primitive:
    info = np.iinfo(code)
    # 46341 is the smallest int whose square overflows, 65536 the first beyond a char.
    candidates = (0, 1, -1, 46341, 65536, info.min, info.max, info.min + 1, info.max - 1)
    fitting = tuple(dict.fromkeys(v for v in candidates if info.min <= v <= info.max))
    return Primitive(name, np.dtype(code), fitting, (info.min, info.max))


def _floating(name: str, code: str) -> Primitive:
    info: Any = np.finfo(code)
    positive = [0.0, 1.0, math.inf] + [
        float(v) for v in (info.smallest_subnormal, info.tiny, info.eps, info.max)
    ]
    positive.append(float(np.nextafter(info.tiny, info.dtype.type(0))))
    # Here an exponential overflows, and that of the negative is subnormal.
    positive.append(740.0 if info.bits == 64 else 100.0)
    # Adding 0.5 rounds these up, to 1 and to the next even number.
    halves = [
        float(np.nextafter(info.dtype.type(0.5), info.dtype.type(0))),
        1 / float(info.eps) + 1,
    ]
    specials = (*positive, *(-v for v in positive), math.nan, *halves, *(-v for v in halves))
    largest = float(info.max)
    return Primitive(name, np.dtype(code), specials, (-largest, largest))


PRIMITIVES = {
    primitive.name: primitive
    for primitive in (
        Primitive("boolean", np.dtype("?"), (False, True), (False, True)),
        _integer("byte", "<i1"),
        _integer("short", "<i2"),
        _integer("char", "<u2"),
        _integer("int", "<i4"),
        _integer("long", "<i8"),
        _floating("float", "<f4"),
        _floating("double", "<f8"),
    )
}


class Form(Enum):
    """How the values of a type are held; the table above says it."""

    VOID = "void"
    PRIMITIVE = "primitive"
    BOX = "box"
    TEXT = "text"
    ENUM = "enum"
    ROW = "row"
    LIST = "list"
    SET = "set"
    MAP = "map"
    ANY = "any"
    OBJECT = "object"


_BOXES = {
    "Boolean": "boolean",
    "Byte": "byte",
    "Short": "short",
    "Character": "char",
    "Integer": "int",
    "Long": "long",
    "Float": "float",
    "Double": "double",
}
_FORMS = {
    "void": Form.VOID,
    **dict.fromkeys(PRIMITIVES, Form.PRIMITIVE),
    **dict.fromkeys(_BOXES, Form.BOX),
    "String": Form.TEXT,
    **dict.fromkeys(("Collection", "Iterable", "List", "ArrayList", "LinkedList"), Form.LIST),
    **dict.fromkeys(("Set", "HashSet", "LinkedHashSet", "SortedSet", "TreeSet"), Form.SET),
    **dict.fromkeys(("Map", "HashMap", "LinkedHashMap", "SortedMap", "TreeMap"), Form.MAP),
    **dict.fromkeys(("Object", "Comparable", "Number"), Form.ANY),
}
_ARGUMENTS = {Form.LIST: 1, Form.SET: 1, Form.MAP: 2}
_LANG = (*_BOXES, "String", "Iterable", "Object", "Comparable", "Number")
_NAMES = {
    **{name: name for name in _FORMS},
    **{f"java.lang.{name}": name for name in _LANG},
    **{f"java.util.{n}": n for n, form in _FORMS.items() if form in _ARGUMENTS and n not in _LANG},
}


@dataclass(frozen=True, slots=True)
class JavaType:
    """A type by its simple name, with its type arguments, under `depth` levels of array."""

    name: str
    depth: int = 0
    arguments: tuple["JavaType", ...] = ()
    constants: tuple[str, ...] = ()  # the names of an enum's, in its order; only an enum has some

    def __str__(self) -> str:
        return without_constants(self.text)

    @property
    def text(self) -> str:
        """What `java_type` reads: with the constants of an enum, which `str` leaves out."""
        told = _ANY_FIELDS if self.form is Form.OBJECT else ",".join(self.constants)
        constants = f"{{{told}}}" if told else ""
        arguments = ",".join(argument.text for argument in self.arguments)
        return self.name + constants + (f"<{arguments}>" if arguments else "") + "[]" * self.depth

    @property
    def form(self) -> Form:
        """How its values are held."""
        if self.depth:
            is_row = self.depth == 1 and self.name in PRIMITIVES
            return Form.ROW if is_row else Form.LIST
        return Form.ENUM if self.constants else _FORMS.get(self.name, Form.OBJECT)

    @property
    def primitive(self) -> Primitive:
        """The row of the table for a primitive, its box, or an array of either."""
        return PRIMITIVES[_BOXES.get(self.name, self.name)]

    @property
    def element(self) -> "JavaType":
        """The type of the elements of an array, a list or a set, or of the values of a map."""
        return replace(self, depth=self.depth - 1) if self.depth else self.arguments[-1]

    @property
    def key(self) -> "JavaType":
        """The type of a map's keys."""
        return self.arguments[0]

    @property
    def holds_objects(self) -> bool:
        """Whether it, or what it is a collection or an array of, is a class of the judged code."""
        is_object = replace(self, depth=0).form is Form.OBJECT
        return is_object or any(argument.holds_objects for argument in self.arguments)

    @property
    def is_char(self) -> bool:
        """Whether it is char, its box, or an array of either."""
        return self.name in {"char", "Character"}

    @property
    def is_void(self) -> bool:
        """Whether a method of this type returns nothing."""
        return self.name == "void"

    @property
    def is_sorted(self) -> bool:
        """Whether it is a set or map that Java keeps sorted, in which null has no place."""
        is_collection = self.form in {Form.SET, Form.MAP}
        return is_collection and self.name.startswith(("Sorted", "Tree"))


@dataclass(frozen=True, slots=True)
class Typed:
    """A value of Object, of which the declared type does not say the type, and that type.

    That is a box, String, an array of a primitive, an array, List, Set or Map of Object, or a class
    of the judged code.
    """

    kind: JavaType
    value: Value  # never null, which has no type


@dataclass(frozen=True, slots=True)
class Instance:
    """An object of the judged code, on either side; one that is held twice is told twice."""

    name: str  # the simple name of its class, which may be derived from the declared one
    fields: tuple[tuple[str, Typed | None], ...]


OBJECT = JavaType("Object")

# Stands for the constants of an enum where it is a class; its objects tell their fields themselves.
_ANY_FIELDS = "..."


def without_constants(text: str) -> str:
    """The text of types as Java source writes it, without what tells the constants of enums."""
    return re.sub(r"\{[^{}]*\}", "", text)


@lru_cache(maxsize=1024)
def java_type(text: str) -> JavaType:
    """Read a type as Java source or ``java.lang.reflect.Type.getTypeName()`` writes it.

    The constants of an enum follow its simple name in braces, such as ``Color{RED,GREEN}``, and
    dots that of a class of the judged code, such as ``Node{...}``, or a field that cannot cross,
    such as ``Node{java.lang.Thread owner}``. A collection without type arguments is one of Object.

    Raises
    ------
    UnsupportedTypeError
        If its values cannot cross the border, as those of any other class.

    Examples
    --------
    >>> str(java_type("java.util.Map<java.lang.String, java.util.List<? extends Integer>>[]"))
    'Map<String,List<Integer>>[]'
    >>> str(java_type("java.util.List"))
    'List<Object>'
    """
    # A word is at least what stands between the signs, so that no text is left over.
    parser = _Parser(text, re.findall(r"\[\]|\{[^{}]+\}|[<>,]|[^\s<>,\[{]+|\S", text))
    kind = parser.type()
    parser.require(not parser.rest and not (kind.is_void and kind.depth))
    return kind


class _Parser:
    """Reads a type from its words, one after another."""

    def __init__(self, text: str, words: list[str]) -> None:
        self.text = text
        self.rest = words

    def type(self) -> JavaType:
        """One type with what belongs to it."""
        kind = self._own() if self._is_own() else self._class()
        self._require_comparable(kind)
        depth = 0
        while self._take("[]"):
            depth += 1
        return replace(kind, depth=depth)

    def require(self, holds: bool) -> None:
        """Refuse the whole text unless it holds."""
        if not holds:
            raise UnsupportedTypeError(
                "type must be a primitive, a box, String, an enum, Object, a class with fields of "
                "such types, void, or an array or collection of these, "
                f"got {without_constants(self.text)!r}"
            )

    def _is_own(self) -> bool:
        return len(self.rest) > 1 and self.rest[1].startswith("{")

    def _own(self) -> JavaType:
        """An enum, or another class of the judged code."""
        name, told = self.rest.pop(0), self.rest.pop(0)[1:-1]
        if " " in told:
            raise UnsupportedTypeError(
                f"fields of {name} must be of types that cross, got {told!r}"
            )
        if told != _ANY_FIELDS:
            return JavaType(name, constants=tuple(told.split(",")))
        # One that is called like a type of the table would be taken for that.
        self.require(name not in _FORMS)
        return JavaType(name)

    def _class(self) -> JavaType:
        name = self._name()
        wanted = _ARGUMENTS.get(_FORMS[name], 0)
        arguments = tuple(self._arguments()) or (OBJECT,) * wanted
        if len(arguments) != wanted:
            counted = f"{wanted} type argument{'s' * (wanted != 1)}"
            raise UnsupportedTypeError(
                f"{name} must have {counted}, got {without_constants(self.text)!r}"
            )
        return JavaType(name, arguments=arguments)

    def _name(self) -> str:
        self.require(bool(self.rest))
        name = self.rest.pop(0) if self.rest else ""
        self.require(name in _NAMES)
        return _NAMES[name]

    def _arguments(self) -> Iterator[JavaType]:
        if not self._take("<"):
            return
        while True:
            argument = self._wildcard() if self._take("?") else self.type()
            self.require(argument.form not in {Form.PRIMITIVE, Form.VOID})
            yield argument
            if self._take(">"):
                return
            self.require(self._take(","))

    def _wildcard(self) -> JavaType:
        # What is at most an Integer is an Integer to whoever reads it; what is at least one may be
        # anything.
        if self._take("extends"):
            return self.type()
        if self._take("super"):
            self.type()
        return OBJECT

    def _take(self, word: str) -> bool:
        """Whether this word comes next, which is then read."""
        is_next = self.rest[:1] == [word]
        del self.rest[: int(is_next)]
        return is_next

    def _require_comparable(self, kind: JavaType) -> None:
        comparable = {Form.BOX, Form.TEXT, Form.ENUM, Form.ANY}
        if kind.is_sorted and kind.arguments[0].form not in comparable:
            raise UnsupportedTypeError(
                f"what {kind.name} sorts must be boxes, Strings or enums, "
                f"got {without_constants(self.text)!r}"
            )
