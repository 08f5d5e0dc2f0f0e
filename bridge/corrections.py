"""The ledger: differences between Java and its port that are intended.

A correction says where it applies, and may say what each side does there. It is proven both ways:
where it applies the sides must differ in some case, and in every case that was stored with it, and
each side must do what is said of it; everywhere else the two must agree.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bridge.calls import call
from bridge.compare import Aspect, Rule, compare
from bridge.errors import RequestError
from bridge.expectations import Expectation
from bridge.formulas import Formula, as_function, rounded
from bridge.outcomes import Outcome, Unfit
from bridge.signatures import Case, Signature
from bridge.typedjson import read_case
from bridge.values import Conversion, from_python, same_bits, to_python

__all__ = ["Correction", "Site", "sites_of"]

_FORMULAS = ("applies", "java", "python")


@dataclass(frozen=True, slots=True)
class Correction:
    """One declared difference.

    A formula is a function of the arguments that the port gets, in Java's order, the text of a
    Python expression over the names of the port's parameters, with ``math`` and ``np`` at hand, or
    the place of a function, such as ``truth:mean``.

    Parameters
    ----------
    name : str
        What reports call it.
    methods : sequence of str
        Java names, optionally with the signature, in each of which it must show.
    reason : str
        What the Java does, and why that is not to be ported.
    applies : formula
        True for the arguments with which the sides may differ.
    java, python : formula, optional
        The value that Java, and the port, must give where it applies: a number within what the
        port's rule allows, an mpmath number, or an exception that it raises; of the arguments, all
        of them, to the bit.
    cases : sequence of sequences
        Arguments that show it, plain, typed as in reports, or as a text of JSON: every run tries
        them first.
    aspect : Aspect
        What differs: the result, or the arguments after the call.
    fix : str
        What the port does instead.
    found_by : str
        Who found it.

    Examples
    --------
    >>> Correction(
    ...     name="overflow of the sum",
    ...     methods=["mean"],
    ...     reason="wraps around where the sum has more than 32 bits",
    ...     applies="a + b > 2**31 - 1",
    ...     python="(a + b) // 2",
    ...     cases=[[2147483647, 1]],
    ... ).aspect
    <Aspect.RESULT: 'results'>
    """

    name: str
    methods: Sequence[str]
    reason: str
    applies: Formula
    java: Formula = ""
    python: Formula = ""
    cases: Sequence[Sequence[object] | str] = ()
    aspect: Aspect = Aspect.RESULT
    fix: str = ""
    found_by: str = ""

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """All that it says of arguments."""
        return self.applies, self.java, self.python


@dataclass(frozen=True, slots=True)
class Site:
    """A correction in one method."""

    correction: Correction
    signature: Signature
    conversion: Conversion
    cases: tuple[Case, ...]  # those stored that fit the method
    condition: Callable[..., Any]
    java: Callable[..., Any] | None
    python: Callable[..., Any] | None

    def applies(self, case: Case) -> bool:
        """Whether the sides may differ.

        Raises
        ------
        RequestError
            If the condition has no answer.
        """
        try:
            return bool(self.condition(*self._arguments(case)))
        # It is the user's own, and may raise anything.
        except Exception as error:
            raise RequestError(
                f"applies of the correction {self.correction.name!r} must tell of all arguments of "
                f"{self.signature}, got {error!r}"
            ) from error

    def faults(self, case: Case, java: Outcome, python: Outcome, rule: Rule) -> Iterator[str]:
        """What a side does not do that is said of it, in a case to which it applies."""
        name = self.correction.name
        if self.java is not None and not self._is_met(self.java, case, java, rule):
            yield f"Java does not show the defect {name!r}"
        if self.python is not None and not self._is_met(self.python, case, python, rule):
            yield f"Python does not give what the correction {name!r} says"

    def _is_met(
        self, formula: Callable[..., Any], case: Case, outcome: Outcome, rule: Rule
    ) -> bool:
        if self.correction.aspect is Aspect.ARGUMENTS:
            return self._is_left(formula(*self._arguments(case)), outcome)
        answers: list[object] = []

        def told(*arguments: object) -> object:
            answers.append(formula(*arguments))
            return rounded(answers[0])

        expected = call(told, self.signature, case, self.conversion)
        if answers and isinstance(answers[0], Expectation):
            return answers[0].is_met_by(outcome)
        return Aspect.RESULT not in compare(self.signature, outcome, expected, rule).differing

    def _is_left(self, told: Sequence[object], outcome: Outcome) -> bool:
        """Whether the arguments after the call are those that were told."""
        kinds = self.signature.parameter_types
        expected = [
            from_python(kind, value, self.conversion)
            for kind, value in zip(kinds, told, strict=True)
        ]
        return not outcome.ended and all(
            not isinstance(left, Unfit) and same_bits(kind, left, right)
            for kind, left, right in zip(kinds, outcome.arguments_after, expected, strict=True)
        )

    def _arguments(self, case: Case) -> Iterator[Any]:
        for kind, value in zip(self.signature.parameter_types, case, strict=True):
            yield to_python(kind, value, self.conversion)


def sites_of(
    corrections: Sequence[Correction],
    signature: Signature,
    parameters: Sequence[str],
    conversion: Conversion,
) -> Iterator[Site]:
    """Give the corrections for a method, whose port has parameters of these names.

    Raises
    ------
    RequestError
        If a formula is none, or no stored case fits.
    """
    for correction in corrections:
        condition, java, python = (
            as_function(formula, parameters, f"{what} of the correction {correction.name!r}")
            for what, formula in zip(_FORMULAS, correction.formulas, strict=True)
        )
        cases = tuple(_fitting(correction, signature))
        if condition is None:
            raise RequestError(
                f"applies of the correction {correction.name!r} must be a formula, got ''; "
                f"'True' is for all arguments"
            )
        yield Site(correction, signature, conversion, cases, condition, java, python)


def _fitting(correction: Correction, signature: Signature) -> Iterator[Case]:
    """The stored cases that the method takes; others are of another of its methods."""
    kinds = signature.parameter_types
    errors = []
    fitting = False
    for case in correction.cases:
        try:
            yield read_case(kinds, case)
            fitting = True
        except ValueError as error:
            errors.append(error)
    if errors and not fitting:
        raise RequestError(
            f"cases of the correction {correction.name!r} must fit {signature}, got {errors[0]}"
        )
