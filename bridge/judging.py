"""Two outcomes of a case in, what is to be said of it out.

A case is judged three ways: Java against Python under the rule, each side against the true value,
and, where a correction applies, each side against what is said of it there.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bridge.compare import Aspect, Bits, Comparison, Exceptions, Rule, Ulps, compare
from bridge.outcomes import Outcome, Unfit
from bridge.ports import Oracle, Pair, Port
from bridge.signatures import Case, Signature
from bridge.strategies import Tier
from bridge.values import same_bits

__all__ = ["Judgement", "judge", "rule_of"]

# Four units, of the larger of two results, are what the order of a few roundings can make.
_USUAL = Ulps(4.0)


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
    rule = rule_of(port, pair, case)
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


def rule_of(port: Port, pair: Pair, case: Case) -> Rule:
    """How far the sides may be apart in a case, whatever the truth is."""
    if port.rule is not None or pair.oracle is None or not pair.oracle.is_bound:
        return port.rule or _USUAL
    oracle = pair.oracle
    return Ulps(oracle.java_max_ulp(*case) + oracle.python_max_ulp, signed_zero=True)


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
