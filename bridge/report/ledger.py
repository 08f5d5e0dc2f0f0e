"""The ledger of corrections as the Markdown table of the bug-fix report."""

import re
from collections.abc import Sequence

from bridge.compare import Aspect, ulp_distance
from bridge.corrections import Correction
from bridge.errors import RequestError
from bridge.report.run import Report
from bridge.report.wording import brief_call, brief_outcome, brief_ulp, brief_value
from bridge.signatures import Signature
from bridge.verdict import Counterexample, Verdict

__all__ = ["ledger_as_markdown", "put_ledger"]

_HEAD = ("Defect", "What the Java does", "Where", "Example", "The port", "Found by")
_PLACE = re.compile("(<!-- ledger -->\n).*?(<!-- end -->)", re.DOTALL)


def ledger_as_markdown(corrections: Sequence[Correction], report: Report) -> str:
    """Write the table: a row for each correction, with what both sides did in a stored case.

    Parameters
    ----------
    corrections : sequence of Correction
        All that were declared, in order.
    report : Report
        What became of them.
    """
    proven = [one.correction for verdict in report.methods for one in verdict.corrected]
    rows = [_row(c, report) for c in corrections if any(c is one for one in proven)]
    used = [column for column, _ in enumerate(_HEAD) if any(row[column] for row in rows)]
    lines = [_HEAD, ("---",) * len(_HEAD), *rows]
    return "".join(_line([line[column] for column in used]) for line in lines)


def put_ledger(text: str, table: str) -> str:
    """Put the table where a text has its markers, ``<!-- ledger -->`` and ``<!-- end -->``.

    Raises
    ------
    RequestError
        If there are none.
    """
    found = _PLACE.search(text)
    if found is None:
        raise RequestError(
            "ledger must have a place: a line <!-- ledger --> and a line <!-- end -->, got neither"
        )
    return text[: found.start()] + found[1] + table + found[2] + text[found.end() :]


def _row(correction: Correction, report: Report) -> Sequence[str]:
    shown = [
        _example(verdict, correction, one.example)
        for verdict in report.methods
        for one in verdict.corrected
        if one.correction is correction and one.example is not None and correction.cases
    ]
    where = correction.applies
    return (
        correction.name,
        correction.reason,
        f"`{where}`" if isinstance(where, str) else "",
        "<br>".join(shown),
        correction.fix,
        correction.found_by,
    )


def _line(cells: Sequence[str]) -> str:
    # A bar would end the cell.
    escaped = (cell.replace("|", r"\|") for cell in cells)
    return f"| {' | '.join(escaped)} |\n"


def _example(verdict: Verdict, correction: Correction, example: Counterexample) -> str:
    signature, java, python = verdict.signature, example.java, example.python
    assert signature is not None
    call = brief_call(signature, example.case)
    if correction.aspect is Aspect.ARGUMENTS:
        left, kept = _arguments_after(signature, example)
        return f"`{call}`: Java leaves `{left}` in its arguments, the port `{kept}`"
    told = [brief_outcome(signature, outcome) for outcome in (java, python)]
    apart = ""
    if told[0] == told[1]:
        ulps = ulp_distance(signature.return_type, java.value, python.value)
        apart = f", {brief_ulp(ulps)} ULP apart"
    return f"`{call}`: Java `{told[0]}`, the port `{told[1]}`{apart}"


def _arguments_after(signature: Signature, example: Counterexample) -> list[str]:
    sides = (example.java.arguments_after, example.python.arguments_after)
    kinds = signature.parameter_types
    return [
        ", ".join(brief_value(kind, value) for kind, value in zip(kinds, side, strict=True))
        for side in sides
    ]
