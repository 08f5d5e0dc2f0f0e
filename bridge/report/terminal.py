"""A report for a person at a terminal, legible in 80 columns."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from bridge.report.run import Report
from bridge.report.terminal_causes import print_cause
from bridge.report.wording import brief_difference, brief_ulp, evidence, explanation
from bridge.sources import Source, java_source, python_source
from bridge.verdict import Status, Verdict

__all__ = ["print_failed", "print_report", "print_summary"]

# With more references than that all methods stand in one table.
_MOST_TABLES = 3

_COLOURS = {
    Status.SAME: "green",
    Status.CORRECTED: "cyan",
    Status.DIFFERENT: "bold red",
    Status.UNDECIDED: "yellow",
    Status.UNPAIRED: "yellow",
}


def print_report(report: Report, console: Console, *, verbose: bool = False) -> None:
    """Print a table for each reference, the differences in full, and a summary.

    On wish the table tells the tiers and outcomes, and below it stand the lines of both sources.
    """
    paired = [verdict for verdict in report.methods if verdict.java]
    for table in _tables(paired, verbose=verbose):
        console.print(table)
        console.print()
    for verdict in paired if verbose else ():
        _print_sources(verdict, console)
    print_failed(report, console, verbose=verbose)
    _print_proposals(report, console)
    in_place = dict.fromkeys(verdict.python for verdict in paired if verdict.is_in_place)
    if in_place:
        _print(console, f"Run in place, without a deadline: {', '.join(in_place)}\n")
    lonely = dict.fromkeys(_lonely(verdict) for verdict in report.methods if not verdict.java)
    if lonely:
        _print(console, f"Python functions without a Java partner: {', '.join(lonely)}\n")
    print_summary(report, console)


def print_failed(report: Report, console: Console, *, verbose: bool = False) -> None:
    """Print what speaks against a method, in full, and its cause as far as it is known."""
    for verdict in report.methods:
        if verdict.java and verdict.reason:
            _print(console, explanation(verdict))
            print_cause(verdict, console, verbose=verbose)
            for line in evidence(verdict):
                # Not folded, for it is there to be pasted back.
                console.print(line, markup=False, highlight=False, soft_wrap=True)
            console.print()


def print_summary(report: Report, console: Console) -> None:
    """Print how many methods came out how, and what the run can be repeated with."""
    _print(console, report.summary)
    if report.resumed:
        _print(console, f"{report.resumed} pairs as the interrupted run left them")
    _print(console, report.ran_on)


def _print_proposals(report: Report, console: Console) -> None:
    """Print what is there to be pasted, not folded."""
    proposals = [verdict.proposal for verdict in report.methods if verdict.proposal]
    if proposals:
        _print(
            console, "Where these differences are meant, put this below the [[pairs]] they are of:"
        )
    for proposal in proposals:
        console.print(proposal, markup=False, highlight=False, soft_wrap=True)


def _print_sources(verdict: Verdict, console: Console) -> None:
    """Print a method on both sides, with the numbers of its lines."""
    java = java_source(verdict.java_place, verdict.java.partition("(")[0])
    python = python_source(verdict.python_place)
    for language, name, source in (
        ("java", f"{verdict.reference} {verdict.java}", java),
        ("python", verdict.python, python),
    ):
        if source.text:
            _print(console, f"{name} in {source.place.path}")
            console.print(_numbered(language, source))
            console.print()


def _numbered(language: str, source: Source) -> Syntax:
    return Syntax(
        source.text,
        language,
        theme="ansi_light",  # the terminal's own colours
        background_color="default",
        line_numbers=True,
        start_line=source.place.line,
        word_wrap=True,
    )


def _lonely(verdict: Verdict) -> str:
    return f"{verdict.python} ({verdict.reason})" if verdict.reason else verdict.python


def _tables(verdicts: Sequence[Verdict], *, verbose: bool) -> Iterator[Table]:
    references = dict.fromkeys(verdict.reference for verdict in verdicts)
    if len(references) > _MOST_TABLES:
        title = f"{len(references)} Java references"
        yield _table(title, verdicts, verbose=verbose, with_reference=True)
        return
    for reference in references:
        mine = [verdict for verdict in verdicts if verdict.reference == reference]
        yield _table(f"Java reference: {reference}", mine, verbose=verbose)


def _table(
    title: str, verdicts: Sequence[Verdict], *, verbose: bool, with_reference: bool = False
) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("Method", no_wrap=True)
    table.add_column("Verdict", no_wrap=True)
    for heading in ("Cases", "ULP\napart", "ULP\nJava", "ULP\nPython"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Correction: smallest counterexample", overflow="fold")
    for verdict in verdicts:
        table.add_row(
            _method(verdict, with_reference=with_reference),
            Text(verdict.status.name, style=_COLOURS[verdict.status]),
            str(verdict.cases),
            brief_ulp(verdict.max_ulp),
            brief_ulp(verdict.java_max_ulp),
            brief_ulp(verdict.python_max_ulp),
            Text("\n".join(_remarks(verdict, verbose=verbose))),
        )
    return table


def _method(verdict: Verdict, *, with_reference: bool) -> str:
    name = verdict.java.partition("(")[0]
    owner = verdict.reference.rpartition(".")[2] if with_reference else ""
    return f"{owner}.{name}" if owner else name


def _remarks(verdict: Verdict, *, verbose: bool) -> Iterator[str]:
    difference = brief_difference(verdict)
    if verdict.corrections:
        yield f"{', '.join(verdict.corrections)}: {difference}"
    elif difference:
        yield difference
    if verdict.repeated:
        yield f"{verdict.repeated} cases were run again, alone"
    if verbose:
        for tier, count in verdict.tiers:
            left = f", {count.unjudged} not judged" if count.unjudged else ""
            yield f"{tier.value}: {count.cases} cases, {count.differ} differ{left}"
        for side, counts in verdict.outcomes:
            yield f"{side}: {', '.join(f'{number} {kind}' for kind, number in counts)}"
        yield f"{verdict.seconds:.1f} s"


def _print(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False)
