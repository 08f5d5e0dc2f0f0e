"""One method's way from cases to its verdict."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bridge.cases import DrawnCases, StoredCases
from bridge.compare import Aspect
from bridge.guessing import guess_condition
from bridge.judging import Judgement, judge
from bridge.jvm import JavaMethod
from bridge.outcomes import OutcomeStatus, is_repeated
from bridge.ports import Pair, Port
from bridge.proposal import write_correction
from bridge.recorded import RecordedMethod
from bridge.report.wording import brief_call, brief_sides
from bridge.sides import Sides
from bridge.signatures import Case, Signature
from bridge.strategies import Tier
from bridge.trials import Trials
from bridge.verdict import Status, Verdict, conclude
from bridge.wire import encode_batch

__all__ = ["prove"]

# How long smaller cases are looked for, in seconds.
_SHRINKING_S = 20.0


def prove(
    port: Port,
    pair: Pair,
    method: JavaMethod | RecordedMethod,
    sides: Sides,
    cases: DrawnCases | StoredCases,
    progress: Callable[[int], None] = lambda done: None,
    trials: Trials | None = None,
) -> Verdict:
    """Run and judge all cases of a method.

    Parameters
    ----------
    port, pair, method : Port, Pair, JavaMethod or RecordedMethod
        What is to be proven.
    sides : Sides
        What evaluates.
    cases : DrawnCases or StoredCases
        What it is proven on.
    progress : callable
        Called with the number of cases done.
    trials : Trials, optional
        What runs the port rewritten, to find out why it differs; needed where the plan asks that.

    Raises
    ------
    RequestError
        If the case of the plan does not fit the method.
    SideError
        If a harness failed.
    """
    port = replace(port, reference=port.reference or method.class_name)
    proof = _Proof(port, pair, method.signature, sides, cases, progress)
    verdict, judged, smallest = proof.verdict()
    if trials is None or smallest is None or not cases.plan.explain:
        return verdict
    if verdict.status is not Status.DIFFERENT:
        return verdict
    # It loads libcst, which takes a third of a second.
    from bridge.explaining import explain

    found = explain(port, pair, method.signature, judged, smallest, sides, cases, trials)
    return replace(verdict, cause=found)


class _Proof:
    def __init__(
        self,
        port: Port,
        pair: Pair,
        signature: Signature,
        sides: Sides,
        cases: DrawnCases | StoredCases,
        progress: Callable[[int], None],
    ) -> None:
        self._port = port
        self._pair = pair
        self._signature = signature
        self._sides = sides
        self._cases = cases
        self._progress = progress

    def verdict(self) -> tuple[Verdict, Sequence[tuple[Tier, Judgement]], Judgement | None]:
        """The verdict, what it was made of, and the smallest case at fault."""
        start = time.perf_counter()
        judged: list[tuple[Tier, Judgement]] = []
        left: Counter[Tier] = Counter()
        self._progress(0)
        for tier, cases in self._cases.tiers():
            before = len(judged)
            for judgement in self._judge(tier, cases):
                judged.append((tier, judgement))
                self._progress(len(judged))
            left[tier] = before + len(cases) - len(judged)
        smallest = self._smallest(judged)
        verdict = conclude(
            self._port,
            self._pair,
            self._signature,
            judged,
            smallest,
            [] if self._cases.plan.case is not None else self._stale(judged),
            doubt=self._doubt(smallest) if smallest else "",
            left=left,
            repeated=self._sides.repeated,
            is_in_place=self._sides.is_in_place,
            seconds=time.perf_counter() - start,
        )
        if self._cases.plan.propose and verdict.status is Status.DIFFERENT:
            verdict = replace(verdict, proposal="\n".join(self._proposals(judged, smallest)))
        return verdict, judged, smallest

    def _proposals(
        self, judged: Sequence[tuple[Tier, Judgement]], smallest: Judgement | None
    ) -> Iterator[str]:
        """A correction for what differs in the results, and one for the arguments."""
        signature, pair = self._signature, self._pair
        kinds = signature.parameter_types
        judgements = [judgement for _, judgement in judged if judgement.is_judged]
        faulty = [j for j in judgements if j.fault and j is not smallest]
        found = [*([smallest] if smallest else []), *faulty]
        if len(pair.parameters) < len(kinds):
            return
        for aspect in Aspect:
            differing = [j.case for j in found if aspect in j.comparison.differing]
            agreeing = [j.case for j in judgements if aspect not in j.comparison.differing]
            if differing:
                names = pair.parameters[: len(kinds)]
                guess = guess_condition(names, kinds, differing, agreeing, pair.conversion)
                yield write_correction(signature, aspect, guess, len(agreeing), differing[0])

    def _judge(self, tier: Tier, cases: Sequence[Case]) -> Iterator[Judgement]:
        for case, java, python in self._sides.outcomes(cases):
            yield judge(self._port, self._pair, self._signature, tier, case, java, python)

    def _smallest(self, judged: Sequence[tuple[Tier, Judgement]]) -> Judgement | None:
        """The smallest case at fault in the first tier that has one."""
        tier, found = next((pair for pair in judged if pair[1].fault), (Tier.GIVEN, None))
        if found is None or tier is Tier.GIVEN:
            return found
        faulty = [judgement for of, judgement in judged if of is tier and judgement.fault]
        # Where each smaller case would take its deadline, too, one of those at hand has to do.
        if OutcomeStatus.TIMED_OUT not in (found.java.status, found.python.status):
            faulty = [*self._shrunk(tier, judged), *faulty]
        return min(faulty, key=lambda judgement: len(self._key(judgement.case)))

    def _shrunk(self, tier: Tier, judged: Sequence[tuple[Tier, Judgement]]) -> Iterator[Judgement]:
        """A case at fault that Hypothesis finds no smaller one to, if its strategy has any."""
        known = {self._key(judgement.case): judgement for _, judgement in judged}
        end = time.monotonic() + _SHRINKING_S

        def fails(case: Case) -> bool:
            key = self._key(case)
            if key not in known and time.monotonic() < end:
                known[key] = next(self._judge(tier, [case]))
            return key in known and bool(known[key].fault)

        smallest = self._cases.shrink(tier, fails)
        if smallest is not None:
            yield known[self._key(smallest)]

    def _doubt(self, found: Judgement) -> str:
        """Why a difference shows nothing; empty if it repeats in processes that are fresh."""
        self._sides.renew()
        [again] = self._judge(Tier.GIVEN, [found.case])
        signature = self._signature
        is_java_same = is_repeated(signature, found.java, again.java)
        if again.fault and is_java_same and is_repeated(signature, found.python, again.python):
            return ""
        return (
            f"not deterministic: {brief_call(signature, found.case)}: "
            f"{brief_sides(signature, found.java, found.python)} at first, "
            f"{brief_sides(signature, again.java, again.python)} when it was run again, alone"
        )

    def _key(self, case: Case) -> bytes:
        return encode_batch(self._signature.parameter_types, [case])

    def _stale(self, judged: Sequence[tuple[Tier, Judgement]]) -> list[str]:
        """Why corrections do not hold any more."""
        given = iter([judgement for tier, judgement in judged if tier is Tier.GIVEN])
        stored = [(site, list(islice(given, len(site.cases)))) for site in self._pair.sites]
        judgements = [judgement for _, judgement in judged]
        return [
            reason
            for site, examples in stored
            for reason in self._is_stale(site.correction.name, examples, judgements)
        ]

    def _is_stale(
        self, name: str, examples: Sequence[Judgement], judgements: Sequence[Judgement]
    ) -> Iterator[str]:
        applying = [judgement for judgement in judgements if name in judgement.applying]
        silent = [example for example in examples if name not in example.corrections]
        if silent:
            call = brief_call(self._signature, silent[0].case)
            yield f"stale correction {name!r}: its case {call} shows no difference"
        elif not applying:
            yield f"stale correction {name!r}: it applies to no case; store one to which it does"
        elif not any(name in judgement.corrections for judgement in applying):
            count = len(applying)
            yield f"stale correction {name!r}: the sides agree in all {count} cases it is for"
