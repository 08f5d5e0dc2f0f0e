"""Why the sides of a verdict differ, in words."""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bridge.causes import Cause, Step, Who
from bridge.configuration import command_words, pair_table
from bridge.places import Place
from bridge.sources import source_lines
from bridge.verdict import Verdict

__all__ = [
    "NO_RULE",
    "CodeLine",
    "brief_cause",
    "fix_command",
    "fix_diff",
    "fix_hunks",
    "java_lines",
    "python_lines",
    "step_text",
    "titles",
    "who",
]

NO_RULE = "logic differs; no Java rule explains it"

_WHO = {
    Who.JAVA: "Python has the true value, Java has not",
    Who.PYTHON: "Java has the true value, Python has not",
    Who.BOTH: "neither side has the true value",
}


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A line of a file."""

    path: str
    number: int
    text: str


def titles(cause: Cause) -> str:
    """What the rules are called; or that there is none."""
    return " and ".join(rule.title for rule in cause.rules) or NO_RULE


def brief_cause(verdict: Verdict) -> str:
    """A line that says the rules, where they matter, and whether there is a fix; or nothing."""
    cause = verdict.cause
    if cause is None:
        return ""
    told = [titles(cause)]
    if cause.rules:
        told[0] += f" ({', '.join(rule.id for rule in cause.rules)})"
        told += _where(verdict.python_place, cause.python_lines)
        told += _where(verdict.java_place, cause.java_lines)
    if cause.fix and cause.is_verified:
        told.append("a fix is verified")
    return f"Cause: {', '.join(told)}"


def python_lines(verdict: Verdict) -> tuple[CodeLine, ...]:
    """The lines of the port where the rules matter."""
    return _read(verdict.python_place, verdict.cause.python_lines if verdict.cause else ())


def java_lines(verdict: Verdict) -> tuple[CodeLine, ...]:
    """The lines of the Java that do such things."""
    return _read(verdict.java_place, verdict.cause.java_lines if verdict.cause else ())


def who(cause: Cause) -> str:
    """Which side has the true value; empty if that is not known."""
    return _WHO[cause.who] if cause.who else ""


def fix_hunks(cause: Cause) -> list[str]:
    """The lines of the fix, without those that name the file."""
    lines = cause.fix.rstrip("\n").split("\n")
    first = next((n for n, line in enumerate(lines) if line.startswith("@@")), len(lines))
    return lines[first:]


def fix_diff(verdict: Verdict) -> str:
    """The fix as a diff that git can apply; empty if there is none."""
    hunks = fix_hunks(verdict.cause) if verdict.cause else []
    path = verdict.python_place.path
    return "".join(f"{line}\n" for line in (f"--- a/{path}", f"+++ b/{path}", *hunks) if hunks)


def fix_command(verdict: Verdict) -> str:
    """Give the command that writes the verified fix; empty if there is none, or no file has it."""
    cause, found = verdict.cause, verdict.counterexample
    if cause is None or not cause.fix or not cause.is_verified or found is None:
        return ""
    if not found.port.is_portable or found.port.is_bundled:
        return ""
    words = command_words(pair_table(found.port), "--method", verdict.java, "--apply")
    return shlex.join(["portproof", "fix", *words])


def step_text(step: Step) -> str:
    """The values of a step's variables."""
    return ", ".join(f"{name} = {value}" for name, value in step.names)


def _where(place: Place, numbers: Sequence[int]) -> Iterator[str]:
    if numbers and place.file:
        word = "line" if len(numbers) == 1 else "lines"
        yield f"{place.path} {word} {', '.join(map(str, numbers))}"


def _read(place: Place, numbers: Sequence[int]) -> tuple[CodeLine, ...]:
    if not place.file:
        return ()
    lines = source_lines(place.file, numbers)
    return tuple(CodeLine(place.path, number, text.rstrip()) for number, text in lines)
