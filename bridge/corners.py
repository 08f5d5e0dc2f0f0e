"""A signature in, the cases out that are not left to chance."""

import random
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, pairwise, product, zip_longest
from typing import Any

import numpy as np

from bridge.constants import Constants
from bridge.javatypes import Form, JavaType, Primitive, Typed, Value
from bridge.scalars import UNUSUAL_TEXTS
from bridge.signatures import Case, Signature
from bridge.strategies import Own
from bridge.values import utf_16

__all__ = ["corners"]

# What holds other values.
_HOLDING = {Form.ROW, Form.LIST, Form.SET, Form.MAP}
_NO_CONSTANTS = Constants()
_INTEGER = JavaType("Integer")


def corners(
    signature: Signature,
    constants: Constants = _NO_CONSTANTS,
    *,
    same_length: bool = False,
    own: Own = (),
) -> list[Case]:
    """Cases that are not left to chance: each special value in each place, then each two of a type.

    Special are the values of the type that are, and the constants of the port and those next to
    them. The other arguments are usual ones then, or, where all have one length, the same. Places
    that somebody has a strategy of their own for have no special values.
    """
    kinds = signature.parameter_types
    is_own = [strategy is not None for strategy in own] or [False] * len(kinds)
    values = [
        [] if own_place else _corner_values(kind, constants)
        for kind, own_place in zip(kinds, is_own, strict=True)
    ]
    if same_length:
        return list(zip(*values, strict=False))
    usual = [_usual_value(kind) for kind in kinds]
    by_place = [
        [(*usual[:i], value, *usual[i + 1 :]) for value in candidates]
        for i, candidates in enumerate(values)
    ]
    places = list(combinations(range(len(kinds)), 2))
    twins = [
        _beside(usual, i, first, j, second)
        for i, j in places
        for first, second in _twins(kinds[i], kinds[j], values[j])
    ]
    # In turn, for a run of few cases takes the first only.
    in_turn = chain.from_iterable(zip_longest(*by_place, twins))
    singles = [case for case in in_turn if case is not None]
    special = [
        _corner_values(kind, _NO_CONSTANTS) if values[i] else [] for i, kind in enumerate(kinds)
    ]
    pairs = [
        _beside(usual, i, first, j, second)
        for i, j in places
        for first, second in product(special[i], special[j])
    ]
    # A run of few cases takes some of each.
    random.Random(0).shuffle(pairs)
    return [*singles, *pairs]


def _beside(usual: Sequence[Value], i: int, first: Value, j: int, second: Value) -> Case:
    """The usual arguments but for two."""
    return (*usual[:i], first, *usual[i + 1 : j], second, *usual[j + 1 :])


def _corner_values(kind: JavaType, constants: Constants) -> list[Value]:
    match kind.form:
        case Form.PRIMITIVE | Form.BOX:
            return _corner_numbers(kind.primitive, constants)
        case Form.TEXT:
            return list(dict.fromkeys((*map(utf_16, constants.texts), *UNUSUAL_TEXTS)))
        case Form.ENUM:
            return list(kind.constants)
        case Form.ANY:
            numbers_near = _corner_numbers(_INTEGER.primitive, constants)
            return [Typed(_INTEGER, number) for number in numbers_near]
        case Form.ROW:
            dtype = kind.primitive.dtype
            rows = _rows(_corner_numbers(kind.primitive, constants))
            return [np.array(row, dtype) for row in rows]
        case Form.LIST:
            elements = _corner_values(kind.element, constants)
            if kind.element.form in _HOLDING:
                return [[], *([element] for element in elements)]
            return _rows(elements)
        case Form.SET:
            return [[], *([element] for element in _corner_values(kind.element, constants))]
        case Form.MAP:
            keys, values = (_corner_values(k, constants) for k in (kind.key, kind.element))
            with_keys = [[(key, _usual_value(kind.element))] for key in keys]
            return [[], *with_keys, *([(_usual_value(kind.key), value)] for value in values)]
    return []


def _twins(
    first: JavaType, second: JavaType, specials: Sequence[Value]
) -> Iterator[tuple[Value, Value]]:
    """The same special value twice, or once as the element of a row."""
    if first == second:
        yield from ((value, value) for value in specials)
    elif first.form is Form.ROW and second == JavaType(first.name):
        yield from ((np.array([value], first.primitive.dtype), value) for value in specials)
    elif first.form is Form.LIST and _bare(first.element) == _bare(second):
        yield from (([value], value) for value in specials)


def _bare(kind: JavaType) -> JavaType:
    """The type, and of a box its primitive."""
    return JavaType(kind.primitive.name) if kind.form is Form.BOX else kind


def _rows(specials: Sequence[Value]) -> list[list[Value]]:
    """Rows of a special value, of three of it, and of two neighbours either way round."""
    alone, thrice = ([[special] * n for special in specials] for n in (1, 3))
    pairs = (row for a, b in pairwise(specials) for row in ([a, b], [b, a]))
    return [[], *alone, *pairs, *thrice]


def _corner_numbers(primitive: Primitive, constants: Constants) -> list[Any]:
    if primitive.name == "char":
        units = [ord(text) for text in constants.texts if len(text) == 1 and text <= "\uffff"]
        near = [unit + step for unit in units for step in (0, -1, 1)]
        near += map(ord, dict.fromkeys("".join(UNUSUAL_TEXTS)))
    else:
        near = [number + step for number in constants.ints for step in (0, -1, 1)]
    low, high = primitive.bounds
    fitting: list[float] = [number for number in near if low <= number <= high]
    if primitive.is_floating:
        to_type = primitive.dtype.type
        fitting = [float(to_type(number)) for number in (*constants.floats, *fitting)]
    # By their texts, for -0.0 equals 0.0.
    return [*{repr(number): number for number in (*fitting, *primitive.specials)}.values()]


def _usual_value(kind: JavaType) -> Value:
    match kind.form:
        case Form.PRIMITIVE | Form.BOX:
            return kind.primitive.specials[1]
        case Form.TEXT:
            return "a"
        case Form.ENUM:
            return kind.constants[0]
        case Form.ANY:
            return Typed(_INTEGER, _usual_value(_INTEGER))
        case Form.OBJECT:
            return None
        case Form.ROW:
            return np.array([kind.primitive.specials[1]], kind.primitive.dtype)
    return []
