"""A report as one HTML page, which needs nothing else: a row for each method, which unfolds."""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from bridge.causes import Step
from bridge.javatypes import Form
from bridge.outcomes import Outcome
from bridge.report.causes import (
    CodeLine,
    fix_command,
    fix_diff,
    java_lines,
    python_lines,
    step_text,
    titles,
    who,
)
from bridge.report.pictures import curves_picture, errors_picture
from bridge.report.run import Report
from bridge.report.wording import (
    brief_difference,
    brief_ulp,
    exact_call,
    explanation,
    legible,
    replay,
)
from bridge.rules import Rule
from bridge.signatures import Signature
from bridge.sources import Source, java_source, python_source
from bridge.strategies import Tier
from bridge.verdict import Status, TierCount, Verdict

__all__ = ["report_as_html"]

_PAGE = files("bridge.report") / "page"

# What stands above each column, and of which kind it is.
_HEADINGS = (
    ("Method", ""),
    ("Java reference", ""),
    ("Verdict", ""),
    ("Cases", "number"),
    ("ULP apart", "number"),
    ("ULP Java", "number"),
    ("ULP Python", "number"),
    ("Smallest difference", ""),
)


def report_as_html(report: Report) -> str:
    """Write the page; it asks nothing of any network, nor runs any script but its own."""
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    script = _read("report.js")
    digest = hashlib.sha256(script.encode()).digest()
    paired = [verdict for verdict in report.methods if verdict.java]
    statuses = Counter(verdict.status for verdict in paired)
    result, _, counts = report.summary.partition(": ")
    page = environment.from_string(_read("report.html")).render(
        style=Markup(_read("report.css")),
        script=Markup(script),
        script_hash=base64.b64encode(digest).decode(),
        result=result,
        counts=counts,
        ran_on=report.ran_on,
        version=version("portproof"),
        headings=_HEADINGS,
        statuses=[(status.value, statuses[status]) for status in Status if statuses[status]],
        methods=[_method(verdict, f"p{n}") for n, verdict in enumerate(paired)],
        lonely=dict.fromkeys((v.python, v.reason) for v in report.methods if not v.java),
    )
    return legible(page)


def _read(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class _Cell:
    heading: str
    kind: str
    text: str
    value: str  # what it is sorted by


@dataclass(frozen=True, slots=True)
class _Text:
    """A method's lines on one side."""

    path: str
    text: Markup


@dataclass(frozen=True, slots=True)
class _Cause:
    """Why the sides differ; without titles it is not known."""

    titles: str = ""
    remark: str = ""
    who: str = ""
    rules: tuple[Rule, ...] = ()
    lines: tuple[tuple[str, tuple[CodeLine, ...]], ...] = ()  # by the side
    diff: str = ""
    is_verified: bool = False
    command: str = ""
    steps: tuple[tuple[Step, str], ...] = ()  # each with the values of its variables


@dataclass(frozen=True, slots=True)
class _Correction:
    name: str
    texts: tuple[tuple[str, str], ...]  # each with what it says


@dataclass(frozen=True, slots=True)
class _Picture:
    title: str
    caption: str
    svg: Markup


@dataclass(frozen=True, slots=True)
class _Method:
    """What the page tells of a method."""

    status: str
    names: str  # what it is found by
    cells: tuple[_Cell, ...]
    signature: str
    python: str
    explanation: str
    remarks: tuple[str, ...]
    call: str
    java_outcome: str
    python_outcome: str
    replay: str
    cause: _Cause
    proposal: str
    corrections: tuple[_Correction, ...]
    pictures: tuple[_Picture, ...]
    java_source: _Text
    python_source: _Text
    tiers: tuple[tuple[Tier, TierCount], ...]
    outcomes: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]


def _method(verdict: Verdict, key: str) -> _Method:
    found, signature = verdict.counterexample, verdict.signature
    name = verdict.java.partition("(")[0]
    returns = f" returns {signature.returns}" if signature else ""
    return _Method(
        status=verdict.status.value,
        names=f"{verdict.reference} {verdict.java} {verdict.python}",
        cells=tuple(_cells(verdict)),
        signature=f"{verdict.reference} {verdict.java}{returns}",
        python=verdict.python,
        explanation=explanation(verdict) if verdict.reason else "",
        remarks=tuple(_remarks(verdict)),
        call=exact_call(signature, found.case) if found and signature else "",
        java_outcome=_exact(signature, found.java) if found and signature else "",
        python_outcome=_exact(signature, found.python) if found and signature else "",
        replay=replay(verdict),
        cause=_cause(verdict),
        proposal=verdict.proposal,
        corrections=tuple(_corrections(verdict)),
        pictures=tuple(_pictures(verdict, key)),
        java_source=_lines("java", java_source(verdict.java_place, name), java_lines(verdict)),
        python_source=_lines("python", python_source(verdict.python_place), python_lines(verdict)),
        tiers=verdict.tiers,
        outcomes=verdict.outcomes,
    )


def _cells(verdict: Verdict) -> Iterator[_Cell]:
    ulps = (verdict.max_ulp, verdict.java_max_ulp, verdict.python_max_ulp)
    difference = brief_difference(verdict)
    told = (
        (verdict.java, verdict.java),
        (verdict.reference, verdict.reference),
        (verdict.status.name, verdict.status.name),
        (str(verdict.cases), str(verdict.cases)),
        # JavaScript reads "Infinity".
        *((brief_ulp(u), "" if u is None else f"{u}".replace("inf", "Infinity")) for u in ulps),
        (difference, difference),
    )
    for (heading, kind), (text, value) in zip(_HEADINGS, told, strict=True):
        is_verdict = heading == "Verdict"
        yield _Cell(heading, f"verdict {verdict.status.value}" if is_verdict else kind, text, value)


def _remarks(verdict: Verdict) -> Iterator[str]:
    if verdict.repeated:
        yield f"{verdict.repeated} cases were run again, alone"
    if verdict.is_in_place:
        yield "Python was run in place, without a deadline"
    if verdict.seconds:
        yield f"{verdict.cases} cases in {verdict.seconds:.1f} s"


def _exact(signature: Signature, outcome: Outcome) -> str:
    return json.dumps(outcome.to_json(signature))


def _corrections(verdict: Verdict) -> Iterator[_Correction]:
    """What the ledger says, and in how many cases it showed."""
    for one in verdict.corrected:
        correction = one.correction
        told = {
            "The Java": correction.reason,
            "The port": correction.fix,
            "Applies where": correction.applies if isinstance(correction.applies, str) else "",
            "Seen": f"applies in {one.applies} cases, the sides differ in {one.differ} of them",
            "Found by": correction.found_by,
        }
        yield _Correction(correction.name, tuple((what, t) for what, t in told.items() if t))


def _cause(verdict: Verdict) -> _Cause:
    cause, diff = verdict.cause, fix_diff(verdict)
    if cause is None:
        return _Cause()
    lines = (("The port", python_lines(verdict)), ("Java", java_lines(verdict)))
    return _Cause(
        titles=titles(cause),
        remark=cause.remark,
        who=who(cause),
        rules=cause.rules,
        lines=tuple((side, known) for side, known in lines if known),
        diff=_highlighted(diff) if diff else "",
        is_verified=cause.is_verified,
        command=fix_command(verdict),
        steps=() if cause.rules else tuple((step, step_text(step)) for step in cause.steps),
    )


def _highlighted(diff: str) -> Markup:
    lexer = get_lexer_by_name("diff", stripnl=False)
    return Markup(highlight(diff, lexer, HtmlFormatter(nowrap=True)))


def _lines(language: str, source: Source, marked: Sequence[CodeLine]) -> _Text:
    if not source.text:
        return _Text("", Markup(""))
    lexer = get_lexer_by_name(language, stripnl=False)
    first = source.place.line
    formatter = HtmlFormatter(
        cssclass="source",
        linenos="inline",
        linenostart=first,
        hl_lines=[line.number - first + 1 for line in marked],
        wrapcode=True,
    )
    path = f"{source.place.path}, lines {source.place.line} to {source.lines[-1][0]}"
    return _Text(path, Markup(highlight(source.text, lexer, formatter)))


def _pictures(verdict: Verdict, key: str) -> Iterator[_Picture]:
    kinds = verdict.signature.parameter_types if verdict.signature else ()
    is_number = len(kinds) == 1 and kinds[0].form in {Form.PRIMITIVE, Form.BOX}
    axis = "argument" if is_number else "largest number in the arguments, with its sign"
    errors = errors_picture(verdict.errors, axis, f"{key}e")
    if errors:
        is_apart = len(verdict.errors.series) == 1
        title = "How far Java and Python are apart" if is_apart else "How far off each side is"
        measured = f"{len(verdict.errors)} of {verdict.cases} cases can be drawn"
        caption = f"{measured}; above 1 ULP the scale is logarithmic"
        yield _Picture(title, caption, Markup(errors))
    curves = curves_picture(verdict.curves, axis, f"{key}c")
    if curves:
        caption = f"{verdict.reference} in Java, {verdict.python}, and the true value"
        yield _Picture("The functions near 0", caption, Markup(curves))
