"""Given cases in, a strategy for cases like them out.

What people wrote down as examples shows what a method is for: how large its numbers are, how long
its arrays, whether they are sorted, and that an int is the length of an array. Cases that keep to
that are the *ordinary* ones of a method.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from bridge.javatypes import Form, JavaType, Primitive, Typed, Value
from bridge.related import size
from bridge.scalars import Tier, floats
from bridge.signatures import Case, Signature
from bridge.strategies import Lengths, values_of
from bridge.values import content_key

__all__ = ["cases_near"]

# How far from what was seen: as far again, and this far at least.
_LEAST_MARGIN = 10
_CLASSES = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", " \t\n")
_SIZED = {Form.TEXT, Form.ROW, Form.LIST}


def cases_near(signature: Signature, given: Sequence[Case]) -> SearchStrategy[Case]:
    """Cases in the ranges, of the lengths and in the relations of the given ones.

    Parameters
    ----------
    signature : Signature
        Of types that can cross the border.
    given : sequence of tuple
        At least one.
    """
    kinds = signature.parameter_types
    columns = [[case[i] for case in given] for i in range(len(kinds))]
    lengths = {i: _lengths(columns[i]) for i, kind in enumerate(kinds) if kind.form in _SIZED}
    twins = _twins(columns, lengths)
    sizes = {
        i: relation
        for i, kind in enumerate(kinds)
        if kind.form is Form.PRIMITIVE and kind.primitive.dtype.kind in "iu"
        for relation in list(_size_relations(columns, i, lengths))[:1]
    }

    @st.composite
    def cases(draw: DrawFn) -> Case:
        drawn: dict[int, Value] = {}
        for i, kind in enumerate(kinds):
            if i in lengths:
                twin = twins.get(i)
                length = lengths[i] if twin is None else st.just(size(drawn[twin]))
                drawn[i] = draw(_sized(kind, columns[i], length))
            elif i not in sizes:
                drawn[i] = draw(_near(kind, columns[i]))
        for i, (sized, below) in sizes.items():
            drawn[i] = draw(below(size(drawn[sized])))
        return tuple(drawn[i] for i in range(len(kinds)))

    return cases()


def _near(kind: JavaType, seen: Sequence[Value]) -> SearchStrategy[Value]:
    """Values like those seen; any ordinary ones if none were."""
    seen = [value for value in seen if value is not None]
    if not seen or kind.form in {Form.SET, Form.MAP, Form.ENUM, Form.OBJECT}:
        return values_of(kind, Tier.ORDINARY, Lengths(1, _LEAST_MARGIN))
    if kind.form in _SIZED:
        return _sized(kind, seen, _lengths(seen))
    if kind.form is Form.ANY:
        return st.one_of([_near_typed(told, seen) for told in dict.fromkeys(v.kind for v in seen)])
    return _numbers(kind.primitive, seen)


def _near_typed(told: JavaType, seen: Sequence[Typed]) -> SearchStrategy[Typed]:
    """Values of Object of a type that was seen, like those of that type."""
    values = _near(told, [typed.value for typed in seen if typed.kind == told])
    return values.map(lambda value: Typed(told, value))


def _sized(
    kind: JavaType, seen: Sequence[Value], lengths: SearchStrategy[int]
) -> SearchStrategy[Value]:
    seen = [value for value in seen if value is not None]
    if kind.form is Form.TEXT:
        characters = st.sampled_from(_alphabet(seen))
        return lengths.flatmap(lambda n: st.text(characters, min_size=n, max_size=n))
    element = JavaType(kind.name) if kind.form is Form.ROW else kind.element
    items = [_items(kind, value) for value in seen]
    elements = _elements(element, items)
    drawn = lengths.flatmap(lambda n: _rows(elements(n), n, items, element))
    dtype = kind.primitive.dtype if kind.form is Form.ROW else None
    return drawn.map(lambda row: np.array(row, dtype)) if dtype is not None else drawn


def _elements(
    kind: JavaType, items: Sequence[Sequence[Value]]
) -> Callable[[int], SearchStrategy[Value]]:
    """Strategies for the elements of a value of a given length."""
    pooled = list(chain.from_iterable(items))
    if kind.form in {Form.ROW, Form.LIST} and pooled:
        # A matrix stays one: all rows of a value are as long as each other, or as there are rows.
        if all(len(value) == len(row) for value in items for row in value if row is not None):
            return lambda n: _sized(kind, pooled, st.just(n))
        if all(len({len(r) for r in value if r is not None}) <= 1 for value in items):
            return lambda n: st.shared(_lengths(pooled), key=object()).flatmap(
                lambda length: _sized(kind, pooled, st.just(length))
            )
    strategy = _near(kind, pooled)
    return lambda n: strategy


def _rows(
    elements: SearchStrategy[Value], length: int, items: Sequence[Sequence[Value]], kind: JavaType
) -> SearchStrategy[list[Value]]:
    """Lists of a length, sorted or distinct where all that were seen are."""
    telling = [row for row in items if len(row) > 1]
    is_distinct = bool(telling) and all(_is_distinct(kind, row) for row in telling)
    # There are at least as many different numbers in a range; of true and false there are two.
    least = length if length <= _LEAST_MARGIN and not _may_be_few(kind) else 0
    drawn: SearchStrategy[list[Value]]
    if is_distinct:
        drawn = st.lists(
            elements, min_size=least, max_size=length, unique_by=lambda v: content_key(kind, v)
        )
    else:
        drawn = st.lists(elements, min_size=length, max_size=length)
    if kind.form is Form.PRIMITIVE and telling:
        if all(a <= b for row in telling for a, b in pairwise(row)):
            return drawn.map(sorted)
        if all(a >= b for row in telling for a, b in pairwise(row)):
            return drawn.map(lambda row: sorted(row, reverse=True))
    return drawn


def _may_be_few(kind: JavaType) -> bool:
    return kind.name in {"boolean", "Boolean"} or kind.form in {Form.ENUM, Form.ANY}


def _numbers(primitive: Primitive, seen: Sequence[Any]) -> SearchStrategy[Any]:
    if primitive.dtype.kind == "b":
        return st.booleans()
    if primitive.name == "char":
        return st.sampled_from(_alphabet([chr(unit) for unit in seen])).map(ord)
    low, high = _range(primitive, [value for value in seen if math.isfinite(value)] or [0])
    if not primitive.is_floating:
        return st.integers(int(low), int(high))
    whole = st.integers(math.ceil(low), math.floor(high)).map(float)
    is_whole = all(float(value).is_integer() for value in seen if math.isfinite(value))
    between = floats(primitive, float(low), float(high))
    return whole | between if is_whole else between


def _range(primitive: Primitive, seen: Sequence[Any]) -> tuple[Any, Any]:
    """From where to where; what was never negative, or never 0, stays so."""
    least, most = min(seen), max(seen)
    margin = max(most - least, abs(least) // 2, _LEAST_MARGIN)
    low, high = least - margin, most + margin
    if least >= 0:
        low = max(low, min(least, 1))
    if most <= 0:
        high = min(high, max(most, -1))
    smallest, largest = primitive.bounds
    return max(low, smallest), min(high, largest)


def _alphabet(texts: Sequence[str]) -> list[str]:
    """The characters seen, and those of the same class."""
    seen = dict.fromkeys("".join(texts)) or dict.fromkeys("abc")
    like = [letter for known in _CLASSES if not seen.keys().isdisjoint(known) for letter in known]
    return list(dict.fromkeys([*seen, *like]))


def _items(kind: JavaType, value: Value) -> list[Value]:
    items: list[Value] = value.tolist() if kind.form is Form.ROW else value
    return items


def _is_distinct(kind: JavaType, row: Sequence[Value]) -> bool:
    return len({content_key(kind, value) for value in row}) == len(row)


def _lengths(seen: Sequence[Value]) -> SearchStrategy[int]:
    sizes = [size(value) for value in seen] or [1]
    return st.integers(min(min(sizes), 1), 2 * max(sizes) + 2)


def _twins(
    columns: Sequence[Sequence[Value]], lengths: dict[int, SearchStrategy[int]]
) -> dict[int, int]:
    """Parameters that are always as long as an earlier one, if lengths varied."""
    return {
        later: earlier
        for later in lengths
        for earlier in sorted(lengths, reverse=True)
        if earlier < later
        and all(size(a) == size(b) for a, b in zip(columns[earlier], columns[later], strict=True))
    }


def _size_relations(
    columns: Sequence[Sequence[Value]], i: int, lengths: dict[int, SearchStrategy[int]]
) -> Iterator[tuple[int, Callable[[int], SearchStrategy[int]]]]:
    """What an int always was to the length of another parameter: it, an index, or no larger."""
    for sized in lengths:
        pairs = list(zip(columns[i], map(size, columns[sized]), strict=True))
        if all(number == length for number, length in pairs):
            yield sized, st.just
        elif all(0 <= number < length for number, length in pairs):
            yield sized, lambda length: st.integers(0, max(length - 1, 0))
        elif all(0 <= number <= length for number, length in pairs):
            yield sized, lambda length: st.integers(0, length)
