"""The ledger: differences between Java and its port that are intended.

A correction says where it applies, and what the uncorrected Java computes there. It is proven both
ways: where it applies Java must show the defect's own formula and the port the true value;
everywhere else the two must agree.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bridge.compare import Aspect
from bridge.expectations import Expectation
from bridge.javatypes import Value
from bridge.outcomes import Outcome, Unfit
from bridge.signatures import Case, Signature
from bridge.values import same_bits

__all__ = ["ArgumentDefect", "Correction", "ResultDefect", "Site"]


@dataclass(frozen=True, slots=True)
class ResultDefect:
    """A defect that shows in what Java returns: its own formula, evaluated to many digits."""

    formula: Callable[..., Expectation]

    @property
    def aspect(self) -> Aspect:
        """What it changes."""
        return Aspect.RESULT

    def is_shown_by(self, signature: Signature, case: Case, java: Outcome) -> bool:
        """Whether Java did what the formula says."""
        return self.formula(*case).is_met_by(java)


@dataclass(frozen=True, slots=True)
class ArgumentDefect:
    """A defect that shows in Java's arguments after the call, to the bit."""

    formula: Callable[..., tuple[Value, ...]]

    @property
    def aspect(self) -> Aspect:
        """What it changes."""
        return Aspect.ARGUMENTS

    def is_shown_by(self, signature: Signature, case: Case, java: Outcome) -> bool:
        """Whether Java left behind what the formula says."""
        kinds, after = signature.parameter_types, java.arguments_after
        expected = self.formula(*case)
        return not java.ended and all(
            not isinstance(left, Unfit) and same_bits(kind, left, right)
            for kind, left, right in zip(kinds, after, expected, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Site:
    """One method in which a defect shows."""

    method: str  # the Java signature
    applies: Callable[..., bool]  # a predicate over the arguments
    defect: ResultDefect | ArgumentDefect
    example: Case  # the smallest case that shows it, tried first in every run


@dataclass(frozen=True, slots=True)
class Correction:
    """One declared difference, and every method it shows in."""

    name: str
    found_by: str
    java: str  # what the Java does
    python: str  # what the port does
    sites: tuple[Site, ...]
