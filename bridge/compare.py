"""Two outcomes and a rule in, a comparison out.

Floating-point values are compared by the rule, all else exactly. Under every rule NaN equals NaN,
whatever its payload, for Java leaves open which payload an operation gives; an infinity is never
near a finite number.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np

from bridge.javatypes import JavaType, Value, same_bits
from bridge.outcomes import Outcome, Unfit
from bridge.signatures import Signature

__all__ = [
    "Aspect",
    "Bits",
    "Comparison",
    "Rule",
    "Tolerance",
    "Ulps",
    "compare",
    "kinds_correspond",
    "ulp_distance",
    "ulp_distances",
]

_Array = np.ndarray[Any, np.dtype[Any]]

# Values that are worked on at a time, so that what is computed of them stays in the cache.
_CACHED = 1 << 15

# Java's exception: what a careful port raises in its place.
_KINDS = {
    "java.lang.ArithmeticException": {"ZeroDivisionError", "OverflowError"},
    "java.lang.ArrayIndexOutOfBoundsException": {"IndexError"},
    "java.lang.ClassCastException": {"TypeError"},
    "java.lang.IllegalArgumentException": {"ValueError"},
    "java.lang.IndexOutOfBoundsException": {"IndexError"},
    "java.lang.NegativeArraySizeException": {"ValueError"},
    "java.lang.NullPointerException": {"AttributeError", "TypeError"},
    "java.lang.NumberFormatException": {"ValueError"},
    "java.lang.StringIndexOutOfBoundsException": {"IndexError"},
    "java.util.NoSuchElementException": {"IndexError", "KeyError", "StopIteration"},
}


@dataclass(frozen=True, slots=True)
class Bits:
    """The same bits, signs of zeros included."""

    def __str__(self) -> str:
        return "bits"


@dataclass(frozen=True, slots=True)
class Ulps:
    """At most `max_ulp` representable values apart; whether -0.0 differs from 0.0 is a switch."""

    max_ulp: float
    signed_zero: bool = False

    def __str__(self) -> str:
        return f"ulps={self.max_ulp:g}"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """At most `absolute` apart, or `relative` times the size of Java's value."""

    relative: float
    absolute: float
    signed_zero: bool = False

    def __str__(self) -> str:
        return f"rel={self.relative:g},abs={self.absolute:g}"


Rule = Bits | Ulps | Tolerance


class Aspect(Enum):
    """What about two outcomes can differ."""

    RESULT = "results"
    ARGUMENTS = "arguments afterwards"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two outcomes of one case judged under a rule."""

    differing: frozenset[Aspect]
    ulp: float | None  # the largest distance of the values; None where there are no two numbers

    @property
    def agrees(self) -> bool:
        """Whether nothing differs."""
        return not self.differing


def compare(signature: Signature, java: Outcome, python: Outcome, rule: Rule) -> Comparison:
    """Judge what both sides did with the same case."""
    differing = set()
    ulp = None
    kind = signature.return_type
    if java.returned and python.returned:
        if not _values_agree(kind, java.value, python.value, rule):
            differing.add(Aspect.RESULT)
        if _is_floating(kind) and not isinstance(python.value, Unfit):
            ulp = ulp_distance(kind, java.value, python.value)
    elif java.ended or python.ended:
        if java.status is not python.status:
            differing.add(Aspect.RESULT)
    elif java.returned or python.returned or not kinds_correspond(java.error_class, python):
        differing.add(Aspect.RESULT)
    if not java.ended and not python.ended:
        after = zip(
            signature.parameter_types, java.arguments_after, python.arguments_after, strict=True
        )
        if not all(_values_agree(kind, a, b, Bits()) for kind, a, b in after):
            differing.add(Aspect.ARGUMENTS)
    return Comparison(frozenset(differing), ulp)


def kinds_correspond(java_class: str, python: Outcome) -> bool:
    """Tell whether what the port raised stands for Java's `java_class`."""
    return not _KINDS.get(java_class, set()).isdisjoint((python.error_class, *python.error_bases))


def ulp_distance(kind: JavaType, java: Value, python: Value) -> float:
    """Largest distance of two values in representable values of the type.

    Returns
    -------
    float
        0 for the same value (NaN and NaN included); infinity where shapes differ, or where one is
        NaN or infinite and the other is not.
    """
    if kind.depth > 1:
        if java is None or python is None or len(java) != len(python):
            return 0.0 if java is python else float("inf")
        pairs = zip(java, python, strict=True)
        return max((ulp_distance(kind.element, a, b) for a, b in pairs), default=0.0)
    dtype = kind.primitive.dtype
    a, b = np.asarray(java, dtype), np.asarray(python, dtype)
    if a.shape != b.shape:
        return float("inf")
    distances = ulp_distances(np.atleast_1d(a), np.atleast_1d(b))
    largest = distances.max(initial=0)
    return float("inf") if largest == np.iinfo(distances.dtype).max else float(largest)


def ulp_distances(java: _Array, python: _Array) -> _Array:
    """Distances of the values of two columns, each in representable values of the type.

    Parameters
    ----------
    java, python : ndarray of shape (n,)
        Both float64, or both float32.

    Returns
    -------
    ndarray of uint64 or uint32, of shape (n,)
        Exact. 0 for the same value (NaN and NaN included); the largest number of the type, which
        is no distance of finite values, where one is NaN or infinite and the other is not.

    Notes
    -----
    Blocks of finite values that are near each other take five passes within the cache, 1.5 to 3 ns
    an element; a block with any others takes about 15.

    Examples
    --------
    >>> ulp_distances(np.array([1.0, -5e-324, np.inf]), np.array([1.0, 5e-324, 1e308])).tolist()
    [0, 2, 18446744073709551615]
    """
    java, python = np.ascontiguousarray(java), np.ascontiguousarray(python)
    distances = np.empty(java.shape, f"u{java.dtype.itemsize}")
    for start in range(0, len(java), _CACHED):
        block = slice(start, start + _CACHED)
        if not _put_near_distances(java[block], python[block], distances[block]):
            distances[block] = _distances(java[block], python[block])
    return distances


def _put_near_distances(java: _Array, python: _Array, distances: _Array) -> bool:
    """Put the distances of finite values that are near each other; false if not all are such."""
    signed = f"i{java.dtype.itemsize}"
    gaps = distances.view(signed)
    # Overflow wraps around.
    np.abs(np.subtract(java.view(signed), python.view(signed), out=gaps), out=gaps)
    infinity = int(np.array(np.inf, java.dtype).view(signed))
    # Patterns of finite values are further apart if the signs differ, however the gap wraps.
    is_near = int(distances.max()) <= np.iinfo(signed).max - infinity
    return is_near and bool(np.isfinite(java).all() and np.isfinite(python).all())


def _distances(java: _Array, python: _Array) -> _Array:
    """The same of any values."""
    first, second = _ordered(java), _ordered(python)
    # The difference of two signed integers of a width always fits the unsigned one.
    high, low = np.maximum(first, second), np.minimum(first, second)
    width = f"u{java.dtype.itemsize}"
    distances: _Array = high.view(width) - low.view(width)
    distances[~(np.isfinite(java) & np.isfinite(python))] = np.iinfo(width).max
    distances[(java == python) | (np.isnan(java) & np.isnan(python))] = 0
    return distances


def _ordered(values: _Array) -> _Array:
    """Bit patterns as integers in the order of the values; both zeros are 0."""
    width = f"i{values.dtype.itemsize}"
    bits = values.view(width)
    ordered: _Array = np.where(bits < 0, np.iinfo(width).min - bits, bits)
    return ordered


def _values_agree(kind: JavaType, java: Value, python: Value | Unfit, rule: Rule) -> bool:
    if isinstance(python, Unfit):
        return False
    if isinstance(rule, Bits) or not _is_floating(kind) or java is None or python is None:
        return same_bits(kind, java, python)
    if kind.depth > 1:
        return len(java) == len(python) and all(
            _values_agree(kind.element, a, b, rule) for a, b in zip(java, python, strict=True)
        )
    a, b = np.asarray(java, kind.primitive.dtype), np.asarray(python, kind.primitive.dtype)
    if a.shape != b.shape:
        return False
    if rule.signed_zero and ((a == 0) & (b == 0) & (np.signbit(a) != np.signbit(b))).any():
        return False
    if isinstance(rule, Ulps):
        return ulp_distance(kind, a, b) <= rule.max_ulp
    same = (a == b) | (np.isnan(a) & np.isnan(b))
    with np.errstate(all="ignore"):
        near = np.abs(a - b) <= np.maximum(rule.absolute, rule.relative * np.abs(a))
    return bool((same | (near & np.isfinite(a) & np.isfinite(b))).all())


def _is_floating(kind: JavaType) -> bool:
    return not kind.is_void and kind.primitive.is_floating
