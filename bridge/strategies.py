"""A signature in, Hypothesis strategies for its cases out; and from a strategy, the cases.

Cases come in tiers: *given* ones are stored with the port, *ordinary* ones are small and plausible,
*extreme* ones cover the whole range of the type with its special values.
"""

import contextlib
import math
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any

import hypothesis
import numpy as np
from hypothesis import HealthCheck, Phase, Verbosity
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException
from hypothesis.strategies import SearchStrategy

from bridge.javatypes import PRIMITIVES, JavaType, Primitive, Value
from bridge.signatures import Case, Signature

__all__ = ["Tier", "cases_of", "draw_cases", "shrink", "values_of"]

_LONGEST_ORDINARY, _LONGEST_EXTREME = 12, 100


class Tier(Enum):
    """Where a case comes from."""

    GIVEN = "given"
    ORDINARY = "ordinary"
    EXTREME = "extreme"


def cases_of(
    signature: Signature, tier: Tier, *, same_length: bool = False
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
    """
    kinds = signature.parameter_types
    lengths = _lengths(tier)
    if not same_length:
        return st.tuples(*(values_of(kind, tier, lengths) for kind in kinds))
    return lengths.flatmap(
        lambda length: st.tuples(*(values_of(kind, tier, st.just(length)) for kind in kinds))
    )


def values_of(kind: JavaType, tier: Tier, lengths: SearchStrategy[int]) -> SearchStrategy[Value]:
    """Values of one type; `lengths` are those of its arrays."""
    if kind.depth == 0:
        return _scalars(kind.primitive, tier)
    if kind.depth > 1:
        return lengths.flatmap(
            lambda n: st.lists(values_of(kind.element, tier, lengths), min_size=n, max_size=n)
        )
    dtype = kind.primitive.dtype
    if not kind.primitive.is_floating or tier is Tier.ORDINARY:
        families = [_scalars(kind.primitive, tier)]
    else:
        # Rows in which some or all entries are switched off, as masks do it. A strategy of one
        # value would consume no choice, and Hypothesis would take it for the smallest of all.
        off = st.booleans().map(lambda _: -math.inf)
        partly_off = _floats(kind.primitive, -50.0, 50.0) | off
        families = [*_floating_families(kind.primitive), partly_off, off]
    # All entries of one family, so that arrays of negatives only, say, are no rarity.
    return st.tuples(st.sampled_from(families), lengths).flatmap(
        lambda drawn: st.lists(drawn[0], min_size=drawn[1], max_size=drawn[1]).map(
            lambda items: np.array(items, dtype)
        )
    )


def draw_cases(strategy: SearchStrategy[Case], count: int, seed: int) -> list[Case]:
    """Draw up to `count` cases; fewer if there are no more.

    The same for a seed as long as the code is: Hypothesis also draws constants that it finds in it.
    """
    drawn: list[Case] = []
    if count == 0:
        return drawn
    _run(strategy, count, seed, [Phase.generate], drawn.append)
    return drawn


def shrink(
    strategy: SearchStrategy[Case], fails: Callable[[Case], bool], count: int, seed: int
) -> Case | None:
    """Find a smallest failing case.

    Parameters
    ----------
    strategy : SearchStrategy
        What `draw_cases` drew from.
    fails : callable
        Tells whether a case fails; asked about the cases that were drawn, then about smaller ones.
    count, seed : int
        As given to `draw_cases`, so that the same cases come up.

    Returns
    -------
    Case or None
        None if no case that came up failed.
    """
    failing: list[Case] = []

    def attempt(case: Case) -> None:
        if fails(case):
            failing.append(case)
            raise _FoundError

    # Hypothesis objects to a side that is not deterministic; the last failing case is still true.
    with contextlib.suppress(_FoundError, HypothesisException):
        _run(strategy, count, seed, [Phase.generate, Phase.shrink], attempt)
    return failing[-1] if failing else None


class _FoundError(Exception):
    """Tells Hypothesis that a case fails."""


def _run(
    strategy: SearchStrategy[Case],
    count: int,
    seed: int,
    phases: Sequence[Phase],
    act: Callable[[Case], None],
) -> None:
    settings = hypothesis.settings(
        max_examples=count,
        phases=phases,
        database=None,
        deadline=None,
        derandomize=False,
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    hypothesis.seed(seed)(settings(hypothesis.given(strategy)(_as_function(act))))()


def _as_function(act: Callable[[Case], None]) -> Callable[[Case], None]:
    """Wrap `act` as a function, which is what Hypothesis takes."""

    def test(case: Case) -> None:
        act(case)

    return test


def _lengths(tier: Tier) -> SearchStrategy[int]:
    if tier is Tier.ORDINARY:
        return st.integers(1, _LONGEST_ORDINARY)
    # Integers alone rarely hit the lengths at which loops go wrong. They come first here, and the
    # plain alternative everywhere below, because Hypothesis shrinks towards the first.
    return st.integers(0, _LONGEST_EXTREME) | st.sampled_from([0, 1, 2, _LONGEST_EXTREME])


def _scalars(primitive: Primitive, tier: Tier) -> SearchStrategy[Any]:
    if primitive.dtype.kind == "b":
        return st.booleans()
    low, high = primitive.bounds
    if primitive.is_floating:
        if tier is Tier.EXTREME:
            return st.one_of(_floating_families(primitive))
        return _floats(primitive, -100.0, 100.0) | st.integers(-10, 10).map(float)
    if tier is Tier.ORDINARY:
        return st.integers(max(low, -100), min(high, 100))
    return st.integers(low, high) | st.sampled_from(primitive.specials)


def _floating_families(primitive: Primitive) -> list[SearchStrategy[float]]:
    _, largest = primitive.bounds
    info: Any = np.finfo(primitive.dtype)
    smallest = float(info.smallest_subnormal)
    lowest = math.frexp(smallest)[1] - 1
    # Every binade as likely as any other: where exponentials over- and underflow is in them.
    any_binade = st.builds(
        lambda fraction, exponent, sign: sign * math.ldexp(fraction, exponent),
        _floats(primitive, 1.0, 2.0, exclude_max=True),
        st.integers(lowest, int(info.maxexp) - 1),
        st.sampled_from([1.0, -1.0]),
    ).map(lambda value: float(primitive.dtype.type(value)))
    return [
        _floats(primitive, None, None),
        st.sampled_from(primitive.specials),
        _floats(primitive, -750.0, 750.0),
        any_binade,
        _floats(primitive, -1000.0, -smallest),
        _floats(primitive, -largest, -largest / 1e8),
        _floats(primitive, largest / 1e8, largest),
        _floats(primitive, -1e-30, 1e-30),
        _floats(primitive, 700.0, 750.0),
        _floats(primitive, -750.0, -700.0),
        st.sampled_from(primitive.specials) | _floats(primitive, -50.0, 50.0),
    ]


def _floats(
    primitive: Primitive, low: float | None, high: float | None, *, exclude_max: bool = False
) -> SearchStrategy[float]:
    if primitive is PRIMITIVES["float"] and low is not None and high is not None:
        low, high = float(np.float32(low)), float(np.float32(high))
    width = 8 * primitive.dtype.itemsize
    return st.floats(low, high, width=width, exclude_max=exclude_max)  # type: ignore[arg-type]
