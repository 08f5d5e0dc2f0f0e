"""Judgements of all cases in, one verdict for the method out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from bridge.causes import Cause
from bridge.corrections import Correction
from bridge.judging import Judgement
from bridge.outcomes import Outcome
from bridge.places import Place
from bridge.points import Points, curve_points, error_points
from bridge.ports import Pair, Port
from bridge.signatures import Case, Signature
from bridge.strategies import Tier

__all__ = [
    "Corrected",
    "Counterexample",
    "Status",
    "TierCount",
    "Verdict",
    "conclude",
]


class Status(Enum):
    """What all cases together say about one method."""

    SAME = "same"
    CORRECTED = "corrected"
    DIFFERENT = "different"
    UNDECIDED = "undecided"
    UNPAIRED = "unpaired"


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
    cause: Cause | None = None  # None: it was not asked, there is no source, or explaining failed
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
        errors=error_points(pair, signature, judgements),
        curves=curve_points(pair, signature, judgements),
    )


def _corrected(pair: Pair, port: Port, judgements: Sequence[Judgement]) -> Iterator[Corrected]:
    for correction in (site.correction for site in pair.sites):
        applying = [j for j in judgements if correction.name in j.applying]
        differing = [j for j in applying if correction.name in j.corrections]
        examples = (Counterexample(j.case, j.java, j.python, port) for j in differing)
        example = next(examples, None)
        yield Corrected(correction, len(applying), len(differing), example)


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
