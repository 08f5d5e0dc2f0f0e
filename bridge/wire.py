"""Values to bytes and back, typed by the declared Java type: the border that both sides agree on.

Everything is little-endian, with no padding, and no tags but those of Object. `Codec.java` is the
other half.

=============  ==============================================================================
primitive      its bits, in the width of its type; boolean is one byte, 0 or 1
box            one byte, 0 for null or 1; then, unless it is null, the bits
text           int32 number of UTF-16 units, or -1 for null; then the units
enum           text, the name of the constant
array, list,   int32 length, or -1 for null; then the elements, those of a set in Java's order
  set
map            int32 size, or -1 for null; then key, value, key, value
Object         text, the type of the value, or -1 for null; then the value as of that type
class          as Object; the value is int32 number of fields, then for each text, its name, and
               what it holds, as of Object
case           the arguments, in order
batch          int32 number of cases; then the cases
outcome        one byte: 0 returned, then the value (nothing for void); 1 raised, then what was
               raised; in both cases the arguments afterwards; 2 stack overflow, 3 out of memory
               or 4 exited, then nothing; 8 or 9 as 0 or 1, but before each value one byte: 0, or 1
               for a text instead, which says why the type does not hold the value; 5 for arguments
               that could not be made, then a text, which says why
raised         text, the exception's class; text, its message; int32 count, then as many texts, the
               classes that its class is derived from; int32 count, then as many causes, the
               latest first, each of two texts, class and message
=============  ==============================================================================
"""

import struct
from collections.abc import Sequence
from typing import Any

import numpy as np

from bridge.javatypes import OBJECT, Form, Instance, JavaType, Typed, Value
from bridge.objects import told_type

__all__ = [
    "EXITED",
    "OUT_OF_MEMORY",
    "RAISED",
    "RETURNED",
    "STACK_OVERFLOW",
    "UNFIT",
    "UNMADE",
    "Reader",
    "encode",
    "encode_batch",
    "encode_int",
    "encode_text",
]

RETURNED, RAISED, STACK_OVERFLOW, OUT_OF_MEMORY, EXITED, UNMADE = range(6)
UNFIT = 8  # added to RETURNED or RAISED

_ABSENT, _PRESENT = b"\0", b"\1"


def encode(kind: JavaType, value: Value) -> bytes:
    """The bytes of one value."""
    match kind.form:
        case Form.VOID:
            return b""
        case Form.PRIMITIVE:
            return _bits(kind, value)
        case Form.BOX:
            return _ABSENT if value is None else _PRESENT + _bits(kind, value)
        case Form.TEXT | Form.ENUM:
            return _length(None) if value is None else encode_text(value)
        case Form.ANY | Form.OBJECT if value is None:
            return _length(None)
        case Form.ANY if not isinstance(value.value, Instance):
            return encode_text(str(value.kind)) + encode(value.kind, value.value)
        case Form.ANY:
            return _instance(value.value)
        case Form.OBJECT:
            return _instance(value)
        case Form.ROW:
            return _length(value) + (b"" if value is None else _bits(kind, value))
        case Form.MAP:
            pairs = value or ()
            parts = (encode(kind.key, key) + encode(kind.element, item) for key, item in pairs)
            return _length(value) + b"".join(parts)
    element, items = kind.element, () if value is None else value
    if element.form is Form.BOX and None not in items:
        boxes = np.ones(len(items), _box(element))
        boxes["bits"] = items
        return _length(value) + boxes.tobytes()
    return _length(value) + b"".join([encode(element, item) for item in items])


def _instance(value: Instance) -> bytes:
    held = [encode_text(name) + encode(OBJECT, item) for name, item in value.fields]
    return encode_text(value.name) + encode_int(len(held)) + b"".join(held)


def _box(kind: JavaType) -> np.dtype[Any]:
    """A box that is not null, so that many can be moved at once."""
    return np.dtype([("present", "?"), ("bits", kind.primitive.dtype)])


def _bits(kind: JavaType, value: Value) -> bytes:
    return np.asarray(value, kind.primitive.dtype).tobytes()


def _length(value: Value) -> bytes:
    return struct.pack("<i", -1 if value is None else len(value))


def encode_int(number: int) -> bytes:
    """The bytes of one int."""
    return struct.pack("<i", number)


def encode_text(text: str) -> bytes:
    """The bytes of one text; lone surrogates are kept."""
    units = text.encode("utf-16-le", "surrogatepass")
    return struct.pack("<i", len(units) // 2) + units


def encode_batch(kinds: Sequence[JavaType], cases: Sequence[tuple[Value, ...]]) -> bytes:
    """The bytes of many cases, all of the same parameter types."""
    parts = [struct.pack("<i", len(cases))]
    for case in cases:
        parts += [encode(kind, value) for kind, value in zip(kinds, case, strict=True)]
    return b"".join(parts)


class Reader:
    """Reads values one after another from bytes that `Codec.java` wrote."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0

    @property
    def is_at_end(self) -> bool:
        """Whether every byte was read."""
        return self._position == len(self._data)

    def byte(self) -> int:
        """One unsigned byte."""
        return self._take(1)[0]

    def int32(self) -> int:
        """One int."""
        return int.from_bytes(self._take(4), "little", signed=True)

    def text(self) -> str | None:
        """One text; lone surrogates are kept."""
        units = self.int32()
        return None if units < 0 else self._take(2 * units).decode("utf-16-le", "surrogatepass")

    def value(self, kind: JavaType) -> Value:
        """One value of type `kind`."""
        match kind.form:
            case Form.VOID:
                return None
            case Form.PRIMITIVE:
                return self._elements(kind, 1)[0].item()
            case Form.BOX:
                return self._elements(kind, 1)[0].item() if self.byte() else None
            case Form.TEXT | Form.ENUM:
                return self.text()
            case Form.ANY:
                return self._typed()
            case Form.OBJECT:
                typed = self._typed()
                return None if typed is None else typed.value
        length = self.int32()
        if length < 0:
            return None
        if kind.form is Form.ROW:
            return self._elements(kind, length)
        element = kind.element
        if kind.form is Form.MAP:
            return [(self.value(kind.key), self.value(element)) for _ in range(length)]
        if element.form is Form.BOX:
            return self._boxes(element, length)
        return [self.value(element) for _ in range(length)]

    def _typed(self) -> Typed | None:
        text = self.text()
        if text is None:
            return None
        kind = told_type(text)
        if kind.form is not Form.OBJECT:
            return Typed(kind, self.value(kind))
        names = range(self.int32())
        return Typed(kind, Instance(text, tuple((self.text() or "", self._typed()) for _ in names)))

    def _boxes(self, kind: JavaType, count: int) -> list[Any]:
        start, size = self._position, count * _box(kind).itemsize
        # Where none is null they lie at equal distances; a 0 stands where the first null is.
        if start + size <= len(self._data):
            boxes = np.frombuffer(self._data, _box(kind), count, start)
            if (boxes["present"].view("u1") == 1).all():
                self._position += size
                bits: list[Any] = boxes["bits"].tolist()
                return bits
        return [self.value(kind) for _ in range(count)]

    def _elements(self, kind: JavaType, count: int) -> np.ndarray[Any, np.dtype[Any]]:
        dtype = kind.primitive.dtype
        return np.frombuffer(self._take(count * dtype.itemsize), dtype).copy()

    def _take(self, count: int) -> bytes:
        start, self._position = self._position, self._position + count
        if count < 0 or self._position > len(self._data):
            raise EOFError(f"batch must hold {count} more bytes, got {len(self._data) - start}")
        return self._data[start : self._position]
