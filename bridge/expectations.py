"""What a side should do with a case, and whether an outcome meets it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bridge.compare import kinds_correspond
from bridge.oracle import Truth, ulp_error
from bridge.outcomes import Outcome, OutcomeStatus, Unfit

__all__ = ["Expectation", "refuse", "returns"]


@dataclass(frozen=True, slots=True)
class Expectation:
    """Either the true numbers, each with what a side may be off, or a refusal."""

    truths: tuple[Truth, ...] = ()
    max_ulps: tuple[float, ...] = ()
    is_array: bool = False
    refusal: str = ""  # class of the Java exception; empty: the call returns

    def is_met_by(self, outcome: Outcome) -> bool:
        """Whether the outcome is what was expected, within `max_ulps`."""
        if self.refusal:
            return self.error(outcome) == 0
        errors = self._errors(outcome)
        return errors is not None and all(
            error <= allowed for error, allowed in zip(errors, self.max_ulps, strict=True)
        )

    def error(self, outcome: Outcome) -> float:
        """Largest distance from the truth in ULP.

        Infinite where a side raised, or gave another shape; for a refusal 0 or infinite.
        """
        if self.refusal:
            java = Outcome(OutcomeStatus.RAISED, (), error_class=self.refusal)
            refused = outcome.error_class == self.refusal or kinds_correspond(java, outcome)
            return 0.0 if refused else float("inf")
        errors = self._errors(outcome)
        return float("inf") if errors is None else max(errors, default=0.0)

    def _errors(self, outcome: Outcome) -> list[float] | None:
        value = outcome.value
        if not outcome.returned or isinstance(value, Unfit):
            return None
        values = np.atleast_1d(value).tolist()
        if len(values) != len(self.truths) or (np.ndim(value) == 1) != self.is_array:
            return None
        return list(map(ulp_error, values, self.truths))


def returns(truth: Truth | Sequence[Truth], max_ulp: float | Sequence[float] = 0.0) -> Expectation:
    """Expect a number, or a sequence of numbers, within `max_ulp` of the truth."""
    is_array = isinstance(truth, Sequence)
    truths = tuple(truth) if isinstance(truth, Sequence) else (truth,)
    bounds = tuple(max_ulp) if isinstance(max_ulp, Sequence) else (max_ulp,) * len(truths)
    return Expectation(truths, bounds, is_array)


def refuse(java_class: str) -> Expectation:
    """Expect this exception of Java, and the kind that stands for it of Python."""
    return Expectation(refusal=java_class)
