"""A signature in, Hypothesis strategies for its cases out."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import cycle, islice
from typing import Any, Self

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from bridge.errors import RequestError
from bridge.javatypes import Form, JavaType, Typed, Value
from bridge.related import related_to
from bridge.scalars import Tier, floating_families, floats, numbers, texts
from bridge.signatures import Case, Signature
from bridge.values import content_key, from_python, hashable

__all__ = [
    "LENGTHS",
    "Lengths",
    "Own",
    "Tier",
    "cases_of",
    "put_own",
    "values_of",
    "with_own",
]

# For each parameter the strategy that draws what the port gets, where somebody passed one.
Own = Sequence[SearchStrategy[Any] | None]

# Elements of a list that are drawn, which takes long, before they repeat.
_MOST_DRAWN = 33

# Every type variable may stand for it.
_INTEGER = JavaType("Integer")


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long arrays and lists are: from `least` to `most`, and some others."""

    least: int
    most: int
    others: tuple[int, ...] = ()

    @classmethod
    def of(cls, length: int) -> Self:
        """That one length."""
        return cls(length, length)

    def of_inner(self) -> Self:
        """What lies deeper: lists may be nested to any depth, and must stay cases one can draw."""
        return type(self)(min(self.least, 5), min(self.most, 5))

    def drawn(self) -> SearchStrategy[int]:
        """A strategy for one of them."""
        among = st.integers(self.least, self.most)
        return among | st.sampled_from(self.others) if self.others else among


# Loops go wrong at 0, 1 and 2, and beyond some block.
LENGTHS = {
    Tier.ORDINARY: Lengths(1, 12),
    Tier.EXTREME: Lengths(0, 12, (0, 1, 2, _MOST_DRAWN, 100)),
}


def cases_of(
    signature: Signature, tier: Tier, *, same_length: bool = False, nulls: bool = False
) -> SearchStrategy[Case]:
    """Cases for a signature.

    Parameters
    ----------
    signature : Signature
        Of types that can cross the border.
    tier : Tier
        ``ORDINARY`` or ``EXTREME``.
    same_length : bool
        Whether all arrays of a case have one length.
    nulls : bool
        Whether null is drawn wherever Java allows it.
    """
    kinds = signature.parameter_types
    lengths = LENGTHS[tier]
    if not same_length:
        cases = st.tuples(*(values_of(kind, tier, lengths, nulls=nulls) for kind in kinds))
        if len(kinds) == 1:
            return cases
        return cases.flatmap(lambda case: related_to(kinds, case))
    return lengths.drawn().flatmap(
        lambda length: st.tuples(*(values_of(kind, tier, Lengths.of(length)) for kind in kinds))
    )


def with_own(cases: SearchStrategy[Case], signature: Signature, own: Own) -> SearchStrategy[Case]:
    """Cases in which what strategies of somebody's own draw stands in their places.

    Parameters
    ----------
    cases : SearchStrategy
        Cases for the signature.
    signature : Signature
        Of types that can cross the border.
    own : sequence of SearchStrategy or None
        None, or one for each parameter, of the objects that the port takes. Whoever draws from what
        is returned gets a RequestError if one draws what the Java type does not hold.
    """
    if not own:
        return cases
    drawn = [
        st.none() if strategy is None else strategy.map(partial(_taken, kind))
        for kind, strategy in zip(signature.parameter_types, own, strict=True)
    ]
    return st.tuples(cases, st.tuples(*drawn)).map(lambda both: put_own(own, *both))


def put_own(own: Own, case: Case, drawn: Case) -> Case:
    """The case with what was drawn by somebody's own strategies in its places."""
    places = zip(own, case, drawn, strict=True)
    return tuple(usual if strategy is None else value for strategy, usual, value in places)


def _taken(kind: JavaType, value: object) -> Value:
    """What a strategy of somebody's own drew."""
    try:
        return from_python(kind, value)
    except (TypeError, ValueError, OverflowError) as error:
        raise RequestError(
            f"arguments must draw what {kind} holds, got {value!r}: {error}"
        ) from error


def values_of(
    kind: JavaType, tier: Tier, lengths: Lengths, *, nulls: bool = False
) -> SearchStrategy[Value]:
    """Values of one type.

    Parameters
    ----------
    kind : JavaType
        Any but void; of a class of the judged code there is only null.
    tier : Tier
        ``ORDINARY`` or ``EXTREME``.
    lengths : Lengths
        Of its arrays and lists; a set or map has at most as many elements, and what lies deeper
        in a collection has fewer.
    nulls : bool
        Whether null is drawn wherever Java allows it.
    """
    values = _values_of(kind, tier, lengths, nulls=nulls)
    return st.none() | values if nulls and kind.form is not Form.PRIMITIVE else values


def _values_of(
    kind: JavaType, tier: Tier, lengths: Lengths, *, nulls: bool
) -> SearchStrategy[Value]:
    """Values that are not null."""
    match kind.form:
        case Form.PRIMITIVE | Form.BOX:
            return numbers(kind.primitive, tier)
        case Form.TEXT:
            return texts(tier)
        case Form.ENUM:
            return st.sampled_from(kind.constants)
        case Form.ANY:
            return numbers(_INTEGER.primitive, tier).map(lambda n: Typed(_INTEGER, n))
        case Form.OBJECT:
            return st.none()
        case Form.ROW:
            return _rows(kind, tier, lengths)
    inner = lengths.of_inner()
    if kind.depth > 1:
        return _matrices(kind.element, tier, lengths, inner, nulls=nulls)
    elements = values_of(kind.element, tier, inner, nulls=nulls)
    if kind.form is Form.LIST:
        return _lists(elements, lengths)
    keys = values_of(kind.arguments[0], tier, inner, nulls=nulls and not kind.is_sorted)
    if kind.form is Form.SET:
        return _distinct(kind.element, keys, lengths, lambda element: element)
    return _distinct(kind.key, st.tuples(keys, elements), lengths, lambda pair: pair[0])


def _matrices(
    row: JavaType,
    tier: Tier,
    lengths: Lengths,
    inner: Lengths,
    *,
    nulls: bool,
) -> SearchStrategy[list[Value]]:
    """Arrays of arrays, as often with rows of one length as not, and some of them square."""
    of_any_length = _lists(values_of(row, tier, inner, nulls=nulls), lengths)

    # A strategy that is new is slow to draw from.
    @lru_cache
    def of_row_length(length: int) -> SearchStrategy[list[Value]]:
        rows = values_of(row, tier, Lengths.of(length), nulls=nulls)
        return _lists(rows, inner) | _lists(rows, Lengths.of(length))

    return inner.drawn().flatmap(of_row_length) | of_any_length


def _lists(elements: SearchStrategy[Value], lengths: Lengths) -> SearchStrategy[list[Value]]:
    drawn = st.lists(elements, min_size=lengths.least, max_size=lengths.most)
    if not lengths.others:
        return drawn
    some = st.lists(elements, min_size=_MOST_DRAWN, max_size=_MOST_DRAWN)
    long = st.tuples(st.sampled_from(lengths.others), some).map(
        lambda own: [*islice(cycle(own[1]), own[0])]
    )
    # Plain ones first, here and everywhere below: Hypothesis shrinks towards the first.
    return drawn | drawn | long


def _distinct(
    kind: JavaType,
    items: SearchStrategy[Any],
    lengths: Lengths,
    key: Callable[[Any], Value],
) -> SearchStrategy[list[Any]]:
    """Lists in which every key is another one to Java, and to Python, to which -0.0 is 0.0."""
    differ = (lambda item: content_key(kind, key(item)), lambda item: hashable(kind, key(item)))
    return st.lists(items, max_size=max(lengths.most, *lengths.others, 0), unique_by=differ)


def _rows(kind: JavaType, tier: Tier, lengths: Lengths) -> SearchStrategy[Value]:
    dtype = kind.primitive.dtype
    if not kind.primitive.is_floating or tier is Tier.ORDINARY:
        families = [numbers(kind.primitive, tier)]
    else:
        # Rows in which some or all entries are switched off, as masks do it. A strategy of one
        # value would consume no choice, and Hypothesis would take it for the smallest of all.
        off = st.booleans().map(lambda _: -math.inf)
        partly_off = floats(kind.primitive, -50.0, 50.0) | off
        families = [*floating_families(kind.primitive), partly_off, off]
    # All entries of one family, so that arrays of negatives only, say, are no rarity.
    rows = st.one_of([_lists(family, lengths) for family in families])
    return rows.map(lambda items: np.array(items, dtype))
