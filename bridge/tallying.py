"""What both sides did with the inputs of a block in, what is to be said of the block out.

Most inputs are judged in bulk, by the rule alone. One by one, as `portproof check` does it, come
those that did not return, those to which a correction applies, and those whose true value is asked.
That is a sample, and the worst of each part, for a true value takes some 100 us.
"""

import struct
import zlib
from bisect import insort
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bridge.columns import Column
from bridge.compare import differing_values, ulp_distances
from bridge.javatypes import Form, JavaType, Value
from bridge.judging import Judgement, judge, rule_of
from bridge.outcomes import Outcome, OutcomeStatus, Unfit
from bridge.ports import Pair, Port
from bridge.signatures import Case, Signature
from bridge.strategies import Tier
from bridge.swept import FIRST, INFINITE, Findings, Found, SweptBlock, bucket, bucket_of
from bridge.wire import encode

__all__ = ["Results", "Tally"]

_Array = np.ndarray[Any, np.dtype[Any]]

# Inputs of a block whose true value is asked, beside the worst.
_SAMPLE = 64

# Distances up to here are counted one by one, which is fast; others by the bounds of the buckets.
_NEAR = 1 << 12
_BOUNDS = np.array([0, *(1 << k for k in range(64))], np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """What both sides gave for columns of numbers."""

    java: _Array
    python: _Array
    others: Mapping[int, Outcome]  # by index, what Java did where it did not return


class Tally:
    """What is found of a block while it is swept.

    Parameters
    ----------
    port, pair, signature : Port, Pair, Signature
        What is swept.
    start, stop : int
        The numbers of the block's first input and of the one after its last.
    """

    def __init__(self, port: Port, pair: Pair, signature: Signature, start: int, stop: int) -> None:
        self._port, self._pair, self._signature = port, pair, signature
        self._untrue = replace(pair, oracle=None)
        self._start, self._inputs = start, stop - start
        self._stride = max(1, self._inputs // _SAMPLE)
        self._is_floating = _is_floating(signature.return_type)
        self._differences = self._unjudged = self._truths = 0
        self._corrections: Counter[str] = Counter()
        self._by_java: Counter[str] = Counter()
        self._by_python: Counter[str] = Counter()
        self._histogram: Counter[int] = Counter()
        self._first: list[Found] = []
        self._worst: list[Found] = []
        self._java_max_ulp = self._python_max_ulp = 0.0
        self._java = _Checksum(signature.return_type)
        self._python = _Checksum(signature.return_type)

    def block(self, number: int) -> SweptBlock:
        """All that was found."""
        findings = Findings(
            inputs=self._inputs,
            differences=self._differences,
            unjudged=self._unjudged,
            corrections=dict(self._corrections),
            java=dict(self._by_java),
            python=dict(self._by_python),
            histogram={bucket(n): count for n, count in self._histogram.items() if count},
            first=tuple(self._first),
            worst=tuple(self._worst),
            truths=self._truths,
            java_max_ulp=self._java_max_ulp,
            python_max_ulp=self._python_max_ulp,
        )
        return SweptBlock(number, findings, str(self._java), str(self._python))

    def add_cases(
        self, first: int, cases: Sequence[Case], sides: Iterator[tuple[Case, Outcome, Outcome]]
    ) -> None:
        """Judge cases one by one; those that were left, as others ran out of time, are unjudged."""
        done = list(sides)
        for number, (case, java, python) in enumerate(done, first):
            self._add_case(number, case, java, python, is_asked=self._is_sampled(number))
        self._java.add_outcomes(first, [java for _, java, _ in done])
        self._python.add_outcomes(first, [python for _, _, python in done])
        self._unjudged += len(cases) - len(done)

    def add_columns(self, first: int, columns: Sequence[Column], results: Results) -> None:
        """Judge inputs by the rule, and those of which more is to be said one by one."""
        alone = self._alone(first, columns, results)
        is_same = not results.others and _are_same(results.java, results.python)
        if not is_same:
            alone = self._add_different(first, columns, results, alone)
        elif self._is_floating:
            self._histogram[0] += len(results.java) - len(alone)
        for counter in (self._by_java, self._by_python):
            counter[OutcomeStatus.RETURNED.value] += len(results.java) - len(alone)
        for index in alone.tolist():
            self._add_case(first + index, *_row(columns, results, index), is_asked=True)
        is_behind = self._java.state == self._python.state
        self._java.add_values(first, results.java, results.others)
        if is_same and is_behind:
            self._python.state = self._java.state
        else:
            self._python.add_values(first, results.python, {})

    def _alone(self, first: int, columns: Sequence[Column], results: Results) -> _Array:
        """The indexes of the inputs that are judged one by one."""
        alone = set(results.others)
        if self._pair.oracle is not None:
            ahead = -(first - self._start) % self._stride
            alone.update(range(ahead, len(results.java), self._stride))
        if self._pair.sites:
            cases = zip(*(column.to_list() for column in columns), strict=True)
            sites = self._pair.sites
            alone.update(i for i, c in enumerate(cases) if any(site.applies(c) for site in sites))
        return np.array(sorted(alone), np.intp)

    def _add_different(
        self, first: int, columns: Sequence[Column], results: Results, alone: _Array
    ) -> _Array:
        """Judge by the rule; gives the inputs that are left to be judged one by one."""
        if self._is_floating:
            distances = ulp_distances(results.java, results.python)
            distances[alone] = 0
            worst = int(distances.argmax())
            if self._pair.oracle is not None and distances[worst]:
                alone = np.union1d(alone, [worst])
                distances[worst] = 0
                worst = int(distances.argmax())
            self._add_distances(distances)
            self._histogram[0] -= len(alone)
            ulp = _distance(distances[worst])
            if self._is_worse(ulp):
                row = _row(columns, results, worst)
                self._worst = [self._found(first + worst, ulp, "", *row)]
        # The bounds of a number's oracle are the same for all numbers.
        case, _, _ = _row(columns, results, 0)
        rule = rule_of(self._port, self._pair, case)
        kind = self._signature.return_type
        differing = differing_values(kind, results.java, results.python, rule)
        differing[alone] = False
        found = np.flatnonzero(differing)
        self._differences += len(found)
        for index in found[:FIRST].tolist():
            row = _row(columns, results, index)
            apart = _ulp(kind, results, index)
            self._keep_first(self._found(first + index, apart, "the results differ", *row))
        return alone

    def _add_distances(self, distances: _Array) -> None:
        if distances.max() <= _NEAR:
            counts = np.bincount(distances.astype(np.intp))
            for distance in np.flatnonzero(counts).tolist():
                self._histogram[bucket_of(distance)] += int(counts[distance])
            return
        buckets = np.searchsorted(_BOUNDS, distances.astype(np.uint64))
        buckets[distances == np.iinfo(distances.dtype).max] = INFINITE
        counts = np.bincount(buckets)
        for number in np.flatnonzero(counts).tolist():
            self._histogram[number] += int(counts[number])

    def _add_case(
        self, number: int, case: Case, java: Outcome, python: Outcome, *, is_asked: bool
    ) -> None:
        judged = self._judge(case, java, python, is_asked=is_asked)
        self._by_java[_ending(java)] += 1
        self._by_python[_ending(python)] += 1
        ulp: float | None = judged.max_ulp
        if not judged.is_judged or judged.is_limit:
            self._unjudged += 1
        elif judged.fault:
            self._differences += 1
            self._keep_first(self._found(number, ulp, judged.fault, case, java, python))
        else:
            self._corrections.update(judged.corrections)
        if ulp is not None:
            self._histogram[bucket_of(ulp)] += 1
            if self._is_worse(ulp):
                self._worst = [self._found(number, ulp, judged.fault, case, java, python)]
        if judged.java_ulp is not None and judged.python_ulp is not None:
            self._truths += 1
            self._java_max_ulp = max(self._java_max_ulp, judged.java_ulp)
            self._python_max_ulp = max(self._python_max_ulp, judged.python_ulp)

    def _judge(self, case: Case, java: Outcome, python: Outcome, *, is_asked: bool) -> Judgement:
        port, pair = self._port, self._pair
        if not is_asked:
            port, pair = replace(port, rule=rule_of(port, pair, case)), self._untrue
        return judge(port, pair, self._signature, Tier.EXTREME, case, java, python)

    def _is_sampled(self, number: int) -> bool:
        return (number - self._start) % self._stride == 0

    def _is_worse(self, ulp: float) -> bool:
        return ulp > ((self._worst[0].ulp or 0.0) if self._worst else 0.0)

    def _keep_first(self, found: Found) -> None:
        insort(self._first, found, key=lambda each: each.number)
        del self._first[FIRST:]

    def _found(
        self, number: int, ulp: float | None, fault: str, case: Case, java: Outcome, python: Outcome
    ) -> Found:
        return Found.of(self._signature, number, ulp, fault, case, java, python)


class _Checksum:
    """Of what one side returned, and of how its other calls ended."""

    def __init__(self, kind: JavaType) -> None:
        self._kind = kind
        self.state = (0, 0)

    def __str__(self) -> str:
        return "".join(f"{crc:08x}" for crc in self.state)

    def add_values(self, first: int, values: _Array, others: Mapping[int, Outcome]) -> None:
        """Add numbers; what is in the place of `others` does not count."""
        if others:
            values = values.copy()
            values[list(others)] = 0
        self._add(_canonical(values))
        for index in sorted(others):
            self._add_other(first + index, others[index])

    def add_outcomes(self, first: int, outcomes: Sequence[Outcome]) -> None:
        """Add what became of cases, whatever they returned."""
        others = {i: each for i, each in enumerate(outcomes) if not _is_value(each)}
        if self._kind.form is Form.PRIMITIVE:
            values = [0 if i in others else each.value for i, each in enumerate(outcomes)]
            self.add_values(first, np.array(values, self._kind.primitive.dtype), others)
            return
        for index, outcome in enumerate(outcomes):
            if index in others:
                self._add_other(first + index, outcome)
            else:
                self._add(self._encoded(outcome.value))

    def _encoded(self, value: Value) -> bytes:
        is_row = self._kind.form is Form.ROW and value is not None
        return encode(self._kind, _canonical(value) if is_row else value)

    def _add(self, content: Any) -> None:
        self.state = zlib.crc32(content, self.state[0]), self.state[1]

    def _add_other(self, number: int, outcome: Outcome) -> None:
        told = struct.pack("<q", number) + _ending(outcome).encode() + b"\0"
        told += outcome.error_class.encode(errors="replace")
        self.state = self.state[0], zlib.crc32(told, self.state[1])


def _canonical(values: _Array) -> _Array:
    """The same with one NaN for all: which one a side computes, it need not choose itself."""
    if values.dtype.kind != "f" or not len(values):
        return np.ascontiguousarray(values)
    with np.errstate(invalid="ignore"):
        # The maximum is NaN if any value is.
        if not np.isnan(values.max()):
            return np.ascontiguousarray(values)
        return np.where(np.isnan(values), values.dtype.type("nan"), values)


def _are_same(java: _Array, python: _Array) -> bool:
    width = f"u{java.dtype.itemsize}"
    return np.array_equal(java.view(width), python.view(width))


def _row(columns: Sequence[Column], results: Results, index: int) -> tuple[Case, Outcome, Outcome]:
    """One input, and what both sides did with it."""
    case: tuple[Value, ...] = tuple(column.values[index].item() for column in columns)
    java, python = (
        Outcome(OutcomeStatus.RETURNED, case, values[index].item())
        for values in (results.java, results.python)
    )
    return case, results.others.get(index, java), python


def _ulp(kind: JavaType, results: Results, index: int) -> float | None:
    if not _is_floating(kind):
        return None
    one = slice(index, index + 1)
    return _distance(ulp_distances(results.java[one], results.python[one])[0])


def _distance(distance: Any) -> float:
    return float("inf") if distance == np.iinfo(distance.dtype).max else float(distance)


def _is_value(outcome: Outcome) -> bool:
    return outcome.returned and not isinstance(outcome.value, Unfit)


def _is_floating(kind: JavaType) -> bool:
    return kind.form is Form.PRIMITIVE and kind.primitive.is_floating


def _ending(outcome: Outcome) -> str:
    return "unfit" if isinstance(outcome.value, Unfit) else outcome.status.value
