"""A verdict as JSON, in the shape of `schema.json`.

JSON has no infinity: a distance that is infinite is written as the largest double.
"""

import sys
from typing import Any

from bridge.causes import Cause
from bridge.report.wording import replay_command, typed_arguments
from bridge.verdict import Counterexample, Verdict

__all__ = ["method_as_json"]


def method_as_json(verdict: Verdict) -> dict[str, Any]:
    """Write a verdict as the schema's ``method``."""
    return {
        "java": verdict.java or None,
        "python": verdict.python or None,
        "reference": verdict.reference,
        "verdict": verdict.status.value,
        "first_difference": verdict.first_difference and verdict.first_difference.value,
        "cases": verdict.cases,
        "tiers": {
            tier.value: {
                "cases": count.cases,
                "differ": count.differ,
                "limit": count.limit,
                "unjudged": count.unjudged,
            }
            for tier, count in verdict.tiers
        },
        "outcomes": {side: dict(counts) for side, counts in verdict.outcomes},
        "max_ulp": _number(verdict.max_ulp),
        "java_max_ulp": _number(verdict.java_max_ulp),
        "python_max_ulp": _number(verdict.python_max_ulp),
        "corrections": list(verdict.corrections),
        "counterexample": _counterexample(verdict, verdict.counterexample),
        "cause": _cause(verdict.cause),
        "reason": verdict.reason or None,
        "seconds": round(verdict.seconds, 3),
    }


def _counterexample(verdict: Verdict, found: Counterexample | None) -> dict[str, Any] | None:
    if found is None or verdict.signature is None:
        return None
    return {
        "arguments": typed_arguments(verdict.signature, found.case),
        "java": found.java.to_json(verdict.signature),
        "python": found.python.to_json(verdict.signature),
        "replay": replay_command(verdict.signature, found.case, found.port),
    }


def _cause(cause: Cause | None) -> dict[str, Any] | None:
    if cause is None or not cause.rules:
        return None
    return {
        "rules": [rule.id for rule in cause.rules],
        "python_lines": list(cause.python_lines),
        "java_lines": list(cause.java_lines),
        "fix": cause.fix or None,
        "fix_verified": cause.is_verified,
        "who": cause.who and cause.who.value,
    }


def _number(ulp: float | None) -> float | None:
    return None if ulp is None else min(ulp, sys.float_info.max)
