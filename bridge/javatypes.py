"""Java type names in, and for each type: dtype, range, special values, and its typed JSON form.

A value of a primitive type is held as a Python bool, int or float (a char as its UTF-16 unit,
an int), an array of primitives as a one-dimensional ndarray of the type's dtype, an array of
arrays as a list, and null as None.
"""

import math
import re
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np

from bridge.errors import UnsupportedTypeError

__all__ = [
    "PRIMITIVES",
    "JavaType",
    "Primitive",
    "Value",
    "copy_value",
    "from_json",
    "from_python",
    "java_type",
    "same_bits",
    "to_json",
]

Value = Any  # one of the forms above; which one is the JavaType's to say


@dataclass(frozen=True, slots=True)
class Primitive:
    """One row of the table: how a Java primitive is held and what is special about its values."""

    name: str
    dtype: np.dtype[Any]  # little-endian, as it crosses the border
    specials: tuple[Any, ...]

    @property
    def is_floating(self) -> bool:
        """Whether it is float or double."""
        return self.dtype.kind == "f"

    @property
    def bounds(self) -> tuple[Any, Any]:
        """Smallest and largest finite value."""
        if self.dtype.kind == "b":
            return False, True
        if self.is_floating:
            largest = float(np.finfo(self.dtype).max)
            return -largest, largest
        info = np.iinfo(self.dtype)
        return info.min, info.max


def _integer(name: str, code: str) -> Primitive:
    info = np.iinfo(code)
    # 46341 is the smallest int whose square overflows, 65536 the first beyond a char.
    candidates = (0, 1, -1, 46341, 65536, info.min, info.max, info.min + 1, info.max - 1)
    fitting = tuple(dict.fromkeys(v for v in candidates if info.min <= v <= info.max))
    return Primitive(name, np.dtype(code), fitting)


def _floating(name: str, code: str) -> Primitive:
    info: Any = np.finfo(code)
    positive = [0.0, 1.0, math.inf] + [
        float(v) for v in (info.smallest_subnormal, info.tiny, info.eps, info.max)
    ]
    positive.append(float(np.nextafter(info.tiny, info.dtype.type(0))))
    return Primitive(name, np.dtype(code), (*positive, *(-v for v in positive), math.nan))


PRIMITIVES = {
    primitive.name: primitive
    for primitive in (
        Primitive("boolean", np.dtype("?"), (False, True)),
        _integer("byte", "<i1"),
        _integer("short", "<i2"),
        _integer("char", "<u2"),
        _integer("int", "<i4"),
        _integer("long", "<i8"),
        _floating("float", "<f4"),
        _floating("double", "<f8"),
    )
}


@dataclass(frozen=True, slots=True)
class JavaType:
    """A primitive under `depth` levels of array; ``void`` has no value."""

    name: str
    depth: int = 0

    def __str__(self) -> str:
        return self.name + "[]" * self.depth

    @property
    def primitive(self) -> Primitive:
        """The row of the table for the innermost element."""
        return PRIMITIVES[self.name]

    @property
    def element(self) -> "JavaType":
        """The type of an array's elements."""
        return JavaType(self.name, self.depth - 1)

    @property
    def is_void(self) -> bool:
        """Whether a method of this type returns nothing."""
        return self.name == "void"


def java_type(text: str) -> JavaType:
    """Read a type as Java source writes it, such as ``double[][]``.

    Raises
    ------
    UnsupportedTypeError
        If it is not a primitive, an array of primitives, or void.
    """
    parts = re.fullmatch(r"(\w+)((?:\[\])*)", text)
    if text != "void" and (parts is None or parts[1] not in PRIMITIVES):
        raise UnsupportedTypeError(
            f"type must be a primitive, an array of primitives or void, got {text!r}"
        )
    return JavaType(text.partition("[")[0], text.count("[]"))


def from_python(kind: JavaType, value: object) -> Value:
    """Take what a port returned as a value of the declared Java type.

    Raises
    ------
    TypeError
        If it is of another kind: a str for a double, two dimensions for ``double[]``, an array with
        masked entries or of more than 64 bits.
    ValueError
        If it is a number that the type does not hold: 300 for a byte.
    """
    if kind.is_void or (value is None and kind.depth):
        _require(value is None, kind, value)
        return None
    if kind.depth > 1:
        _require(isinstance(value, list | tuple | np.ndarray), kind, value)
        return [from_python(kind.element, row) for row in value]  # type: ignore[attr-defined]
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
        typed = array.astype(primitive.dtype)
    return typed if kind.depth else typed.item()


def _require(holds: bool, kind: JavaType, value: object) -> None:
    if not holds:
        raise TypeError(f"value must be of type {kind}, got {value!r}")


def copy_value(value: Value) -> Value:
    """Copy so deeply that the port cannot reach the original."""
    if isinstance(value, list):
        return [copy_value(row) for row in value]
    return value.copy() if isinstance(value, np.ndarray) else value


def same_bits(kind: JavaType, java: Value, python: Value) -> bool:
    """Tell whether both are the same to the bit; any NaN is the same as any other."""
    if java is None or python is None:
        return java is python
    if kind.depth > 1:
        return len(java) == len(python) and all(
            same_bits(kind.element, a, b) for a, b in zip(java, python, strict=True)
        )
    a, b = np.asarray(java, kind.primitive.dtype), np.asarray(python, kind.primitive.dtype)
    if a.shape != b.shape:
        return False
    unequal = a != b
    if kind.primitive.is_floating:
        unequal = (unequal | (np.signbit(a) != np.signbit(b))) & ~(np.isnan(a) & np.isnan(b))
    return not unequal.any()


def to_json(kind: JavaType, value: Value) -> dict[str, Any]:
    """The typed object that stands for `value` in reports; `from_json` reads it back exactly."""
    return {"type": str(kind), "value": _plain(kind, value)}


def _plain(kind: JavaType, value: Value) -> Any:
    if value is None:
        return None
    if kind.depth:
        return [_plain(kind.element, item) for item in value]
    primitive = kind.primitive
    if primitive.dtype.kind == "b":
        return bool(value)
    if not primitive.is_floating:
        return str(int(value))
    if np.isnan(value):
        bits = np.asarray(value, primitive.dtype).tobytes()[::-1].hex()
        return f"nan:0x{bits}"
    return float(value).hex() if np.isfinite(value) else "-inf" if value < 0 else "inf"


def from_json(kind: JavaType, typed: object) -> Value:
    """Read a value that was written by `to_json`, or by hand as plain JSON.

    Raises
    ------
    ValueError
        If it is not of the declared type.
    """
    if isinstance(typed, dict):
        if set(typed) != {"type", "value"} or typed["type"] != str(kind):
            raise ValueError(
                f'case must hold {{"type": "{kind}", "value": ...}} here, got {typed!r}'
            )
        typed = typed["value"]
    if kind.depth == 0:
        return _number(kind.primitive, typed)
    if typed is None:
        return None
    if not isinstance(typed, list):
        raise ValueError(f"case must hold a list for {kind}, got {typed!r}")
    items = [from_json(kind.element, item) for item in typed]
    return items if kind.depth > 1 else np.array(items, kind.primitive.dtype)


def _number(primitive: Primitive, plain: object) -> Any:
    try:
        if isinstance(plain, str):
            plain = _from_text(primitive, plain)
        return from_python(JavaType(primitive.name), plain)
    except (TypeError, ValueError, OverflowError, struct.error) as error:
        raise ValueError(f"case must hold a {primitive.name} here, got {plain!r}") from error


def _from_text(primitive: Primitive, text: str) -> int | float:
    if not primitive.is_floating:
        return int(text)
    if text.startswith("nan:0x"):
        bits = bytes.fromhex(text.removeprefix("nan:0x"))[::-1]
        value = float(struct.unpack("<" + primitive.dtype.char, bits)[0])
        if not math.isnan(value):
            raise ValueError(f"bits must be those of a NaN, got {text!r}")
        return value
    return float.fromhex(text) if "0x" in text else float(text)
