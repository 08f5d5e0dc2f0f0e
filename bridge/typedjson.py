"""Values to typed JSON and back: what reports hold, and what `--case` takes.

A floating-point number is its hexadecimal text, ``inf``, ``-inf``, or ``nan:0x`` and its bits; an
integer its decimal text; an array, a list or a set is a list; a map a list of pairs. All can be
written by hand as plain JSON, too, and a map from Strings as an object. An enum's constant is its
name; a value of Object is itself a typed object, and by hand what JSON says of it; an object of the
judged code is a typed object of its class, whose value holds each field as one of Object.
"""

import json
import math
import struct
from collections.abc import Sequence
from typing import Any, cast

import numpy as np

from bridge.javatypes import OBJECT, Form, Instance, JavaType, Primitive, Typed, Value
from bridge.objects import TYPES, holds, told_type, type_of
from bridge.values import from_python, utf_16

__all__ = ["from_json", "read_case", "to_json"]

_NAN = "nan:0x"  # before the bits


def to_json(kind: JavaType, value: Value) -> dict[str, Any]:
    """The typed object that stands for `value` in reports; `from_json` reads it back exactly."""
    if isinstance(value, Instance):
        held = {name: _plain(OBJECT, item) for name, item in value.fields}
        return {"type": value.name, "value": held}
    return {"type": str(kind), "value": _plain(kind, value)}


def _plain(kind: JavaType, value: Value) -> Any:
    if value is None:
        return None
    match kind.form:
        case Form.PRIMITIVE | Form.BOX:
            return _plain_number(kind.primitive, value)
        case Form.ROW:
            return [_plain_number(kind.primitive, item) for item in value]
        case Form.LIST | Form.SET:
            return [_plain(kind.element, item) for item in value]
        case Form.MAP:
            return [[_plain(kind.key, key), _plain(kind.element, item)] for key, item in value]
        case Form.ANY:
            return to_json(value.kind, value.value)
        case Form.OBJECT:
            return to_json(kind, value)
    return value


def _plain_number(primitive: Primitive, value: Any) -> bool | str:
    if primitive.dtype.kind == "b":
        return bool(value)
    if primitive.name == "char":
        return chr(value)
    if not primitive.is_floating:
        return str(int(value))
    if np.isnan(value):
        bits = np.asarray(value, primitive.dtype).tobytes()[::-1].hex()
        return f"{_NAN}{bits}"
    return float(value).hex() if np.isfinite(value) else "-inf" if value < 0 else "inf"


def from_json(kind: JavaType, typed: object) -> Value:
    """Read a value that was written by `to_json`, or by hand as plain JSON.

    Raises
    ------
    ValueError
        If it is not of the declared type.
    """
    plain = _untyped(kind, typed)
    if plain is None and kind.form is not Form.PRIMITIVE:
        return None
    match kind.form:
        case Form.PRIMITIVE | Form.BOX:
            return _number(kind, plain)
        case Form.ROW:
            return _row(kind, _list(kind, plain))
        case Form.LIST:
            return [from_json(kind.element, item) for item in _list(kind, plain)]
        case Form.SET:
            return [_distinct(kind, kind.element, item) for item in _list(kind, plain)]
        case Form.MAP:
            return [
                (_distinct(kind, kind.key, key), from_json(kind.element, item))
                for key, item in _pairs(kind, plain)
            ]
        case Form.ANY:
            return _typed(kind, plain)
        case Form.OBJECT:
            return _instance(kind, plain)
        case Form.ENUM if plain not in kind.constants:
            named = ", ".join(kind.constants)
            raise ValueError(f"case must hold one of {named} for {kind}, got {plain!r}")
    if not isinstance(plain, str):
        raise ValueError(f"case must hold a string for {kind}, got {plain!r}")
    return utf_16(plain)


def read_case(kinds: Sequence[JavaType], written: object) -> tuple[Value, ...]:
    """Read a case: a list of values, or JSON of one in a text, which holds null and any character.

    Raises
    ------
    ValueError
        If it is none of these types.
    """
    arguments = json.loads(written) if isinstance(written, str) else written
    if not isinstance(arguments, list | tuple) or len(arguments) != len(kinds):
        raise ValueError(f"case must hold {len(kinds)} values, got {written!r}")
    return tuple(map(from_json, kinds, arguments))


def _untyped(kind: JavaType, typed: object) -> object:
    """The value without its type, which must be the declared one."""
    if not isinstance(typed, dict):
        return typed
    if set(typed) == {"type", "value"} and typed["type"] == str(kind):
        # An object is told with its class, which need not be the declared one.
        is_told = kind.form is Form.OBJECT and typed["value"] is not None
        return typed if is_told else typed["value"]
    if kind.form in {Form.ANY, Form.OBJECT}:
        return typed
    if kind.form is Form.MAP and kind.key.form in {Form.TEXT, Form.ENUM, Form.ANY}:
        return list(map(list, typed.items()))
    raise ValueError(f'case must hold {{"type": "{kind}", "value": ...}} here, got {typed!r}')


def _typed(kind: JavaType, plain: object) -> Typed:
    """A value of Object, whose type it tells itself."""
    try:
        if isinstance(plain, dict) and set(plain) == {"type", "value"}:
            told = _told(plain)
        else:
            told = type_of(plain)
    except (KeyError, TypeError) as error:
        known = ", ".join(TYPES)
        raise ValueError(f"type must be one of {known} for {kind}, got {plain!r}") from error
    value = from_json(told, plain)
    if value is None or not holds(kind, told):
        raise ValueError(f"case must hold a {kind} here, got {plain!r}")
    return Typed(told, value)


def _told(plain: dict[str, object]) -> JavaType:
    """The type that is told; only an object's value is an object to JSON, too."""
    text = plain["type"]
    if isinstance(text, str) and text.isidentifier() and isinstance(plain["value"], dict):
        return told_type(text)
    return TYPES[str(text)]


def _instance(kind: JavaType, plain: object) -> Instance:
    """An object of the judged code, whose class may be derived from the declared one."""
    match plain:
        case {"type": str(name), "value": dict(held)} if JavaType(name).form is Form.OBJECT:
            fields = ((field, from_json(OBJECT, item)) for field, item in held.items())
            return Instance(name, tuple(fields))
    raise ValueError(f'case must hold {{"type": "{kind}", "value": {{...}}}} here, got {plain!r}')


def _row(kind: JavaType, items: list[object]) -> Value:
    number = JavaType(kind.name)
    row = np.array([from_json(number, item) for item in items], kind.primitive.dtype)
    if kind.name == "float":
        # On its way through a Python float, a double, a signalling NaN becomes a quiet one.
        bits = row.view("<u4")
        for place, item in enumerate(items):
            if isinstance(item, str) and item.startswith(_NAN):
                bits[place] = int(item.removeprefix(_NAN), 16)
    return row


def _list(kind: JavaType, plain: object) -> list[object]:
    if not isinstance(plain, list):
        raise ValueError(f"case must hold a list for {kind}, got {plain!r}")
    return plain


def _pairs(kind: JavaType, plain: object) -> list[list[object]]:
    pairs = _list(kind, plain)
    if not all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):
        raise ValueError(f"case must hold a list of pairs for {kind}, got {plain!r}")
    return cast(list[list[object]], pairs)


def _distinct(kind: JavaType, element: JavaType, typed: object) -> Value:
    """An element of a set or a key of a map."""
    value = from_json(element, typed)
    if value is None and kind.is_sorted:
        raise ValueError(f"case must hold no null in {kind}, got {typed!r}")
    return value


def _number(kind: JavaType, plain: object) -> Any:
    if kind.is_char and type(plain) is int and 0 <= plain <= 0xFFFF:
        plain = chr(plain)
    try:
        if kind.is_char:
            return from_python(JavaType("char"), plain)
        number = _from_text(kind.primitive, plain) if isinstance(plain, str) else plain
        return from_python(JavaType(kind.primitive.name), number)
    except (TypeError, ValueError, OverflowError, struct.error) as error:
        raise ValueError(f"case must hold a {kind} here, got {plain!r}") from error


def _from_text(primitive: Primitive, text: str) -> int | float:
    if not primitive.is_floating:
        return int(text)
    if text.startswith(_NAN):
        bits = bytes.fromhex(text.removeprefix(_NAN))[::-1]
        value = float(struct.unpack("<" + primitive.dtype.char, bits)[0])
        if not math.isnan(value):
            raise ValueError(f"bits must be those of a NaN, got {text!r}")
        return value
    return float.fromhex(text) if "0x" in text else float(text)
