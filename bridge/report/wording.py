"""Values and cases in words: short ones to read, exact ones to paste back."""

import json
import shlex
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from bridge.compare import Bits, Exceptions
from bridge.javatypes import Typed, Value
from bridge.outcomes import Outcome, Unfit
from bridge.ports import Arrays, Port
from bridge.signatures import Case, Signature
from bridge.typedjson import to_json
from bridge.verdict import Status, Verdict

__all__ = [
    "brief_call",
    "brief_difference",
    "brief_outcome",
    "brief_sides",
    "brief_ulp",
    "brief_value",
    "evidence",
    "explanation",
    "replay_command",
    "typed_arguments",
]

_SHOWN = 4  # entries of an array that are read at a glance
_SHOWN_TEXT = 24  # characters


def explanation(verdict: Verdict) -> str:
    """Why a verdict does not pass: a sentence, and below it the reason if that is a difference."""
    method = f"{verdict.reference} {verdict.java} is {verdict.status.name}"
    if verdict.status is not Status.DIFFERENT:
        return f"{method}: {verdict.reason}"
    where = f" in the {verdict.first_difference.value} cases" if verdict.first_difference else ""
    return f"{method} from {verdict.python}{where}\n  because {verdict.reason}"


def evidence(verdict: Verdict) -> Iterator[str]:
    """Both outcomes of a difference and the command that replays it, exactly."""
    found = verdict.counterexample
    is_different = verdict.status is Status.DIFFERENT
    if is_different and found is not None and verdict.signature is not None:
        yield f"  Java    {found.java.to_json(verdict.signature)}"
        yield f"  Python  {found.python.to_json(verdict.signature)}"
        yield f"  {replay_command(verdict.signature, found.case, found.port)}"


def replay_command(signature: Signature, case: Case, port: Port) -> str:
    """Give the command that runs just this case, exactly, and under the same rules."""
    typed = json.dumps(typed_arguments(signature, case))
    what = ["--method", str(signature), "--case", typed]
    return shlex.join(["portproof", "check", *_options(port), *what, *_files(port)])


def _options(port: Port) -> Iterator[str]:
    """What was asked for beyond the defaults."""
    for java, python in port.by_hand:
        yield from ("--pair", f"{java}={python}")
    if not port.is_bundled:
        yield from (word for name in port.classes for word in ("--class", name))
    yield from (word for path in port.classpath for word in ("--classpath", str(path)))
    if port.with_private:
        yield "--all"
    if port.arrays is not Arrays.ANNOTATED:
        yield from ("--arrays", port.arrays.value)
    if port.is_loose:
        yield from ("--types", "loose")
    if port.exceptions is not Exceptions.KIND:
        yield from ("--exceptions", port.exceptions.value)
    if port.rule is not None:
        yield from ("--rule", str(port.rule))
        if not isinstance(port.rule, Bits) and port.rule.signed_zero:
            yield "--signed-zero"


def _files(port: Port) -> list[str]:
    return [] if port.is_bundled else [*map(str, port.java), str(port.python)]


def typed_arguments(signature: Signature, case: Case) -> list[dict[str, Any]]:
    """Give the arguments as typed JSON values."""
    return list(map(to_json, signature.parameter_types, case))


def brief_difference(verdict: Verdict) -> str:
    """The counterexample and what both sides did with it; empty if there is none."""
    found = verdict.counterexample
    if found is None or verdict.signature is None:
        return ""
    return f"{brief_call(verdict.signature, found.case)}: {brief_sides(found.java, found.python)}"


def brief_call(signature: Signature, case: Case) -> str:
    """Such as ``softmax([0.1, 700])``."""
    return f"{signature.name}({', '.join(map(brief_value, case))})"


def brief_outcome(outcome: Outcome, *, with_arguments: bool = False) -> str:
    """What came of a call; on wish what its arguments were afterwards."""
    raised = outcome.error_class.rpartition(".")[2] or outcome.status.value
    told = brief_value(outcome.value) if outcome.returned else raised
    if not with_arguments:
        return told
    return f"{told}, arguments then {_joined(map(brief_value, outcome.arguments_after))}"


def brief_sides(java: Outcome, python: Outcome) -> str:
    """What came of both sides; with their arguments where only these differ."""
    is_alike = brief_outcome(java) == brief_outcome(python)
    told = (brief_outcome(outcome, with_arguments=is_alike) for outcome in (java, python))
    return "Java {}, Python {}".format(*told)


def brief_value(value: Value | Unfit) -> str:
    """A value to 6 digits, a text with its escapes, what is long cut."""
    if isinstance(value, Unfit):
        return value.reason
    if isinstance(value, Typed):
        value = value.value
    if value is None:
        return "null"
    if isinstance(value, str):
        more = f"... {len(value)} characters" if len(value) > _SHOWN_TEXT else ""
        return json.dumps(value[:_SHOWN_TEXT]) + more
    if isinstance(value, tuple):
        key, item = value
        return f"{brief_value(key)}: {brief_value(item)}"
    if isinstance(value, list | np.ndarray):
        shown = [brief_value(item) for item in value[:_SHOWN]]
        more = f", ... {len(value)} entries" if len(value) > _SHOWN else ""
        # Only a map holds pairs.
        opening, closing = "{}" if shown and isinstance(value[0], tuple) else "[]"
        return f"{opening}{_joined(shown)}{more}{closing}"
    return f"{value:.6g}" if isinstance(value, float | np.floating) else str(value)


def brief_ulp(ulp: float | None) -> str:
    """A distance in ULP to 3 digits; a dash where nothing was measured."""
    if ulp is None:
        return "-"
    return "inf" if np.isinf(ulp) else f"{ulp:.3g}"


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(texts)
