"""Values of a Java type to Python objects and back, and whether two of them are the same.

Values are in the forms that `bridge.javatypes` says; the objects are what a port takes and returns:
numbers, str, list or ndarray, set, dict, and members and objects of the port's own classes.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from collections.abc import Set as AnySet
from dataclasses import dataclass, replace
from enum import Enum
from itertools import chain, islice
from types import SimpleNamespace
from typing import Any

import numpy as np

from bridge.javatypes import OBJECT, Form, Instance, JavaType, Typed, Value
from bridge.objects import (
    MOST_NESTED,
    Family,
    attributes,
    elements,
    family,
    fields,
    holds,
    type_of,
)

__all__ = [
    "Conversion",
    "content_key",
    "drained",
    "from_python",
    "hashable",
    "same_bits",
    "to_python",
    "utf_16",
]

_MOST_ITERATED = 1_000_000  # items of an iterator, which may have no end


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a port gets and may return."""

    is_numpy: bool = False  # an ndarray for an array of primitives that are not char, else a list
    is_loose: bool = False  # whether it may return 1, 1.0 and True for each other
    classes: tuple[type, ...] = ()  # the port's own; one stands for Java's of the same name
    within: tuple[int, ...] = ()  # the ids of the objects that the value in hand lies in


_PLAIN = Conversion()


def to_python(kind: JavaType, value: Value, conversion: Conversion = _PLAIN) -> Any:
    """Make the object that the port gets: fresh all through, so that it cannot reach the value.

    Returns
    -------
    object
        A list, or an ndarray, for an array of primitives; a list for other arrays, List,
        Collection and Iterable; a set or dict, whose elements or keys are as `hashable` gives
        them; a str of one UTF-16 unit for a char; for a constant of an enum the member of that
        name, or the name itself where the port has no such enum or member; for an object one of
        the port's class of that name, made without its ``__init__``, or a SimpleNamespace where the
        port has no such class.
    """
    if value is None:
        return None
    match kind.form:
        case Form.PRIMITIVE | Form.BOX:
            return chr(value) if kind.is_char else value
        case Form.ROW:
            if conversion.is_numpy and not kind.is_char:
                return value.copy()
            items = value.tolist()
            return list(map(chr, items)) if kind.is_char else items
        case Form.LIST:
            return [to_python(kind.element, item, conversion) for item in value]
        case Form.ENUM:
            return _member(kind, value, conversion)
        case Form.SET:
            return {hashable(kind.element, item, conversion) for item in value}
        case Form.MAP:
            return {
                hashable(kind.key, key, conversion): to_python(kind.element, item, conversion)
                for key, item in value
            }
        case Form.ANY:
            return to_python(value.kind, value.value, conversion)
        case Form.OBJECT:
            return _object(value, conversion)
    return value


def _member(kind: JavaType, name: str, conversion: Conversion) -> Any:
    """What stands for the constant of an enum."""
    enum = _class(kind.name, conversion)
    return enum.__members__.get(name, name) if issubclass(enum, Enum) else name


def _object(value: Instance, conversion: Conversion) -> object:
    """What stands for an object of the judged code."""
    kind: Any = _class(value.name, conversion)
    made: object = kind.__new__(kind)
    for name, held in value.fields:
        # As a frozen dataclass does it.
        object.__setattr__(made, name, to_python(OBJECT, held, conversion))
    return made


def _class(name: str, conversion: Conversion) -> type:
    """The port's own class of a name."""
    return next((own for own in conversion.classes if own.__name__ == name), SimpleNamespace)


def hashable(kind: JavaType, value: Value, conversion: Conversion = _PLAIN) -> Hashable:
    """Make the object that stands for a value in a Python set or as a key.

    Returns
    -------
    object
        A tuple for an array or list, a frozenset for a set, a frozenset of pairs for a map.
    """
    if value is None:
        return None
    match kind.form:
        case Form.ROW:
            return tuple(to_python(kind, value))
        case Form.LIST:
            return tuple(hashable(kind.element, item, conversion) for item in value)
        case Form.SET:
            return frozenset(hashable(kind.element, item, conversion) for item in value)
        case Form.MAP:
            return frozenset(
                (hashable(kind.key, key, conversion), hashable(kind.element, item, conversion))
                for key, item in value
            )
        case Form.ANY:
            return hashable(value.kind, value.value, conversion)
    plain: Hashable = to_python(kind, value, conversion)
    return plain


def from_python(kind: JavaType, value: object, conversion: Conversion = _PLAIN) -> Value:
    """Take what a port returned as a value of the declared Java type.

    An int may stand for a float or a double, as in Java; an ndarray for an array whatever the port
    gets for one; an iterator for an array or a list, and is read to its end; bytes for ``byte[]``,
    by their bits; a member of any Python enum, or its name, for a constant of Java's. Where the
    type is Object the value says which type it is of. What an object holds is in its attributes.

    Raises
    ------
    TypeError
        If it is of another kind: a str for a double, two dimensions for ``double[]``, a list for a
        Set, an array with masked entries or of more than 64 bits.
    ValueError
        If it is a number that the type does not hold: 300 for a byte; or an iterator of more than
        a million items; or objects in a circle, or more than a hundred within each other.
    """
    if value is None and kind.form is not Form.PRIMITIVE:
        return None
    match kind.form:
        case Form.PRIMITIVE | Form.BOX:
            return _number(kind, value, conversion)
        case Form.ROW:
            return _row(kind, value, conversion)
        case Form.TEXT:
            if not isinstance(value, str):
                raise _misfit(kind, value)
            return utf_16(value)
        case Form.ENUM:
            name = value.name if isinstance(value, Enum) else value
            _require(isinstance(name, str) and name in kind.constants, kind, value)
            return name
        case Form.ANY:
            told = type_of(value)
            _require(holds(kind, told), kind, value)
            return Typed(told, from_python(told, value, conversion))
        case Form.OBJECT:
            _require(type_of(value).form is Form.OBJECT, kind, value)
            return _instance(value, conversion)
        case Form.LIST:
            element = kind.element
            return [from_python(element, item, conversion) for item in _items(kind, value)]
        case Form.SET:
            _require(isinstance(value, AnySet), kind, value)
            element = kind.element
            return [from_python(element, item, conversion) for item in value]  # type: ignore[attr-defined]
        case Form.MAP:
            return [
                (
                    from_python(kind.key, key, conversion),
                    from_python(kind.element, item, conversion),
                )
                for key, item in _pairs(kind, value)
            ]
    raise _misfit(kind, value)


def _instance(value: object, conversion: Conversion) -> Instance:
    """What an object holds, as long as that has an end."""
    name = type(value).__name__
    if id(value) in conversion.within:
        raise ValueError(f"value must have no circle of references, got one of {name}")
    if len(conversion.within) == MOST_NESTED:
        raise ValueError(
            f"value must have at most {MOST_NESTED} nested objects, got more at {name}"
        )
    inner = replace(conversion, within=(*conversion.within, id(value)))
    held = attributes(value).items()
    return Instance(name, tuple((field, from_python(OBJECT, item, inner)) for field, item in held))


def drained(kind: JavaType, value: object) -> object:
    """Read an iterator where one is wanted, so that what it raises is raised here."""
    if kind.form not in {Form.LIST, Form.ROW} or not isinstance(value, Iterator):
        return value
    items = list(islice(value, _MOST_ITERATED + 1))
    # One that goes on is left for `from_python` to refuse.
    return items if len(items) <= _MOST_ITERATED else chain(items, value)


def utf_16(text: str) -> str:
    """Give the text as it comes back from UTF-16: two surrogates that pair are one character."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _number(kind: JavaType, value: object, conversion: Conversion) -> Any:
    if kind.is_char:
        return _unit(kind, value)
    if conversion.is_loose:
        value = _loosened(kind, value)
    primitive = kind.primitive
    low, high = primitive.bounds
    # NumPy is slow for a single number, and a list may hold a million.
    if type(value) is int and primitive.dtype.kind in "iu" and low <= value <= high:
        return value
    if type(value) is float and primitive.name == "double":
        return value
    return _array(kind, value).item()


def _row(kind: JavaType, value: object, conversion: Conversion) -> np.ndarray[Any, np.dtype[Any]]:
    if isinstance(value, Iterator):
        value = _items(kind, value)
    if kind.is_char:
        value = np.array([_unit(kind, item) for item in _items(kind, value)], "<u2")
    elif isinstance(value, bytes | bytearray) and kind.name == "byte":
        # What Python calls bytes is unsigned, and of the same bits.
        value = np.frombuffer(value, np.int8)
    elif isinstance(value, list | tuple):
        if conversion.is_loose:
            value = [_loosened(kind, item) for item in value]
        # NumPy would make numbers of them.
        is_mixed = not {bool, np.bool_}.isdisjoint(map(type, value))
        _require(kind.name == "boolean" or not is_mixed, kind, value)
    return _array(kind, value)


def _unit(kind: JavaType, value: object) -> int:
    """The UTF-16 unit that a str of one stands for."""
    if not isinstance(value, str) or len(value) != 1 or ord(value) > 0xFFFF:
        raise _misfit(kind, value)
    return ord(value)


def _loosened(kind: JavaType, value: object) -> object:
    """The number of the type that a number of another is equal to, if there is one."""
    if isinstance(value, np.generic):
        value = value.item()
    if not isinstance(value, bool | int | float):
        return value
    wanted = {"b": bool, "f": float}.get(kind.primitive.dtype.kind, int)
    try:
        converted = wanted(value)
    except (ValueError, OverflowError):
        return value
    return converted if converted == value else value


def _array(kind: JavaType, value: object) -> np.ndarray[Any, np.dtype[Any]]:
    """An array of the type's dimensions, 0 or 1."""
    array = np.asarray(value)
    _require(array.ndim == kind.depth, kind, value)
    primitive = kind.primitive
    accepted = {"b": "b", "f": "fiu"}.get(primitive.dtype.kind, "iu")
    # NumPy makes objects of ints beyond 64 bits.
    fits = array.dtype.kind in accepted or all(type(item) is int for item in array.flat)
    _require(fits or array.size == 0, kind, value)
    _require(array.dtype.itemsize <= 8 and not isinstance(value, np.ma.MaskedArray), kind, value)
    low, high = primitive.bounds
    if not primitive.is_floating and array.size and not (low <= array.min() <= array.max() <= high):
        raise ValueError(f"value must be in the range of {kind}, got {value!r}")
    # As in Java, a number too large for a float becomes infinite without further ado.
    with np.errstate(over="ignore"):
        return array.astype(primitive.dtype)


def _items(kind: JavaType, value: object) -> Iterable[object]:
    """What a list or an iterator holds; a Collection or an Iterable may also be a set."""
    if isinstance(value, list | tuple | np.ndarray):
        return value
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        raise _misfit(kind, value)
    _require(_takes_any(kind) or isinstance(value, Iterator), kind, value)
    items = list(islice(value, _MOST_ITERATED + 1))
    if len(items) > _MOST_ITERATED:
        raise ValueError(f"value must have at most {_MOST_ITERATED} items, got {value!r}")
    return items


def _takes_any(kind: JavaType) -> bool:
    return kind.depth == 0 and kind.name in {"Collection", "Iterable"}


def _pairs(kind: JavaType, value: object) -> Iterable[tuple[object, object]]:
    """What a map holds; in a set it is a frozenset of pairs."""
    if isinstance(value, Mapping):
        return value.items()
    if isinstance(value, frozenset) and all(type(i) is tuple and len(i) == 2 for i in value):
        return value
    raise _misfit(kind, value)


def _require(holds: bool, kind: JavaType, value: object) -> None:
    if not holds:
        raise _misfit(kind, value)


def _misfit(kind: JavaType, value: object) -> TypeError:
    return TypeError(f"value must be of type {kind}, got {value!r}")


def same_bits(kind: JavaType, java: Value, python: Value) -> bool:
    """Tell whether both are the same to the bit.

    Any NaN is the same as any other, and the order of a set or a map does not count.
    """
    return content_key(kind, java) == content_key(kind, python)


def content_key(kind: JavaType, value: Value) -> Hashable:
    """An object that is equal for two values exactly if these are the same to the bit.

    0.0 and -0.0 are two, and all NaN are one, as ``Double.equals`` has it. A value of Object is the
    same as one of its family with the same content, such as an Integer and a Long.
    """
    if value is None:
        return None
    match kind.form:
        case Form.PRIMITIVE | Form.BOX:
            return _number_key(kind, value)
        case Form.ROW:
            return _row_key(np.asarray(value, kind.primitive.dtype))
        case Form.LIST:
            element = kind.element
            if element.form is Form.BOX and None not in value:
                return _row_key(np.array(value, element.primitive.dtype))
            return tuple(content_key(element, item) for item in value)
        case Form.SET:
            return _unordered(content_key(kind.element, item) for item in value)
        case Form.MAP:
            return _unordered(
                (content_key(kind.key, key), content_key(kind.element, item)) for key, item in value
            )
        case Form.ANY:
            return _typed_key(kind, value)
        case Form.OBJECT:
            held = fields(value).items()
            return frozenset((name, content_key(OBJECT, item)) for name, item in held)
    plain: Hashable = value
    return plain


def _number_key(kind: JavaType, value: Value) -> Hashable:
    number: float = kind.primitive.dtype.type(value).item()
    # The text tells the zeros apart, and not the payloads of NaN.
    return number.hex() if kind.primitive.is_floating else number


def _typed_key(kind: JavaType, typed: Typed) -> Hashable:
    told = family(typed.kind)
    if told is Family.LIST:
        return told, tuple(content_key(kind, item) for item in elements(typed))
    if typed.kind.is_char:
        return told, chr(typed.value)
    return told, content_key(typed.kind, typed.value)


def _row_key(row: np.ndarray[Any, np.dtype[Any]]) -> bytes:
    if row.dtype.kind == "f":
        row = np.where(np.isnan(row), row.dtype.type("nan"), row)
    return row.tobytes()


def _unordered(keys: Iterable[Hashable]) -> Hashable:
    return frozenset(Counter(keys).items())
