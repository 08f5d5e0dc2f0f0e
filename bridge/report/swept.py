"""What a sweep found in words, a line for each thing that is to be said."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bridge.certificates import Certified
from bridge.javatypes import java_type
from bridge.report.wording import brief_value
from bridge.swept import Findings, Found
from bridge.typedjson import from_json

__all__ = ["swept_lines", "swept_summary"]


def swept_lines(method: Certified) -> Iterator[str]:
    """What was found of one method, or of those of its inputs that were swept."""
    found, size = method.findings, method.domain.size
    of = "" if found.inputs == size else f" of {size:,}"
    yield (
        f"{method.reference} {method.java}: {found.inputs:,}{of} inputs, {method.domain}: "
        f"{_counted(found.differences, 'difference')}"
    )
    name = method.java.partition("(")[0]
    yield from (f"  {line}" for line in _details(name, found))
    for correction in method.stale:
        yield f"  stale       correction {correction!r}: it accounts for no input at all"


def swept_summary(methods: Sequence[Certified]) -> str:
    """Whether all methods passed, and on how many inputs."""
    differences = sum(method.findings.differences for method in methods)
    unjudged = sum(method.findings.unjudged for method in methods)
    inputs = sum(method.findings.inputs for method in methods)
    stale = sum(len(method.stale) for method in methods)
    left = f", {unjudged:,} not judged" if unjudged else ""
    left += f", {_counted(stale, 'stale correction')}" if stale else ""
    return (
        f"{'FAILED' if differences or unjudged or stale else 'PASSED'}: "
        f"{_counted(len(methods), 'method')}, {inputs:,} inputs, "
        f"{_counted(differences, 'difference')}{left}"
    )


def _details(name: str, found: Findings) -> Iterator[str]:
    if found.histogram:
        counts = (f"{apart}: {count:,}" for apart, count in found.histogram.items())
        yield f"ULP apart   {', '.join(counts)}"
    for correction, count in found.corrections.items():
        yield f"corrected   {correction!r} in {count:,}"
    if found.unjudged:
        yield f"not judged  {found.unjudged:,}, for a side reached a limit"
    if found.truths:
        yield (
            f"true value  of {found.truths:,}: Java is within {found.java_max_ulp:.3g} ULP, "
            f"Python within {found.python_max_ulp:.3g}"
        )
    for each in found.worst:
        yield f"worst       {_brief(name, each)}"
    for each in found.first:
        yield f"difference  {_brief(name, each)}: {each.fault}"


def _brief(name: str, found: Found) -> str:
    arguments = ", ".join(map(_value, found.arguments))
    return f"{name}({arguments}): Java {_outcome(found.java)}, Python {_outcome(found.python)}"


def _outcome(outcome: Mapping[str, Any]) -> str:
    match outcome["status"]:
        case "returned":
            return _value(outcome["value"])
        case "raised":
            return f"raised {outcome['class']}"
    return str(outcome["status"])


def _value(typed: Mapping[str, Any]) -> str:
    if typed["type"] == "unfit":
        return str(typed["value"])
    kind = java_type(typed["type"])
    return brief_value(kind, from_json(kind, typed), is_exact=True)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' * (count != 1)}"
