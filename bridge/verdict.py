"""Comparisons in, one verdict for the method out.

A case is judged three ways: Java against Python under the rule, each side against the true value,
and, where a correction applies, Java against the defect's own formula.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

import numpy as np

from bridge.compare import Aspect, Bits, Comparison, Exceptions, Rule, Ulps, compare
from bridge.corrections import Correction
from bridge.outcomes import Outcome, Unfit
from bridge.places import Place
from bridge.points import Points, points_of
from bridge.ports import Oracle, Pair, Port
from bridge.signatures import Case, Signature
from bridge.strategies import Tier
from bridge.values import same_bits

__all__ = [
    "Corrected",
    "Counterexample",
    "Judgement",
    "Status",
    "TierCount",
    "Verdict",
    "conclude",
    "judge",
]


# On which the curves of a function are looked at.
_USUAL_RANGE = 6.0
# Four units, of the larger of two results, are what the order of a few roundings can make.
_USUAL = Ulps(4.0)


class Status(Enum):
    """What all cases together say about one method."""

    SAME = "same"
    CORRECTED = "corrected"
    DIFFERENT = "different"
    UNDECIDED = "undecided"
    UNPAIRED = "unpaired"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One case, judged."""

    case: Case
    java: Outcome
    python: Outcome
    comparison: Comparison
    applying: tuple[str, ...]  # the corrections that apply
    corrections: tuple[str, ...]  # those of them that show a difference here
    covered: frozenset[Aspect]  # what a correction accounts for
    java_ulp: float | None
    python_ulp: float | None
    fault: str  # why it is DIFFERENT; empty if it is not
    is_judged: bool = True  # False where both sides hit a limit
    is_limit: bool = False  # whether one side alone hit a limit, in an extreme case

    @property
    def max_ulp(self) -> float | None:
        """Distance of the two results where they are to agree."""
        return None if Aspect.RESULT in self.covered else self.comparison.ulp


@dataclass(frozen=True, slots=True)
class TierCount:
    """How the cases of one tier came out."""

    cases: int = 0
    differ: int = 0
    limit: int = 0  # one side alone hit a limit, in the extreme tier
    unjudged: int = 0  # both sides hit a limit, or the case was left after too many timeouts

    @property
    def is_too_little(self) -> bool:
        """Whether fewer than half could be judged."""
        return 2 * (self.unjudged + self.limit) > self.cases


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A case in which the sides differ."""

    case: Case
    java: Outcome
    python: Outcome
    port: Port


@dataclass(frozen=True, slots=True)
class Corrected:
    """How a correction came out in one method."""

    correction: Correction
    applies: int  # in how many cases it does
    differ: int  # in how many of them the sides differ
    example: Counterexample | None  # the first of those


@dataclass(frozen=True, slots=True)
class Verdict:
    """What all cases together say about one method; an empty name is a side without a partner."""

    java: str
    python: str
    reference: str
    status: Status
    signature: Signature | None = None
    tiers: tuple[tuple[Tier, TierCount], ...] = ()
    outcomes: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    max_ulp: float | None = None
    java_max_ulp: float | None = None
    python_max_ulp: float | None = None
    corrected: tuple[Corrected, ...] = ()
    first_difference: Tier | None = None
    counterexample: Counterexample | None = None
    reason: str = ""
    proposal: str = ""  # corrections for what differs, as tables of TOML
    repeated: int = 0  # cases that were run a second time: one side was late, or all at once failed
    is_in_place: bool = False  # whether Python ran in this process, without a deadline
    seconds: float = 0.0
    java_place: Place = Place()  # noqa: RUF009 - it is frozen
    python_place: Place = Place()  # noqa: RUF009 - it is frozen
    # How far off both sides are, in ULP, or else how far apart; and what they give near 0.
    errors: Points = field(default_factory=Points, compare=False)
    curves: Points = field(default_factory=Points, compare=False)

    @property
    def corrections(self) -> tuple[str, ...]:
        """The names of the corrections that show a difference."""
        return tuple(one.correction.name for one in self.corrected if one.differ)

    @property
    def cases(self) -> int:
        """Cases over all tiers that were judged."""
        return sum(count.cases - count.unjudged for _, count in self.tiers)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where to look at it: places with a line go first, and Python's before Java's."""
        known = [place for place in (self.python_place, self.java_place) if place.file]
        return tuple(sorted(known, key=lambda place: not place.line))


def judge(
    port: Port,
    pair: Pair,
    signature: Signature,
    tier: Tier,
    case: Case,
    java: Outcome,
    python: Outcome,
) -> Judgement:
    """Judge what both sides did with one case.

    Where the port has no rule the sides may be apart by what the oracle lets each be off from the
    true value, or else by 4 ULP.
    """
    errors = _errors(pair.oracle, case, java, python) if pair.oracle else None
    bound = errors if pair.oracle and pair.oracle.is_bound else None
    rule = port.rule or (bound.rule if bound else _USUAL)
    # Where the truth judges both sides have to leave their arguments alone.
    arguments_rule = Bits() if bound else rule
    comparison = compare(signature, java, python, rule, port.exceptions, arguments_rule)
    applying = [site for site in pair.sites if site.applies(case)]
    covered = frozenset(site.correction.aspect for site in applying)
    missing = [fault for site in applying for fault in site.faults(case, java, python, rule)]
    differing = [f"the {a.value} differ" for a in Aspect if a in comparison.differing - covered]
    is_judged = not (java.ended and python.ended) and (
        port.exceptions is not Exceptions.IGNORE or java.returned == python.returned
    )
    is_limit = tier is Tier.EXTREME and java.reached_limit != python.reached_limit
    faults = [
        *(_python_faults(bound, signature, case, python) if bound else ()),
        *missing,
        *differing,
        *(_java_faults(bound) if bound and Aspect.RESULT not in covered else ()),
    ]
    corrections = [site.correction for site in applying]
    return Judgement(
        case=case,
        java=java,
        python=python,
        comparison=comparison,
        applying=tuple(c.name for c in corrections),
        corrections=tuple(c.name for c in corrections if c.aspect in comparison.differing),
        covered=covered,
        java_ulp=errors.java if errors and java.returned and not errors.refusal else None,
        python_ulp=errors.python if errors and python.returned and not errors.refusal else None,
        fault="; ".join(faults) if is_judged and not is_limit else "",
        is_judged=is_judged,
        is_limit=is_limit and is_judged,
    )


@dataclass(frozen=True, slots=True)
class _Errors:
    """How far both sides are from the truth, and how far they may be, in ULP."""

    java: float
    java_max: float
    python: float
    python_max: float
    refusal: str  # the exception that is the truth; empty if a value is

    @property
    def rule(self) -> Rule:
        """How far the sides may then be apart."""
        return Ulps(self.java_max + self.python_max, signed_zero=True)


def _errors(oracle: Oracle, case: Case, java: Outcome, python: Outcome) -> _Errors | None:
    truth = oracle.truth(*case)
    if truth is None:
        return None
    return _Errors(
        truth.error(java),
        oracle.java_max_ulp(*case),
        truth.error(python),
        oracle.python_max_ulp,
        truth.refusal,
    )


def conclude(
    port: Port,
    pair: Pair,
    signature: Signature,
    judged: Sequence[tuple[Tier, Judgement]],
    smallest: Judgement | None = None,
    stale: Sequence[str] = (),
    *,
    doubt: str = "",
    left: Mapping[Tier, int] = MappingProxyType({}),
    repeated: int = 0,
    is_in_place: bool = False,
    seconds: float = 0.0,
) -> Verdict:
    """Sum up all judgements of one method.

    Parameters
    ----------
    judged : sequence of (Tier, Judgement)
        In the order of the tiers.
    smallest : Judgement or None
        The smallest case at fault, where there is one.
    stale : sequence of str
        Why corrections do not hold any more.
    doubt : str
        Why the smallest case at fault shows nothing: a side did something else with it later.
    left : mapping of Tier to int
        Cases of a tier that were left after too many timeouts.
    repeated, is_in_place, seconds
        As `Verdict` has them.
    """
    tiers = tuple((tier, _count(tier, judged, left.get(tier, 0))) for tier in Tier)
    judgements = [judgement for _, judgement in judged]
    faulty = [(tier, judgement) for tier, judgement in judged if judgement.fault]
    smallest = smallest or next((judgement for _, judgement in faulty), None)
    corrected = [judgement for judgement in judgements if judgement.corrections]
    reasons = [smallest.fault] if smallest and not doubt else []
    reasons += stale
    if reasons:
        status = Status.DIFFERENT
    elif doubt:
        status, reasons = Status.UNDECIDED, [doubt]
    elif not any(judgement.is_judged for judgement in judgements):
        status, reasons = Status.UNDECIDED, ["no case was judged"]
    elif any(count.is_too_little for _, count in tiers):
        status, reasons = Status.UNDECIDED, list(_too_few(tiers))
    else:
        status = Status.CORRECTED if corrected else Status.SAME
    shown = smallest or next(iter(corrected), None)
    return Verdict(
        java=pair.java,
        python=pair.python,
        reference=port.reference,
        status=status,
        signature=signature,
        tiers=tiers,
        outcomes=(
            ("java", _outcomes(judgement.java for judgement in judgements)),
            ("python", _outcomes(judgement.python for judgement in judgements)),
        ),
        max_ulp=_largest(judgement.max_ulp for judgement in judgements),
        java_max_ulp=_largest(judgement.java_ulp for judgement in judgements),
        python_max_ulp=_largest(judgement.python_ulp for judgement in judgements),
        corrected=tuple(_corrected(pair, port, judgements)),
        first_difference=faulty[0][0] if faulty and not doubt else None,
        counterexample=(
            Counterexample(shown.case, shown.java, shown.python, port) if shown else None
        ),
        reason="; ".join(reasons),
        repeated=repeated,
        is_in_place=is_in_place,
        seconds=seconds,
        java_place=pair.java_place,
        python_place=pair.python_place,
        errors=_error_points(pair, signature, judgements),
        curves=_curve_points(pair, signature, judgements),
    )


def _corrected(pair: Pair, port: Port, judgements: Sequence[Judgement]) -> Iterator[Corrected]:
    for correction in (site.correction for site in pair.sites):
        applying = [j for j in judgements if correction.name in j.applying]
        differing = [j for j in applying if correction.name in j.corrections]
        examples = (Counterexample(j.case, j.java, j.python, port) for j in differing)
        example = next(examples, None)
        yield Corrected(correction, len(applying), len(differing), example)


def _error_points(pair: Pair, signature: Signature, judged: Sequence[Judgement]) -> Points:
    """How far both sides are from the truth where it is known, or else from each other."""
    series = (
        {"java": [j.java_ulp for j in judged], "python": [j.python_ulp for j in judged]}
        if pair.oracle
        else {"apart": [j.comparison.ulp for j in judged]}
    )
    corrected = [Aspect.RESULT in j.covered for j in judged]
    return points_of(signature, [j.case for j in judged], series, corrected)


def _curve_points(pair: Pair, signature: Signature, judged: Sequence[Judgement]) -> Points:
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


def _java_faults(errors: _Errors) -> Iterator[str]:
    if errors.java > errors.java_max:
        yield f"Java is not within {errors.java_max:g} ULP of the true value"


def _python_faults(
    errors: _Errors, signature: Signature, case: Case, python: Outcome
) -> Iterator[str]:
    if errors.python > errors.python_max:
        yield (
            f"Python must raise where Java raises {errors.refusal}"
            if errors.refusal
            else f"Python is not within {errors.python_max:g} ULP of the true value"
        )
    if python.ended:
        return
    arguments = zip(signature.parameter_types, case, python.arguments_after, strict=True)
    if not all(
        not isinstance(after, Unfit) and same_bits(kind, before, after)
        for kind, before, after in arguments
    ):
        yield "Python wrote into its arguments"


def _too_few(tiers: Iterable[tuple[Tier, TierCount]]) -> Iterator[str]:
    for tier, count in tiers:
        if count.is_too_little:
            judged = count.cases - count.unjudged - count.limit
            yield f"only {judged} of {count.cases} {tier.value} cases could be judged"


def _count(tier: Tier, judged: Sequence[tuple[Tier, Judgement]], left: int) -> TierCount:
    mine = [judgement for of, judgement in judged if of is tier]
    return TierCount(
        cases=len(mine) + left,
        differ=sum(bool(judgement.fault) for judgement in mine),
        limit=sum(judgement.is_limit for judgement in mine),
        unjudged=sum(not judgement.is_judged for judgement in mine) + left,
    )


def _outcomes(outcomes: Iterable[Outcome]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(outcome.status.value for outcome in outcomes).items())


def _largest(ulps: Iterable[float | None]) -> float | None:
    return max((ulp for ulp in ulps if ulp is not None), default=None)
