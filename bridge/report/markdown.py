"""A report as Markdown, as GitHub shows it: a table, and below it what does not pass, in full."""

import re
from collections.abc import Iterable, Iterator

from bridge.report.causes import brief_cause
from bridge.report.run import Report
from bridge.report.wording import brief_difference, brief_ulp, evidence, explanation, legible
from bridge.verdict import Verdict

__all__ = ["report_as_markdown"]

_HEAD = (
    "Java reference",
    "Method",
    "Python",
    "Verdict",
    "Cases",
    "ULP apart",
    "Correction",
    "Smallest counterexample",
)


def report_as_markdown(report: Report) -> str:
    """Write the Markdown, from a heading of the second level on."""
    return legible("\n".join(_blocks(report)))


def _blocks(report: Report) -> Iterator[str]:
    verdict, _, counts = report.summary.partition(": ")
    yield f"## portproof: {verdict}\n\n{counts}\n"
    paired = [verdict for verdict in report.methods if verdict.java]
    if paired:
        rows = [_HEAD, ("---",) * len(_HEAD), *map(_cells, paired)]
        yield "".join(map(_row, rows))
    for failed in report.failed:
        told = [explanation(failed), brief_cause(failed), *evidence(failed)]
        yield _fenced("\n".join(filter(None, told)))
    lonely = dict.fromkeys(_lonely(verdict) for verdict in report.methods if not verdict.java)
    if lonely:
        yield f"Python functions without a Java partner: {', '.join(lonely)}\n"
    yield f"{report.ran_on}\n"


def _cells(verdict: Verdict) -> Iterator[str]:
    yield _code(verdict.reference)
    yield _code(verdict.java)
    yield _code(verdict.python)
    yield verdict.status.name
    yield str(verdict.cases)
    yield brief_ulp(verdict.max_ulp)
    yield ", ".join(verdict.corrections)
    yield _code(brief_difference(verdict))


def _lonely(verdict: Verdict) -> str:
    hint = f" ({verdict.reason})" if verdict.reason else ""
    return f"{_code(verdict.python)}{hint}"


def _row(cells: Iterable[str]) -> str:
    # A bar would end the cell, also within code.
    escaped = (cell.replace("|", r"\|").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(escaped)} |\n"


def _code(text: str) -> str:
    fence = _fence(text, 1)
    is_at_edge = text[:1] == "`" or text[-1:] == "`"
    inner = f" {text} " if is_at_edge else text
    return f"{fence}{inner}{fence}" if text else ""


def _fenced(text: str) -> str:
    fence = _fence(text, 3)
    return f"{fence}text\n{text}\n{fence}\n"


def _fence(text: str, least: int) -> str:
    """More backticks than the text has in a row."""
    return "`" * max(least, *(len(run) + 1 for run in re.findall("`+", text)), 1)
