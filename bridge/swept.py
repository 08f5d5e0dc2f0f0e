"""What a sweep found: of each block of a domain, and of blocks together.

What is found of a block is a function of the block alone, and joining is the same in any order of
the blocks: nothing tells who swept them, when, or beside which others.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from bridge.outcomes import Outcome
from bridge.signatures import Case, Signature
from bridge.typedjson import to_json

__all__ = [
    "FIRST",
    "INFINITE",
    "Findings",
    "Found",
    "SweptBlock",
    "bucket",
    "bucket_of",
    "joined",
]

# How many differences are kept exactly.
FIRST = 10

# The bucket of distances that are infinite.
INFINITE = 66


@dataclass(frozen=True, slots=True)
class Found:
    """What both sides did with one input."""

    number: int  # in the domain
    ulp: float | None  # how far apart their numbers are
    fault: str  # why it is a difference; empty if it is none
    arguments: list[dict[str, Any]]  # typed values
    java: dict[str, Any]  # an outcome, as JSON
    python: dict[str, Any]

    @classmethod
    def of(
        cls,
        signature: Signature,
        number: int,
        ulp: float | None,
        fault: str,
        case: Case,
        java: Outcome,
        python: Outcome,
    ) -> Self:
        """Write down what both sides did with a case."""
        arguments = list(map(to_json, signature.parameter_types, case))
        outcomes = java.to_json(signature), python.to_json(signature)
        return cls(number, ulp, fault, arguments, *outcomes)


@dataclass(frozen=True, slots=True)
class Findings:
    """What became of some inputs.

    Attributes
    ----------
    inputs : int
        How many there are.
    differences : int
        How many are at fault, by the rule or by what was declared.
    unjudged : int
        How many could not be judged, for a side reached a limit.
    corrections : mapping of str to int
        By the name of a correction, in how many the sides differ as it says.
    java, python : mapping of str to int
        How the calls ended.
    histogram : mapping of str to int
        By the distance in ULP, as `bucket` calls it, in how many inputs that are to agree.
    first : tuple of Found
        The first of the differences.
    worst : tuple of Found
        The first of those that are furthest apart, where they are to agree; none where all are the
        same.
    truths : int
        For how many the true value was asked.
    java_max_ulp, python_max_ulp : float
        How far the sides were from it at the most.
    """

    inputs: int = 0
    differences: int = 0
    unjudged: int = 0
    corrections: Mapping[str, int] = field(default_factory=dict)
    java: Mapping[str, int] = field(default_factory=dict)
    python: Mapping[str, int] = field(default_factory=dict)
    histogram: Mapping[str, int] = field(default_factory=dict)
    first: tuple[Found, ...] = ()
    worst: tuple[Found, ...] = ()
    truths: int = 0
    java_max_ulp: float = 0.0
    python_max_ulp: float = 0.0


@dataclass(frozen=True, slots=True)
class SweptBlock:
    """What was found of one block, and checksums of what each side returned.

    A checksum is the CRC-32 of the bits of all results, a zero for each call that did not return
    and the same bits for every NaN, and that of how the other calls ended.
    """

    number: int
    findings: Findings
    java: str
    python: str
    cpu: str = ""  # the model that did it; empty: that of the machine in hand


def joined(blocks: Iterable[SweptBlock]) -> Findings:
    """What was found of all blocks together, whose order does not matter."""
    parts = [block.findings for block in sorted(blocks, key=lambda block: block.number)]
    first = [found for part in parts for found in part.first]
    worst = [found for part in parts for found in part.worst]
    # The first of equals: the parts are in order, and max takes the first.
    worst = [max(worst, key=lambda found: found.ulp or 0.0)] if worst else []
    return Findings(
        sum(part.inputs for part in parts),
        sum(part.differences for part in parts),
        sum(part.unjudged for part in parts),
        _summed(part.corrections for part in parts),
        _summed(part.java for part in parts),
        _summed(part.python for part in parts),
        _summed(part.histogram for part in parts),
        tuple(first[:FIRST]),
        tuple(worst),
        sum(part.truths for part in parts),
        max((part.java_max_ulp for part in parts), default=0.0),
        max((part.python_max_ulp for part in parts), default=0.0),
    )


def bucket_of(ulp: float) -> int:
    """The number of the bucket of the histogram that a distance falls into.

    >>> [bucket(bucket_of(ulp)) for ulp in (0.0, 1.0, 2.0, 3.0, 8.0, float("inf"))]
    ['0', '1', '2', '3-4', '5-8', 'inf']
    """
    if ulp == float("inf"):
        return INFINITE
    return (int(ulp) - 1).bit_length() + 1 if ulp else 0


def bucket(number: int) -> str:
    """Name a bucket: 0, 1, 2, 3-4, 5-8 and so on by powers of two; the last one is inf."""
    if number <= 2:
        return str(number)
    return "inf" if number == INFINITE else f"{2 ** (number - 2) + 1}-{2 ** (number - 1)}"


def _summed(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return dict(sorted(total.items(), key=lambda item: _order(item[0])))


def _order(name: str) -> tuple[float, str]:
    """Numbers by their size, then words."""
    low = name.partition("-")[0]
    return (float(low), "") if low.isdigit() else (float("inf"), name)
