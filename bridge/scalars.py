"""Strategies for single values: numbers and texts of either tier.

Cases come in tiers: *given* ones are stored with the port, *ordinary* ones are small and plausible,
*extreme* ones cover the whole range of the type with its special values.
"""

import math
from enum import Enum
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from bridge.javatypes import PRIMITIVES, Primitive
from bridge.values import utf_16

__all__ = ["UNUSUAL_TEXTS", "Tier", "floating_families", "floats", "numbers", "texts"]

_LONGEST_ORDINARY, _LONGEST_EXTREME = 12, 1000
UNUSUAL_TEXTS = (
    "",
    "\0",
    "\ud800",
    "\udc00",
    "\udc00\ud800",
    "a\ud83d",
    "\U0001f600",
    "\U0010ffff",
    "\uffff",
    "e\u0301",
    "\u00df\u0130\u0131",  # upper and lower case differ in length
    " \t\r\n\u00a0\u2028",
    "\u0660\u0967",  # digits to Java and to Python
    "\u00b2\u2167",  # a digit, and a number, to Python alone
    "-2147483648",
    "2147483648",
    "1e400",
    " 7 ",
    "1_000",  # a number to Python alone
    "1d",  # and to Java alone
    "0x1F",
    "NaN",
    "\u017f\u1e9e\u01c5\u0149",  # letters whose other case is not one letter, or not its own
    "\x1c\x85\u2007",  # blanks, each to one side only
)


class Tier(Enum):
    """Where a case comes from."""

    GIVEN = "given"
    ORDINARY = "ordinary"
    EXTREME = "extreme"


def numbers(primitive: Primitive, tier: Tier) -> SearchStrategy[Any]:
    """Values of a primitive."""
    if primitive.dtype.kind == "b":
        return st.booleans()
    low, high = primitive.bounds
    if primitive.is_floating:
        if tier is Tier.EXTREME:
            return st.one_of(floating_families(primitive))
        # As people write them: whole, or with two decimals, or at least not tiny.
        any_size = floats(primitive, -100.0, 100.0).map(lambda x: x if abs(x) >= 1e-3 else 0.0)
        decimals = st.integers(-10000, 10000).map(lambda n: float(primitive.dtype.type(n / 100)))
        return st.integers(-10, 10).map(float) | decimals | any_size
    if tier is Tier.ORDINARY:
        return st.integers(max(low, -100), min(high, 100))
    return st.integers(low, high) | st.sampled_from(primitive.specials)


def texts(tier: Tier) -> SearchStrategy[str]:
    """Strings: printable ASCII, or any sequence of UTF-16 units."""
    printable = st.characters(min_codepoint=32, max_codepoint=126)
    if tier is Tier.ORDINARY:
        return st.text(printable, min_size=1, max_size=_LONGEST_ORDINARY)
    # A surrogate is no category of its own for Hypothesis unless it is asked for.
    anything = st.text(st.characters(exclude_categories=()), max_size=_LONGEST_ORDINARY)
    long = st.builds(
        lambda text, times: (text * times)[:_LONGEST_EXTREME],
        st.text(printable, min_size=1, max_size=_LONGEST_ORDINARY),
        st.integers(0, _LONGEST_EXTREME),
    )
    drawn = st.text(printable, max_size=_LONGEST_ORDINARY) | anything | long
    return (drawn | st.sampled_from(UNUSUAL_TEXTS)).map(utf_16)


def floating_families(primitive: Primitive) -> list[SearchStrategy[float]]:
    """Extreme values of a float or double, each family of them by itself."""
    _, largest = primitive.bounds
    info: Any = np.finfo(primitive.dtype)
    smallest = float(info.smallest_subnormal)
    lowest = math.frexp(smallest)[1] - 1
    # Every binade as likely as any other: where exponentials over- and underflow is in them.
    any_binade = st.builds(
        lambda fraction, exponent, sign: sign * math.ldexp(fraction, exponent),
        floats(primitive, 1.0, 2.0, exclude_max=True),
        st.integers(lowest, int(info.maxexp) - 1),
        st.sampled_from([1.0, -1.0]),
    ).map(lambda value: float(primitive.dtype.type(value)))
    return [
        floats(primitive, None, None),
        st.sampled_from(primitive.specials),
        floats(primitive, -750.0, 750.0),
        any_binade,
        floats(primitive, -1000.0, -smallest),
        floats(primitive, -largest, -largest / 1e8),
        floats(primitive, largest / 1e8, largest),
        floats(primitive, -1e-30, 1e-30),
        floats(primitive, 700.0, 750.0),
        floats(primitive, -750.0, -700.0),
        st.sampled_from(primitive.specials) | floats(primitive, -50.0, 50.0),
    ]


def floats(
    primitive: Primitive, low: float | None, high: float | None, *, exclude_max: bool = False
) -> SearchStrategy[float]:
    """Floats or doubles from `low` to `high`; of the whole type, NaN included, without bounds."""
    if primitive is PRIMITIVES["float"] and low is not None and high is not None:
        low, high = float(np.float32(low)), float(np.float32(high))
    width = 8 * primitive.dtype.itemsize
    return st.floats(low, high, width=width, exclude_max=exclude_max)  # type: ignore[arg-type]
