"""Runs the whole chain: a port in, a report out."""

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bridge.bundled import BUNDLED
from bridge.compare import Rule
from bridge.errors import RequestError
from bridge.evaluate import Outcome, OutcomeStatus, evaluate_java, evaluate_python
from bridge.javac import compile_java
from bridge.jvm import Jvm
from bridge.ports import Pair, Port
from bridge.report.run import Report
from bridge.signatures import Case, JavaMethod, Signature, load_class
from bridge.strategies import Tier, cases_of, draw_cases, shrink
from bridge.typedjson import from_json
from bridge.verdict import Judgement, Status, Verdict, conclude, judge
from bridge.wire import encode_batch

__all__ = ["Progress", "check_bundled"]

# Told the method in hand, how many cases are done and how many there are.
Progress = Callable[[str, int, int], None]

# Cases in one exchange with the JVM.
_BLOCK = 250


class _Draws:
    """The cases of a run, drawn once for all methods of the same parameters."""

    def __init__(self, cases: int, seed: int) -> None:
        self.count = -(-cases // 2)
        self.seed = seed
        self._drawn: dict[tuple[object, ...], list[Case]] = {}

    def take(
        self, count: int, signature: Signature, tier: Tier, *, same_length: bool
    ) -> list[Case]:
        """Take up to `count` cases."""
        key = (signature.parameters, tier, same_length)
        if key not in self._drawn:
            strategy = cases_of(signature, tier, same_length=same_length)
            self._drawn[key] = draw_cases(strategy, self.count, self.seed)
        return self._drawn[key][:count]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a run was asked for."""

    methods: Sequence[str]
    cases: int
    draws: _Draws
    rule: Rule | None
    case: Sequence[object] | None
    timeout_s: float

    def wants(self, method: JavaMethod) -> bool:
        signature = method.signature
        asked = {text.replace(" ", "") for text in self.methods}
        return not asked or signature.name in asked or str(signature) in asked


def check_bundled(
    *,
    methods: Sequence[str] = (),
    cases: int = 1000,
    seed: int | None = None,
    rule: Rule | None = None,
    case: Sequence[object] | None = None,
    timeout_s: float = 1.0,
    jdk: Path | None = None,
    java_executable: Path | None = None,
    ports: Sequence[Port] = BUNDLED,
    allow_unpaired: bool = False,
    progress: Progress = lambda method, done, total: None,
) -> Report:
    """Prove `activations` against the class as posted and as corrected.

    Parameters
    ----------
    methods : sequence of str
        Java names, optionally with the signature; empty: all.
    cases : int
        Cases for each method, over all tiers.
    seed : int, optional
        Of the drawn cases; drawn itself if left out, and part of the report.
    rule : Rule, optional
        How close Java and Python must be to each other; by default as close as the bounds of both
        sides against the true value allow.
    case : sequence, optional
        Run just this case: one typed value, or plain one, for each parameter.
    timeout_s : float
        Deadline for a case in Java; a case that exceeds it is run again, alone, with ten times as
        long, before it counts as timed out.
    jdk, java_executable : Path, optional
        As `Jvm` takes them.
    ports : sequence of Port
        What to prove.
    allow_unpaired : bool
        Whether a Java method without a partner passes.
    progress : callable
        Called with the method in hand, the cases done and the cases in all.

    Raises
    ------
    BridgeError
        If the JVM could not do its part.
    RequestError
        If a method is not there, or `case` does not fit the methods.
    """
    seed = secrets.randbelow(2**32) if seed is None else seed
    plan = _Plan(methods, cases, _Draws(cases, seed), rule, case, timeout_s)
    with Jvm(jdk, java_executable) as jvm:
        loaded = [(port, method) for port in ports for method in _load(jvm, port, plan)]
        total = len(loaded) * (cases if case is None else 1)
        verdicts: list[Verdict] = []
        for number, (port, method) in enumerate(loaded):
            before = total // len(loaded) * number
            advance = partial(_advance, progress, str(method.signature), before, total)
            verdicts.append(_check_method(port, method, plan, advance))
    if not methods:
        verdicts += [
            Verdict("", name, port.reference, Status.UNPAIRED)
            for port in ports
            for name in port.python_only
        ]
    return Report(seed, jvm.version, jvm.vendor, tuple(verdicts), allow_unpaired=allow_unpaired)


def _advance(progress: Progress, method: str, before: int, total: int, done: int) -> None:
    progress(method, before + done, total)


def _load(jvm: Jvm, port: Port, plan: _Plan) -> list[JavaMethod]:
    classes = compile_java(jvm.jdk, port.sources, release=min(jvm.release, jvm.jdk.release))
    methods = load_class(jvm, classes, port.class_name)
    _require_each_found(plan.methods, methods)
    return [method for method in methods if plan.wants(method)]


def _require_each_found(asked: Sequence[str], methods: Sequence[JavaMethod]) -> None:
    known = [str(method.signature) for method in methods]
    for text in asked:
        if text.replace(" ", "") not in {*known, *(name.partition("(")[0] for name in known)}:
            raise RequestError(f"method must be one of {', '.join(known)}, got {text!r}")


def _check_method(
    port: Port, method: JavaMethod, plan: _Plan, progress: Callable[[int], None]
) -> Verdict:
    signature = method.signature
    pair = next((pair for pair in port.pairs if pair.java == str(signature)), None)
    if pair is None:
        reason = "no Python function is paired with it"
        return Verdict(str(signature), "", port.reference, Status.UNPAIRED, reason=reason)
    if signature.unsupported:
        return Verdict(
            pair.java, pair.python, port.reference, Status.UNDECIDED, reason=signature.unsupported
        )
    return _Run(port, pair, method, plan, progress).verdict()


class _Run:
    """One method's way from cases to its verdict."""

    def __init__(
        self,
        port: Port,
        pair: Pair,
        method: JavaMethod,
        plan: _Plan,
        progress: Callable[[int], None],
    ) -> None:
        self._port = port
        self._pair = pair
        self._method = method
        self._plan = plan
        self._progress = progress
        self._sites = [
            (correction.name, site)
            for correction in port.corrections
            for site in correction.sites
            if site.method == pair.java
        ]
        self._given = [*(site.example for _, site in self._sites), *pair.given]

    def verdict(self) -> Verdict:
        start = time.perf_counter()
        judged: list[tuple[Tier, Judgement]] = []
        self._progress(0)
        for tier, cases in self._tiers():
            for block in range(0, len(cases), _BLOCK):
                judged += ((tier, j) for j in self._judge(cases[block : block + _BLOCK]))
                self._progress(len(judged))
        smallest = self._smallest(judged)
        stale = [] if self._plan.case is not None else self._stale(judged)
        seconds = time.perf_counter() - start
        return conclude(
            self._method.signature,
            self._pair,
            self._port.reference,
            self._plan.rule,
            judged,
            smallest,
            stale,
            seconds,
        )

    def _tiers(self) -> Iterator[tuple[Tier, Sequence[Case]]]:
        if self._plan.case is not None:
            yield Tier.GIVEN, [self._read_case(self._plan.case)]
            return
        yield Tier.GIVEN, self._given
        for tier in (Tier.ORDINARY, Tier.EXTREME):
            yield (
                tier,
                self._plan.draws.take(
                    self._count(tier),
                    self._method.signature,
                    tier,
                    same_length=self._pair.same_length,
                ),
            )

    def _count(self, tier: Tier) -> int:
        """Of the cases that are not given, half are ordinary and half, or one more, extreme."""
        drawn = max(0, self._plan.cases - len(self._given))
        return drawn // 2 if tier is Tier.ORDINARY else drawn - drawn // 2

    def _read_case(self, typed: Sequence[object]) -> Case:
        kinds = self._method.signature.parameter_types
        if len(typed) != len(kinds):
            raise RequestError(
                f"case must hold {len(kinds)} values for {self._method.signature}, got {len(typed)}"
            )
        try:
            case = tuple(map(from_json, kinds, typed))
        except ValueError as error:
            raise RequestError(str(error)) from error
        if any(value is None for value in case):
            raise RequestError(f"case must hold no null, got {typed!r}")
        return case

    def _judge(self, cases: Sequence[Case]) -> Iterator[Judgement]:
        signature = self._method.signature
        java = map(self._confirm, cases, evaluate_java(self._method, cases, self._plan.timeout_s))
        python = evaluate_python(self._pair.function, signature, cases)
        for case, by_java, by_python in zip(cases, java, python, strict=True):
            yield judge(
                signature,
                self._pair,
                self._port.corrections,
                self._plan.rule,
                case,
                by_java,
                by_python,
            )

    def _confirm(self, case: Case, java: Outcome) -> Outcome:
        """Give a case that was late a second, longer chance: the machine may have been busy."""
        if java.status is not OutcomeStatus.TIMED_OUT:
            return java
        [again] = evaluate_java(self._method, [case], 10 * self._plan.timeout_s)
        return again

    def _smallest(self, judged: Sequence[tuple[Tier, Judgement]]) -> Judgement | None:
        """The smallest case at fault in the first tier that has one."""
        tier, found = next((pair for pair in judged if pair[1].fault), (Tier.GIVEN, None))
        if found is None or tier is Tier.GIVEN:
            return found
        known = {self._key(judgement.case): judgement for _, judgement in judged}

        def fails(case: Case) -> bool:
            key = self._key(case)
            if key not in known:
                known[key] = next(self._judge([case]))
            return bool(known[key].fault)

        strategy = cases_of(self._method.signature, tier, same_length=self._pair.same_length)
        smallest = shrink(strategy, fails, self._plan.draws.count, self._plan.draws.seed)
        return found if smallest is None else known[self._key(smallest)]

    def _key(self, case: Case) -> bytes:
        return encode_batch(self._method.signature.parameter_types, [case])

    def _stale(self, judged: Sequence[tuple[Tier, Judgement]]) -> list[str]:
        """Corrections whose stored example does not show them any more."""
        given = [judgement for tier, judgement in judged if tier is Tier.GIVEN]
        return [
            name
            for (name, _), judgement in zip(self._sites, given, strict=False)
            if name not in judgement.corrections
        ]
