"""Two outcomes and a rule in, a comparison out.

Floating-point values are compared by the rule, all else exactly, a set's elements and a map's keys
included; the order of a set or a map does not count. Values of Object are compared as what they
are. Under every rule NaN equals NaN, whatever its payload, for Java leaves open which payload an
operation gives; an infinity is never near a finite number.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np

from bridge.javatypes import OBJECT, Form, Instance, JavaType, Typed, Value
from bridge.objects import Family, elements, family, fields
from bridge.outcomes import Outcome, Unfit
from bridge.signatures import Signature
from bridge.values import content_key, same_bits

__all__ = [
    "Aspect",
    "Bits",
    "Comparison",
    "Exceptions",
    "Rule",
    "Tolerance",
    "Ulps",
    "compare",
    "differing_values",
    "kinds_correspond",
    "ulp_distance",
    "ulp_distances",
]

_Array = np.ndarray[Any, np.dtype[Any]]

# Values that are worked on at a time, so that what is computed of them stays in the cache.
_CACHED = 1 << 15

# Java's exception: what a careful port raises in its place. Of an exception that is not here the
# nearest class that it is derived from counts.
_KINDS = {
    "java.lang.ArithmeticException": {"ZeroDivisionError", "OverflowError"},
    "java.lang.AssertionError": {"AssertionError"},
    "java.lang.ClassCastException": {"TypeError"},
    "java.lang.CloneNotSupportedException": {"TypeError"},
    "java.lang.Exception": {"RuntimeError"},
    "java.lang.IllegalArgumentException": {"ValueError"},
    "java.lang.IllegalStateException": {"RuntimeError", "ValueError"},
    "java.lang.IndexOutOfBoundsException": {"IndexError"},
    "java.lang.NegativeArraySizeException": {"ValueError"},
    "java.lang.NullPointerException": {"AttributeError", "TypeError"},
    "java.lang.RuntimeException": {"RuntimeError"},
    "java.lang.UnsupportedOperationException": {"NotImplementedError", "TypeError"},
    "java.time.DateTimeException": {"ValueError"},
    "java.util.ConcurrentModificationException": {"RuntimeError"},
    "java.util.EmptyStackException": {"IndexError"},
    "java.util.NoSuchElementException": {"IndexError", "KeyError", "StopIteration", "ValueError"},
}


# Whether there are numbers in values of these only the values tell.
_TELLING = {Form.ANY, Form.OBJECT}


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


class Exceptions(Enum):
    """When two exceptions agree."""

    KIND = "kind"  # where one stands for the other
    ANY = "any"
    IGNORE = "ignore"  # cases in which one side raised are not judged


def compare(
    signature: Signature,
    java: Outcome,
    python: Outcome,
    rule: Rule,
    exceptions: Exceptions = Exceptions.KIND,
    arguments_rule: Rule = Bits(),
) -> Comparison:
    """Judge what both sides did with the same case, and what they left of its arguments."""
    differing = set()
    ulp = None
    kind = signature.return_type
    if java.returned and python.returned:
        if not _values_agree(kind, java.value, python.value, rule):
            differing.add(Aspect.RESULT)
        if _is_floating(kind) and not _is_unfit(java.value, python.value):
            ulp = _measured(kind, java.value, python.value)
    elif java.ended or python.ended:
        if java.status is not python.status:
            differing.add(Aspect.RESULT)
    elif java.returned or python.returned or not _exceptions_agree(java, python, exceptions):
        differing.add(Aspect.RESULT)
    if not java.ended and not python.ended:
        after = zip(
            signature.parameter_types, java.arguments_after, python.arguments_after, strict=True
        )
        if not all(_values_agree(kind, a, b, arguments_rule) for kind, a, b in after):
            differing.add(Aspect.ARGUMENTS)
    return Comparison(frozenset(differing), ulp)


def _exceptions_agree(java: Outcome, python: Outcome, exceptions: Exceptions) -> bool:
    return exceptions is not Exceptions.KIND or kinds_correspond(java, python)


def kinds_correspond(java: Outcome, python: Outcome) -> bool:
    """Tell whether what the port raised stands for what Java raised.

    It does by the table above, and where both are called the same, ``ParseException`` and
    ``ParseError``, say.
    """
    nearest = next((name for name in (java.error_class, *java.error_bases) if name in _KINDS), "")
    kinds = (python.error_class, *python.error_bases)
    if nearest and not _KINDS[nearest].isdisjoint(kinds):
        return True
    return _bare_name(java.error_class) == _bare_name(python.error_class)


def _bare_name(error_class: str) -> str:
    """The name without its package, or outer class, and without the word for what it is."""
    return re.sub("(Exception|Error)$", "", re.split(r"[.$]", error_class)[-1])


def ulp_distance(kind: JavaType, java: Value, python: Value) -> float:
    """Largest distance of two values in representable values of the type.

    Returns
    -------
    float
        0 for the same value (NaN and NaN included); infinity where shapes differ, or where one is
        NaN or infinite and the other is not.
    """
    numbers = _numbers(kind, java, python)
    return float("inf") if numbers is None else _largest_distance(numbers)


def _measured(kind: JavaType, java: Value, python: Value) -> float | None:
    """The distance; of values of Object only where there are numbers to measure."""
    if _innermost(kind).form in _TELLING and not _numbers(kind, java, python):
        return None
    return ulp_distance(kind, java, python)


def _largest_distance(numbers: Iterable["_Numbers"]) -> float:
    return max(map(_distance, numbers), default=0.0)


def _distance(numbers: "_Numbers") -> float:
    distances = ulp_distances(numbers.java, numbers.python)
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


def differing_values(kind: JavaType, java: _Array, python: _Array, rule: Rule) -> _Array:
    """Tell for each number of two columns whether it differs.

    Parameters
    ----------
    kind : JavaType
        A primitive.
    java, python : ndarray of shape (n,)
        Of its dtype.
    rule : Rule
        How close floating-point numbers must be.

    Returns
    -------
    ndarray of bool of shape (n,)

    Examples
    --------
    >>> java, python = np.array([1.0, 0.0, np.nan]), np.array([1.0, -0.0, np.nan])
    >>> differing_values(JavaType("double"), java, python, Bits()).tolist()
    [False, True, False]
    """
    differing: _Array
    if not kind.primitive.is_floating:
        differing = java != python
        return differing
    if isinstance(rule, Bits):
        width = f"u{java.dtype.itemsize}"
        differing = (java.view(width) != python.view(width)) & ~(np.isnan(java) & np.isnan(python))
        return differing
    if isinstance(rule, Ulps):
        distances = ulp_distances(java, python)
        differing = distances > rule.max_ulp if math.isfinite(rule.max_ulp) else distances < 0
    else:
        differing = ~_are_near(java, python, rule)
    if rule.signed_zero:
        differing |= (java == 0) & (python == 0) & (np.signbit(java) != np.signbit(python))
    return differing


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


def _values_agree(kind: JavaType, java: Value | Unfit, python: Value | Unfit, rule: Rule) -> bool:
    if _is_unfit(java, python):
        return False
    if isinstance(rule, Bits) or not _is_floating(kind):
        return same_bits(kind, java, python)
    numbers = _numbers(kind, java, python)
    if numbers is None:
        return False
    if isinstance(rule, Ulps) and _largest_distance(numbers) > rule.max_ulp:
        return False
    return all(_numbers_agree(each.java, each.python, rule) for each in numbers)


def _is_unfit(java: Value | Unfit, python: Value | Unfit) -> bool:
    return isinstance(java, Unfit) or isinstance(python, Unfit)


def _numbers_agree(a: _Array, b: _Array, rule: Ulps | Tolerance) -> bool:
    """Whether the signs of zeros agree, and numbers under a tolerance."""
    if rule.signed_zero and ((a == 0) & (b == 0) & (np.signbit(a) != np.signbit(b))).any():
        return False
    if isinstance(rule, Ulps):
        return True
    return bool(_are_near(a, b, rule).all())


def _are_near(a: _Array, b: _Array, rule: Tolerance) -> _Array:
    same = (a == b) | (np.isnan(a) & np.isnan(b))
    with np.errstate(all="ignore"):
        near = np.abs(a - b) <= np.maximum(rule.absolute, rule.relative * np.abs(a))
    are_near: _Array = same | (near & np.isfinite(a) & np.isfinite(b))
    return are_near


def _is_floating(kind: JavaType) -> bool:
    """Whether the rule has a say: whether what lists and maps come down to are such numbers."""
    innermost = _innermost(kind)
    is_numeric = innermost.form in {Form.PRIMITIVE, Form.BOX, Form.ROW}
    return innermost.form in _TELLING or (is_numeric and innermost.primitive.is_floating)


def _innermost(kind: JavaType) -> JavaType:
    while kind.form in {Form.LIST, Form.MAP}:
        kind = kind.element
    return kind


@dataclass(frozen=True, slots=True)
class _Numbers:
    """All numbers of a type in two values; those at the same place in both have the same index."""

    java: _Array
    python: _Array


# What stands at the same places in two values, by the type of the numbers.
_Pairs = dict[np.dtype[Any], list[tuple[Value, Value]]]


def _numbers(kind: JavaType, java: Value, python: Value) -> list[_Numbers] | None:
    """The numbers of each type; None where one on either side has no partner on the other."""
    pairs: _Pairs = {}
    if not _pair(kind, java, python, pairs):
        return None
    return [
        _Numbers(_joined((a for a, _ in found), dtype), _joined((b for _, b in found), dtype))
        for dtype, found in pairs.items()
    ]


def _joined(parts: Iterable[Value], dtype: np.dtype[Any]) -> _Array:
    return np.concatenate([np.atleast_1d(np.asarray(part, dtype)) for part in parts])


def _pair(kind: JavaType, java: Value, python: Value, pairs: _Pairs) -> bool:
    """Collect the numbers and rows at the same places; tell whether the places are the same."""
    if java is None or python is None:
        return java is python
    if kind.form is Form.ANY:
        return _pair_typed(kind, java, python, pairs)
    if kind.form is Form.OBJECT:
        return _pair_fields(java, python, pairs)
    if kind.form in {Form.PRIMITIVE, Form.BOX}:
        pairs.setdefault(kind.primitive.dtype, []).append((java, python))
        return True
    if len(java) != len(python):
        return False
    if kind.form is Form.ROW:
        pairs.setdefault(kind.primitive.dtype, []).append((java, python))
        return True
    if kind.form is Form.MAP:
        by_key = {content_key(kind.key, key): item for key, item in python}
        if {content_key(kind.key, key) for key, _ in java} != by_key.keys():
            return False
        python = [by_key[content_key(kind.key, key)] for key, _ in java]
        java = [item for _, item in java]
    element = kind.element
    return all(_pair(element, a, b, pairs) for a, b in zip(java, python, strict=True))


def _pair_typed(kind: JavaType, java: Typed, python: Typed, pairs: _Pairs) -> bool:
    """The same for values of Object, in which all but numbers and their places must be alike."""
    families = family(java.kind), family(python.kind)
    if families == (Family.FLOATING, Family.FLOATING):
        # Python has no float, so its number counts as one where Java's is, and may become infinite.
        with np.errstate(over="ignore"):
            rounded = java.kind.primitive.dtype.type(python.value)
        return _pair(java.kind, java.value, rounded, pairs)
    if families == (Family.LIST, Family.LIST):
        items = elements(java), elements(python)
        return len(items[0]) == len(items[1]) and all(
            _pair(kind, a, b, pairs) for a, b in zip(*items, strict=True)
        )
    if families in {(Family.MAP, Family.MAP), (Family.OBJECT, Family.OBJECT)}:
        return _pair(java.kind, java.value, python.value, pairs)
    return same_bits(kind, java, python)


def _pair_fields(java: Instance, python: Instance, pairs: _Pairs) -> bool:
    """The same for the fields of two objects, whose order does not count, nor their classes."""
    by_java, by_python = fields(java), fields(python)
    return by_java.keys() == by_python.keys() and all(
        _pair(OBJECT, held, _like(held, by_python[name]), pairs) for name, held in by_java.items()
    )


def _like(java: Typed | None, python: Typed | None) -> Typed | None:
    """Python's field, in which an int stands for a double as it does for a declared one."""
    if java is None or python is None:
        return python
    if (family(java.kind), family(python.kind)) != (Family.FLOATING, Family.INTEGER):
        return python
    return Typed(java.kind, float(python.value))
