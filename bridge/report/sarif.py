"""A report as SARIF 2.1.0: a result for each Java method that does not pass.

The place to look at is the Python function's; the Java method's is the related one, and so are the
lines of the cause. A result is of the Java rule that explains it, or else of its verdict. GitHub
tells alerts apart by the fingerprints, which hold neither lines nor values.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bridge.patches import Change, read_changes
from bridge.places import Place
from bridge.report.causes import brief_cause, titles
from bridge.report.run import Report
from bridge.report.wording import brief_difference, explanation, legible, replay
from bridge.rules import RULES, Rule
from bridge.verdict import Status, Verdict

__all__ = ["report_as_sarif"]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_LEVELS = {Status.DIFFERENT: "error", Status.UNDECIDED: "warning", Status.UNPAIRED: "warning"}
_RULES = {
    Status.DIFFERENT: (
        "A Python function does not do what its Java method does.",
        "Java and Python differ on a case that no correction declares. Run the replay command of "
        "the result to see both outcomes; then put the port right or declare the difference.",
    ),
    Status.UNDECIDED: (
        "Whether a Python function does what its Java method does could not be judged.",
        "A type cannot cross, too few cases could be judged, or a difference did not repeat. The "
        "message tells which.",
    ),
    Status.UNPAIRED: (
        "A Java method has no Python function.",
        "Write the function, pair it by hand with --pair, or let it pass with --allow-unpaired.",
    ),
}


def report_as_sarif(report: Report) -> str:
    """Write the SARIF log; paths in the working directory are relative to it."""
    driver = {
        "name": "portproof",
        "version": version("portproof"),
        "rules": [*map(_rule, _RULES), *map(_java_rule, RULES)],
    }
    run = {
        "tool": {"driver": driver},
        "results": list(map(_result, report.failed)),
        "properties": {"seed": report.seed, "ranOn": legible(report.ran_on)},
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=1) + "\n"


def _rule(status: Status) -> dict[str, Any]:
    short, long = _RULES[status]
    return {
        "id": f"portproof/{status.value}",
        "name": status.value.capitalize(),
        "shortDescription": {"text": short},
        "fullDescription": {"text": f"{short} {long}"},
        "help": {"text": long},
        "defaultConfiguration": {"level": _LEVELS[status]},
    }


def _java_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": f"portproof/{rule.id}",
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": f"In Java {rule.title}."},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": f"{rule.explanation}\n\nSee {rule.section}."},
        "defaultConfiguration": {"level": _LEVELS[Status.DIFFERENT]},
    }


def _result(verdict: Verdict) -> dict[str, Any]:
    related = _related(verdict)
    result = {
        **_named(verdict),
        "level": _LEVELS[verdict.status],
        "message": {"text": _message(verdict, related)},
        # GitHub reads this one alone.
        "partialFingerprints": {
            name: _fingerprint(verdict) for name in ("primaryLocationLineHash", "portproof/v1")
        },
    }
    if verdict.places:
        result["locations"] = [_location(verdict, verdict.places[0])]
    if related:
        result["relatedLocations"] = [
            {"id": number, **_location(verdict, one.place)} for number, one in enumerate(related, 1)
        ]
    fix = _fix(verdict)
    if fix:
        result["fixes"] = [fix]
    if replay(verdict):
        result["properties"] = {"replay": legible(replay(verdict))}
    return result


def _named(verdict: Verdict) -> dict[str, Any]:
    """The rule that a result is of, by its ID and by where it stands in the driver's list."""
    rule = next(iter(verdict.cause.rules), None) if verdict.cause else None
    if rule is None:
        index = list(_RULES).index(verdict.status)
        return {"ruleId": f"portproof/{verdict.status.value}", "ruleIndex": index}
    index = len(_RULES) + [one.id for one in RULES].index(rule.id)
    return {"ruleId": f"portproof/{rule.id}", "ruleIndex": index}


@dataclass(frozen=True, slots=True)
class _Related:
    """A place that the message links to, and by which words."""

    words: str
    place: Place


def _related(verdict: Verdict) -> list[_Related]:
    """The other side, then the lines where the cause matters."""
    java, cause = verdict.java_place, verdict.cause
    sides = (
        _Related("the Java method" if place == java else "the port", place)
        for place in verdict.places[1:]
    )
    lines = (
        _Related(f"line {number} of {name}", Place(place.file, number))
        for name, place, numbers in (
            ("the port", verdict.python_place, cause.python_lines if cause else ()),
            ("the Java", java, cause.java_lines if cause else ()),
        )
        for number in numbers
        if place.file and place.line
    )
    # A place that two links name has one number.
    return list({one.place: one for one in (*sides, *lines)}.values())


def _fix(verdict: Verdict) -> dict[str, Any]:
    """The fix as what takes the place of lines; nothing where none is verified."""
    cause, place = verdict.cause, verdict.python_place
    if cause is None or not cause.fix or not cause.is_verified or not place.file:
        return {}
    return {
        "description": {"text": legible(f"Keep the rule of Java: {titles(cause)}.")},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": _uri(place)},
                "replacements": list(map(_replacement, read_changes(cause.fix))),
            }
        ],
    }


def _replacement(change: Change) -> dict[str, Any]:
    first = change.start + 1
    if change.removed and change.added:
        # Without columns a region ends before the end of its last line. SARIF 2.1.0, 3.30.8.
        region, end = {"startLine": first, "endLine": change.stop}, ""
    else:
        region = {"startLine": first, "startColumn": 1, "endLine": change.stop + 1, "endColumn": 1}
        end = "\n"
    if not change.added:
        return {"deletedRegion": region}
    text = "\n".join(change.added) + end
    return {"deletedRegion": region, "insertedContent": {"text": legible(text)}}


def _message(verdict: Verdict, related: Sequence[_Related]) -> str:
    told = [explanation(verdict), brief_difference(verdict), brief_cause(verdict)]
    # Braces are of placeholders. SARIF 2.1.0, 3.11.5.
    text = legible("\n".join(filter(None, told))).replace("{", "{{").replace("}", "}}")
    # GitHub shows only those related places that the message links to.
    links = ", ".join(f"[{one.words}]({number})" for number, one in enumerate(related, 1))
    return f"{text}\nSee {links}." if links else text


def _location(verdict: Verdict, place: Place) -> dict[str, Any]:
    is_java = place == verdict.java_place
    name = f"{verdict.reference}.{verdict.java}" if is_java else verdict.python
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place)}}
    if not place.line:
        return {"physicalLocation": physical}
    physical["region"] = {"startLine": place.line}
    logical = {"fullyQualifiedName": legible(name), "kind": "function"}
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _uri(place: Place) -> str:
    path = Path(place.path)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(place.path))


def _fingerprint(verdict: Verdict) -> str:
    path = verdict.python_place.path
    # Where an installed port lies is another place on each machine.
    port = verdict.python if Path(path).is_absolute() else path or verdict.python
    key = json.dumps([port, verdict.reference, verdict.java])
    return hashlib.sha256(key.encode()).hexdigest()
