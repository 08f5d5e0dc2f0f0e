"""Values and cases in words: short ones to read, exact ones to paste back."""

import json
import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from bridge.configuration import command_words, pair_table
from bridge.counterexamples import identify
from bridge.javatypes import OBJECT, Form, JavaType, Value
from bridge.outcomes import Outcome, Unfit
from bridge.ports import Port
from bridge.signatures import Case, Signature
from bridge.strategies import Tier
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
    "exact_call",
    "exact_sides",
    "explanation",
    "legible",
    "replay",
    "replay_command",
    "typed_arguments",
]

_WHERE = {
    Tier.GIVEN: "on your own examples",
    Tier.ORDINARY: "in ordinary cases",
    Tier.EXTREME: "only in extreme cases",
}
# What XML 1.0 cannot hold, nor UTF-8 a part of it; and the carriage return, which does not last.
_ILLEGIBLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHOWN = 4  # entries of an array that are read at a glance
_SHOWN_TEXT = 24  # characters


def explanation(verdict: Verdict) -> str:
    """Why a verdict does not pass: a sentence, and below it the reason if that is a difference."""
    method = f"{verdict.reference} {verdict.java} is {verdict.status.name}".strip()
    if verdict.status is not Status.DIFFERENT:
        return f"{method}: {verdict.reason}"
    where = f" {_WHERE[verdict.first_difference]}" if verdict.first_difference else ""
    return f"{method} from {verdict.python}{where}\n  because {verdict.reason}"


def evidence(verdict: Verdict) -> Iterator[str]:
    """Both outcomes of a difference and the commands that replay it, exactly."""
    found = verdict.counterexample
    is_different = verdict.status is Status.DIFFERENT
    if is_different and found is not None and verdict.signature is not None:
        yield from exact_sides(verdict.signature, found.java, found.python)
        yield f"  {replay(verdict)}"
        if identity := identify(verdict):
            yield f"  portproof replay {identity}"


def exact_sides(signature: Signature, java: Outcome, python: Outcome) -> Iterator[str]:
    """Both outcomes as JSON."""
    yield f"  Java    {json.dumps(java.to_json(signature))}"
    yield f"  Python  {json.dumps(python.to_json(signature))}"


def legible(text: str) -> str:
    """The text with escapes for control characters and lone surrogates."""
    return _ILLEGIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def replay(verdict: Verdict) -> str:
    """Give the command that replays the counterexample; empty if there is none."""
    found, signature = verdict.counterexample, verdict.signature
    if found is None or signature is None:
        return ""
    return replay_command(signature, found.case, found.port)


def replay_command(signature: Signature, case: Case, port: Port) -> str:
    """Give the command that runs just this case, exactly, and under the same rules."""
    typed = json.dumps(typed_arguments(signature, case))
    what = ["--method", str(signature), "--case", typed]
    return shlex.join(["portproof", "check", *command_words(pair_table(port), *what)])


def typed_arguments(signature: Signature, case: Case) -> list[dict[str, Any]]:
    """Give the arguments as typed JSON values."""
    return list(map(to_json, signature.parameter_types, case))


def brief_difference(verdict: Verdict) -> str:
    """The counterexample and what both sides did with it; empty if there is none."""
    found, signature = verdict.counterexample, verdict.signature
    if found is None or signature is None:
        return ""
    return (
        f"{brief_call(signature, found.case)}: {brief_sides(signature, found.java, found.python)}"
    )


def brief_call(signature: Signature, case: Case) -> str:
    """Such as ``softmax([0.1, 700])``, with exact numbers."""
    types = zip(signature.parameter_types, case, strict=True)
    told = (brief_value(kind, value, is_exact=True) for kind, value in types)
    return f"{signature.name}({_joined(told)})"


def exact_call(signature: Signature, case: Case) -> str:
    """The same with all there is of each argument."""
    types = zip(signature.parameter_types, case, strict=True)
    told = (brief_value(kind, value, is_exact=True, is_whole=True) for kind, value in types)
    return f"{signature.name}({_joined(told)})"


def brief_outcome(
    signature: Signature,
    outcome: Outcome,
    *,
    is_exact: bool = False,
    with_arguments: bool = False,
) -> str:
    """What came of a call; on wish exactly, and what its arguments were afterwards."""
    told = outcome.error_class.rpartition(".")[2] or outcome.status.value
    if outcome.returned:
        told = brief_value(signature.return_type, outcome.value, is_exact=is_exact)
    if not with_arguments:
        return told
    types = zip(signature.parameter_types, outcome.arguments_after, strict=False)
    after = (brief_value(kind, value, is_exact=is_exact) for kind, value in types)
    return f"{told}, arguments then {_joined(after)}"


def brief_sides(signature: Signature, java: Outcome, python: Outcome) -> str:
    """What came of both sides: with all digits, and then their arguments, if only these differ."""
    told: list[str] = []
    for options in ({}, {"is_exact": True}, {"is_exact": True, "with_arguments": True}):
        told = [brief_outcome(signature, outcome, **options) for outcome in (java, python)]
        if told[0] != told[1]:
            break
    return "Java {}, Python {}".format(*told)


def brief_value(
    kind: JavaType, value: Value | Unfit, *, is_exact: bool = False, is_whole: bool = False
) -> str:
    """A number to 6 digits or exactly, a text with its escapes, what is long cut or whole."""
    if isinstance(value, Unfit):
        return value.reason
    if value is None:
        return "null"

    def told(element: JavaType, item: Value) -> str:
        return brief_value(element, item, is_exact=is_exact, is_whole=is_whole)

    def first(items: Sequence[Value], tell: Callable[[Value], str]) -> str:
        most = len(items) if is_whole or len(items) <= _SHOWN else _SHOWN
        left = [f"... {len(items)} entries"] if most < len(items) else []
        return _joined([*map(tell, items[:most]), *left])

    match kind.form:
        case Form.ANY:
            return told(value.kind, value.value)
        case Form.OBJECT:
            held = (f"{name}={told(OBJECT, item)}" for name, item in value.fields)
            return f"{value.name}({_joined(held)})"
        case Form.PRIMITIVE | Form.BOX if kind.is_char:
            return f"'{_escaped(chr(value))}'"
        case Form.PRIMITIVE | Form.BOX:
            return _brief_number(value, is_exact=is_exact)
        case Form.TEXT:
            if is_whole or len(value) <= _SHOWN_TEXT:
                return f'"{_escaped(value)}"'
            return f'"{_escaped(value[:_SHOWN_TEXT])}"... {len(value)} characters'
        case Form.ROW | Form.LIST | Form.SET:
            element = JavaType(kind.name) if kind.form is Form.ROW else kind.element
            return f"[{first(value, lambda item: told(element, item))}]"
        case Form.MAP:

            def pair(item: Value) -> str:
                return f"{told(kind.key, item[0])}: {told(kind.element, item[1])}"

            return f"{{{first(value, pair)}}}"
    return str(value)


def _brief_number(value: Any, *, is_exact: bool) -> str:
    if not isinstance(value, float | np.floating):
        return str(value)
    rounded = f"{value:.6g}"
    is_rounded = np.isfinite(value) and float(rounded) != value
    return repr(float(value)) if is_exact and is_rounded else rounded


def _escaped(text: str) -> str:
    return json.dumps(text)[1:-1]


def brief_ulp(ulp: float | None) -> str:
    """A distance in ULP to 3 digits; a dash where nothing was measured."""
    if ulp is None:
        return "-"
    return "inf" if np.isinf(ulp) else f"{ulp:.3g}"


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(texts)
