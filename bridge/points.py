"""Judged cases in, the points of a picture out: a number for each, and what was measured there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bridge.compare import Aspect
from bridge.domains import Domain
from bridge.javatypes import Form, JavaType, Value
from bridge.judging import Judgement
from bridge.outcomes import Outcome, Unfit
from bridge.ports import Oracle, Pair
from bridge.signatures import Case, Signature
from bridge.swept import SweptBlock

__all__ = ["Points", "block_points", "curve_points", "error_points", "points_of", "stands_for"]

# On which the curves of a function are looked at.
_USUAL_RANGE = 6.0
_Array = np.ndarray[Any, np.dtype[Any]]


def _none() -> _Array:
    return np.empty(0)


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Columns of equal length, sorted by `x`.

    Parameters
    ----------
    x : ndarray of float64
        What stands for a case on the axis; never NaN.
    series : tuple of (str, ndarray of float64)
        What was measured there; NaN where nothing was.
    is_corrected : ndarray of bool
        Whether a correction applies there.
    """

    x: _Array = field(default_factory=_none)
    series: tuple[tuple[str, _Array], ...] = ()
    is_corrected: _Array = field(default_factory=_none)

    def __len__(self) -> int:
        return len(self.x)


def points_of(
    signature: Signature,
    cases: Sequence[Case],
    series: Mapping[str, Sequence[float | None]],
    is_corrected: Sequence[bool],
) -> Points:
    """Make points of cases; those that no number stands for, or in which nothing was measured, go.

    Parameters
    ----------
    signature : Signature
        Of the method.
    cases, is_corrected
        One for each case.
    series : mapping of str to sequence
        One number for each case; None where nothing was measured.
    """
    kinds = signature.parameter_types
    x = np.array([stands_for(kinds, case) for case in cases], np.float64)
    columns = {name: np.array(values, np.float64) for name, values in series.items()}
    is_measured = [~np.isnan(values) for values in columns.values()]
    kept = np.flatnonzero(~np.isnan(x) & np.any(is_measured, axis=0))
    kept = kept[np.argsort(x[kept], kind="stable")]
    return Points(
        x[kept],
        tuple((name, values[kept]) for name, values in columns.items()),
        np.array(is_corrected, bool)[kept],
    )


def block_points(domain: Domain, blocks: Iterable[SweptBlock]) -> Points:
    """How far the sides are apart in each block of a sweep, at the most.

    A point stands where they are furthest apart, or where the block begins.
    """
    told = [(_place(domain, block), block.findings) for block in blocks if block.findings.histogram]
    told = sorted((one for one in told if not np.isnan(one[0])), key=lambda one: one[0])
    apart = [max((found.ulp or 0.0 for found in each.worst), default=0.0) for _, each in told]
    return Points(
        np.array([x for x, _ in told], np.float64),
        (("apart", np.array(apart, np.float64)),),
        np.array([bool(each.corrections) for _, each in told], bool),
    )


def _place(domain: Domain, block: SweptBlock) -> float:
    """The number of the largest size in the input that stands for a block."""
    numbers = [found.number for found in block.findings.worst] or [domain.bounds(block.number)[0]]
    columns = domain.columns(numbers[0], numbers[0] + 1)
    # A NaN may be one that signals.
    with np.errstate(invalid="ignore"):
        values = np.concatenate([column.values.astype(np.float64) for column in columns])
    return float(values[np.abs(values).argmax()])


def stands_for(kinds: Sequence[JavaType], case: Case) -> float:
    """The floating-point number of the largest size among all arguments; NaN if there is none."""
    rows = [row for kind, value in zip(kinds, case, strict=True) for row in _rows(kind, value)]
    numbers = np.concatenate([_none(), *rows])
    return float(numbers[np.abs(numbers).argmax()]) if len(numbers) else float("nan")


def _rows(kind: JavaType, value: Value) -> Iterator[_Array]:
    """The floating-point numbers of a value."""
    if value is None:
        return
    if kind.form in {Form.PRIMITIVE, Form.BOX, Form.ROW}:
        if kind.primitive.is_floating:
            yield np.atleast_1d(np.asarray(value, np.float64))
    elif kind.form in {Form.LIST, Form.SET}:
        for item in value:
            yield from _rows(kind.element, item)


def error_points(pair: Pair, signature: Signature, judged: Sequence[Judgement]) -> Points:
    """How far both sides are from the truth where it is known, or else from each other."""
    series = (
        {"java": [j.java_ulp for j in judged], "python": [j.python_ulp for j in judged]}
        if pair.oracle
        else {"apart": [j.comparison.ulp for j in judged]}
    )
    corrected = [Aspect.RESULT in j.covered for j in judged]
    return points_of(signature, [j.case for j in judged], series, corrected)


def curve_points(pair: Pair, signature: Signature, judged: Sequence[Judgement]) -> Points:
    """What both sides, and the truth, are near 0, for a function of one double."""
    oracle = pair.oracle
    if oracle is None or (signature.parameters, signature.returns) != (("double",), "double"):
        return Points()
    usual = [j for j in judged if abs(j.case[0]) <= _USUAL_RANGE]
    # A truth that only measures may have none where no case is.
    between = np.linspace(-_USUAL_RANGE, _USUAL_RANGE, 121).tolist() if oracle.is_bound else []
    cases = [*(j.case for j in usual), *((x,) for x in between)]
    unknown = [None] * len(between)
    series: dict[str, list[float | None]] = {
        "java": [*(_number(j.java) for j in usual), *unknown],
        "python": [*(_number(j.python) for j in usual), *unknown],
        "truth": [_true_number(oracle, case) for case in cases],
    }
    corrected = [*(Aspect.RESULT in j.covered for j in usual), *(False for _ in between)]
    return points_of(signature, cases, series, corrected)


def _number(outcome: Outcome) -> float | None:
    value = outcome.value
    return float(value) if outcome.returned and not isinstance(value, Unfit) else None


def _true_number(oracle: Oracle, case: Case) -> float | None:
    truth = oracle.truth(*case)
    return float(truth.truths[0]) if truth and truth.truths else None
