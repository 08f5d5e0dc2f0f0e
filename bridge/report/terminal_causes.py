"""Why the sides differ, for a person at a terminal: the rule, the lines and the fix."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from bridge.causes import Cause, Step
from bridge.counterexamples import identify
from bridge.report.causes import (
    CodeLine,
    fix_command,
    fix_hunks,
    java_lines,
    python_lines,
    step_text,
    titles,
    who,
)
from bridge.sources import Source, java_source, python_source
from bridge.verdict import Verdict

__all__ = ["DIFF_COLOURS", "print_cause", "print_long_cause"]

# Lines of a fix, and steps, that are read at a glance.
_SHOWN = 16

# Characters of what stands on the left of something.
_WIDEST = 40

DIFF_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def print_cause(verdict: Verdict, console: Console, *, verbose: bool = False) -> None:
    """Print the rules, the lines where they matter, and the fix; with the explanation on wish."""
    cause = verdict.cause
    if cause is None:
        return
    _print_rules(cause, console)
    _print_lines([*python_lines(verdict), *java_lines(verdict)], console)
    if cause.remark:
        _print(console, cause.remark, 2)
    if verbose:
        _print_explanations(cause, console)
    hunks, steps = fix_hunks(cause), cause.steps
    if hunks:
        _print_fix_title(verdict, console)
        _print_diff(hunks[:_SHOWN], console)
        _print_left(len(hunks) - _SHOWN, "lines", verdict, console)
    if not cause.rules:
        _print_steps(steps[:_SHOWN], console)
        _print_left(len(steps) - _SHOWN, "steps", verdict, console)


def print_long_cause(verdict: Verdict, console: Console) -> None:
    """Print all that is known, with the whole methods on both sides."""
    cause = verdict.cause
    if cause is None:
        _print(console, "Cause: not found out", 2)
        return
    _print_rules(cause, console)
    if cause.remark:
        _print(console, cause.remark, 2)
    if who(cause):
        _print(console, f"{who(cause)[0].upper()}{who(cause)[1:]}.", 2)
    _print_explanations(cause, console)
    java = java_source(verdict.java_place, verdict.java.partition("(")[0])
    _print_source(python_source(verdict.python_place), python_lines(verdict), console)
    _print_source(java, java_lines(verdict), console)
    if cause.fix:
        _print_fix_title(verdict, console)
        _print_diff(fix_hunks(cause), console)
    if not cause.rules:
        _print_steps(cause.steps, console)


def _print_rules(cause: Cause, console: Console) -> None:
    if not cause.rules:
        _print(console, f"Cause: {titles(cause)}", 2, "bold")
    for number, rule in enumerate(cause.rules):
        word = "and" if number else "Cause:"
        _print(console, f"{word} {rule.title} ({rule.id})", 2, "bold")


def _print_explanations(cause: Cause, console: Console) -> None:
    for rule in cause.rules:
        _print(console, f"{rule.explanation} ({rule.section})", 2)


def _print_lines(lines: Sequence[CodeLine], console: Console) -> None:
    rows = [(f"{line.path}:{line.number}", line.text.strip()) for line in lines]
    _print_beside(rows, console, 4)


def _print_source(source: Source, marked: Sequence[CodeLine], console: Console) -> None:
    """Print a method with marks, and those of the marked lines that are not in it."""
    numbers = {line.number for line in marked}
    inside = source.lines
    known = {number for number, _ in inside}
    outside = [(line.number, line.text) for line in marked if line.number not in known]
    path = source.place.path or next((line.path for line in marked), "")
    if path:
        _print(console, path, 2)
    for number, text in sorted([*inside, *outside]):
        mark, style = (">", "bold") if number in numbers else (" ", "")
        _print(console, f"{mark} {number:>4}  {text}", 2, style)


def _print_fix_title(verdict: Verdict, console: Console) -> None:
    is_verified = verdict.cause is not None and verdict.cause.is_verified
    word = "Fix, verified on fresh cases" if is_verified else "Fix, not verified"
    command = fix_command(verdict)
    _print(console, f"{word}; to write it:" if command else f"{word}:", 2)
    if command:
        # Not folded, for it is there to be pasted.
        console.print(f"    {command}", markup=False, highlight=False, soft_wrap=True)


def _print_diff(lines: Sequence[str], console: Console) -> None:
    """Print the lines of a diff, what goes in red and what comes in green."""
    for line in lines:
        _print(console, line, 4, DIFF_COLOURS.get(line[:1], ""))


def _print_steps(steps: Sequence[Step], console: Console) -> None:
    if steps:
        _print(console, "The port's lines as they ran, and what its variables held then:", 2)
    rows = [(f"{step.line:>4}  {step.text.strip()}", step_text(step)) for step in steps]
    _print_beside(rows, console, 2)


def _print_left(count: int, what: str, verdict: Verdict, console: Console) -> None:
    """Print how much is left out, and what shows it."""
    identity = identify(verdict)
    if count > 0:
        where = f": portproof explain {identity}" if identity else ""
        _print(console, f"... {count} {what} more{where}", 4)


def _print_beside(rows: Sequence[tuple[str, str]], console: Console, indent: int) -> None:
    """Print two columns, the right one folded in itself; below what is long on the left."""
    fitting = [len(left) for left, _ in rows if len(left) <= _WIDEST]
    width = max(fitting, default=4)
    for left, right in rows:
        if len(left) > width:
            _print(console, left, indent)
            left = ""
        lines = Text(right).wrap(console, max(console.width - indent - width - 2, 20)) or [Text()]
        for line in lines:
            told = Text(f"{' ' * indent}{left:<{width}}  ") + line
            told.rstrip()
            console.print(told, highlight=False)
            left = ""


def _print(console: Console, text: str, indent: int, style: str = "") -> None:
    """Print a text, folded within its indent."""
    for line in Text(text, style=style).wrap(console, max(console.width - indent, 20)):
        console.print(Text(" " * indent) + line, highlight=False)
