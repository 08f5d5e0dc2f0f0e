"""A report for a workflow of GitHub Actions: annotations of lines, and the summary of a step."""

from bridge.report.causes import brief_cause
from bridge.report.markdown import report_as_markdown
from bridge.report.run import Report
from bridge.report.wording import brief_difference, explanation, legible, replay
from bridge.verdict import Status, Verdict

__all__ = ["report_as_annotations", "report_as_step_summary"]

# GitHub refuses longer summaries of a step, and shows none then.
_MOST_BYTES = 1024 * 1024


def report_as_annotations(report: Report) -> str:
    """Write a workflow command for each Java method that does not pass, each on a line."""
    return "".join(map(_annotation, report.failed))


def report_as_step_summary(report: Report) -> str:
    """Write the Markdown, or only how many methods came out how if that is too long."""
    text = report_as_markdown(report)
    if len(text.encode()) < _MOST_BYTES:
        return text
    return f"## portproof\n\n{report.summary}\n\nThe table is too long for a step's summary.\n"


def _annotation(verdict: Verdict) -> str:
    level = "error" if verdict.status is Status.DIFFERENT else "warning"
    properties = {"title": f"{verdict.status.name}: {verdict.java}"}
    if verdict.places:
        properties["file"] = verdict.places[0].path
        if verdict.places[0].line:
            properties["line"] = str(verdict.places[0].line)
    listed = ",".join(f"{name}={_property(text)}" for name, text in properties.items())
    told = [
        explanation(verdict),
        brief_difference(verdict),
        brief_cause(verdict),
        replay(verdict),
    ]
    return f"::{level} {listed}::{_data(chr(10).join(filter(None, told)))}\n"


def _data(text: str) -> str:
    return legible(text).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
