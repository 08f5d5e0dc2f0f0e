"""A report as SARIF 2.1.0: a result for each Java method that does not pass.

The place to look at is the Python function's; the Java method's is the related one. GitHub tells
alerts apart by the fingerprints, which hold neither lines nor values.
"""

import hashlib
import json
import os
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bridge.places import Place
from bridge.report.run import Report
from bridge.report.wording import brief_difference, explanation, legible, replay
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
        "rules": [_rule(status) for status in _RULES],
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


def _result(verdict: Verdict) -> dict[str, Any]:
    result = {
        "ruleId": f"portproof/{verdict.status.value}",
        "ruleIndex": list(_RULES).index(verdict.status),
        "level": _LEVELS[verdict.status],
        "message": {"text": _message(verdict)},
        # GitHub reads this one alone.
        "partialFingerprints": {
            name: _fingerprint(verdict) for name in ("primaryLocationLineHash", "portproof/v1")
        },
    }
    if verdict.places:
        result["locations"] = [_location(verdict, verdict.places[0])]
    related = [{"id": i, **_location(verdict, p)} for i, p in enumerate(verdict.places[1:], 1)]
    if related:
        result["relatedLocations"] = related
    if replay(verdict):
        result["properties"] = {"replay": legible(replay(verdict))}
    return result


def _message(verdict: Verdict) -> str:
    told = [explanation(verdict), brief_difference(verdict)]
    # Braces are of placeholders. SARIF 2.1.0, 3.11.5.
    text = legible("\n".join(filter(None, told))).replace("{", "{{").replace("}", "}}")
    if len(verdict.places) < 2:
        return text
    other = "Java method" if verdict.places[1] == verdict.java_place else "port"
    # GitHub shows only those related places that the message links to.
    return f"{text}\nSee [the {other}](1)."


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
