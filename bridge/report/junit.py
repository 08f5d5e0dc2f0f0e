"""A report as JUnit XML: a test case for each Java method.

DIFFERENT is a failure, UNDECIDED and UNPAIRED are errors; an UNPAIRED that may pass is skipped.
"""

from collections import Counter
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from bridge.report.causes import brief_cause
from bridge.report.run import Report
from bridge.report.wording import brief_difference, evidence, explanation, legible, replay
from bridge.verdict import Status, Verdict

__all__ = ["report_as_junit"]

_OUTCOMES = {
    Status.DIFFERENT: "failure",
    Status.UNDECIDED: "error",
    Status.UNPAIRED: "error",
}


def report_as_junit(report: Report) -> str:
    """Write the XML, with the seed and the versions as properties."""
    verdicts = [verdict for verdict in report.methods if verdict.java]
    counts = Counter(_outcome(report, verdict) for verdict in verdicts)
    totals = {
        "name": "portproof",
        "tests": str(len(verdicts)),
        "failures": str(counts["failure"]),
        "errors": str(counts["error"]),
        "skipped": str(counts["skipped"]),
        "time": _seconds(sum(verdict.seconds for verdict in verdicts)),
    }
    suites = Element("testsuites")
    suite = SubElement(suites, "testsuite", totals)
    properties = SubElement(suite, "properties")
    for name, value in (
        ("seed", str(report.seed)),
        ("java", f"{report.java_version} ({report.java_vendor})"),
        ("python", report.python_version),
        ("numpy", report.numpy_version),
    ):
        SubElement(properties, "property", {"name": name, "value": legible(value)})
    for verdict in verdicts:
        suite.append(_case(verdict, _outcome(report, verdict)))
    ElementTree.indent(suites, " ")
    text = ElementTree.tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _outcome(report: Report, verdict: Verdict) -> str:
    """The element that tells it; empty if it passes."""
    if verdict.status is Status.UNPAIRED and report.allow_unpaired:
        return "skipped"
    return _OUTCOMES.get(verdict.status, "")


def _case(verdict: Verdict, outcome: str) -> Element:
    # A port that could not be judged as a whole has no reference.
    group = verdict.reference or verdict.python
    names = {"classname": legible(group), "name": legible(verdict.java)}
    case = Element("testcase", {**names, "time": _seconds(verdict.seconds)})
    if outcome:
        message = legible(brief_difference(verdict) or verdict.reason)
        told = SubElement(case, outcome, {"message": message})
        if outcome != "skipped":
            told.set("type", verdict.status.value)
            lines = [explanation(verdict), brief_cause(verdict), *evidence(verdict)]
            told.text = legible("\n".join(filter(None, lines)))
    if replay(verdict):
        SubElement(case, "system-out").text = legible(replay(verdict))
    return case


def _seconds(seconds: float) -> str:
    return f"{seconds:.3f}"
