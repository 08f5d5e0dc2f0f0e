"""What a side should do with a case, and whether an outcome meets it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from numbers import Real

import mpmath
import numpy as np

from bridge.compare import kinds_correspond
from bridge.errors import RequestError
from bridge.oracle import CONTEXT, Truth, ulp_error
from bridge.outcomes import Outcome, OutcomeStatus, Unfit

__all__ = ["Expectation", "refuse", "returns", "true_value"]


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


def true_value(oracle: Callable[..., object], arguments: Sequence[object]) -> Expectation | None:
    """Ask an oracle; None where it has no answer, as for the logarithm of a negative number.

    Whatever precision `mpmath` is set to, the oracle works with that of our own.

    Raises
    ------
    RequestError
        If it raises anything but an ArithmeticError or a ValueError, or gives anything but numbers.
    """
    with mpmath.workdps(CONTEXT.dps):
        try:
            answer = oracle(*arguments)
        except (ArithmeticError, ValueError):
            return None
        # It is the user's own, and may raise anything.
        except Exception as error:
            raise RequestError(f"oracle must give numbers, got {error!r}") from error
    items = list(answer) if isinstance(answer, Sequence | np.ndarray) else [answer]
    if any(isinstance(item, mpmath.mpc | complex) for item in items):
        return None
    truths = list(map(_truth, items))
    return returns(truths) if isinstance(answer, Sequence | np.ndarray) else returns(*truths)


def _truth(number: object) -> Truth:
    if isinstance(number, Fraction):
        return CONTEXT.mpf(number.numerator) / number.denominator
    if isinstance(number, mpmath.mpf | Real) and not isinstance(number, bool):
        return CONTEXT.mpf(number)
    raise RequestError(f"oracle must give numbers, got {number!r}")
