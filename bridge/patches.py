"""Unified diffs in, the lines that they change out: put together, and put into a text."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

__all__ = ["Change", "join_changes", "put_changes", "read_changes", "settle_changes", "write_diff"]

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@")
_NAME = r"\w+(?: as \w+)?"
_IMPORT = re.compile(rf"from ([\w.]+) import ({_NAME}(?:, {_NAME})*)")
_NO_END = "\n\\ No newline at end of file"


@dataclass(frozen=True, slots=True)
class Change:
    """Lines of a text, and those that take their place; all without their ends."""

    start: int  # how many lines are before them
    removed: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def stop(self) -> int:
        """How many lines are before what follows them."""
        return self.start + len(self.removed)


def read_changes(diff: str) -> tuple[Change, ...]:
    """Read what a unified diff of one file changes, in the order of the lines."""
    lines = iter(diff.split("\n"))
    heads = (_HUNK.match(line) for line in lines)
    return tuple(change for head in heads if head for change in _hunk(head, lines))


def join_changes(fixes: Sequence[Sequence[Change]]) -> tuple[tuple[Change, ...], tuple[int, ...]]:
    """Put together what several fixes of one text change.

    Returns
    -------
    tuple of Change
        In the order of the lines.
    tuple of int
        The numbers of the fixes that are left out, as they contradict earlier ones.
    """
    joined: list[Change] = []
    left = []
    for number, fix in enumerate(fixes):
        trial: list[Change] | None = joined
        for change in fix:
            trial = None if trial is None else _with(trial, change)
        if trial is None:
            left.append(number)
        else:
            joined = trial
    # What is put before a line goes before what takes the line's place.
    return tuple(sorted(joined, key=lambda change: (change.start, change.stop))), tuple(left)


def settle_changes(text: str, changes: Sequence[Change]) -> tuple[Change, ...]:
    """Let what is put before a line go before equal lines above, as far up as that goes.

    A diff of lines that are put between blank ones may take either blank ones for the new ones.
    """
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    settled: list[Change] = []
    for change in changes:
        start, added = change.start, change.added
        first = settled[-1].stop if settled else 0
        while not change.removed and start > first and lines[start - 1] == added[-1]:
            start, added = start - 1, (added[-1], *added[:-1])
        settled.append(Change(start, change.removed, added))
    return tuple(settled)


def put_changes(text: str, changes: Sequence[Change]) -> str:
    """Make the changes, which must be in order, with the ends of lines that the text has.

    Raises
    ------
    ValueError
        If the text has other lines than those that are to be removed.
    """
    lines = text.split("\n")
    end = "\r" if lines[0].endswith("\r") else ""
    for change in reversed(changes):
        found = tuple(line.removesuffix("\r") for line in lines[change.start : change.stop])
        if found != change.removed:
            raise ValueError(f"line {change.start + 1} must be {change.removed!r}, got {found!r}")
        lines[change.start : change.stop] = [line + end for line in change.added]
    return "\n".join(lines)


def write_diff(path: str, before: str, after: str) -> str:
    """Write a unified diff of a file, as git does; empty if there is no difference."""
    lines = difflib.unified_diff(
        _ended(before), _ended(after), f"a/{path}", f"b/{path}", lineterm=""
    )
    return "".join(f"{line}\n" for line in lines)


def _hunk(head: re.Match[str], lines: Iterator[str]) -> Iterator[Change]:
    """What a hunk changes; its lines are taken."""
    before, after = int(head[2] or 1), int(head[3] or 1)
    # A hunk that takes no lines away names the line before it.
    at = int(head[1]) - (before > 0)
    removed: list[str] = []
    added: list[str] = []
    while before > 0 or after > 0:
        line = next(lines, " ")
        mark, text = line[:1], line[1:]
        if mark == "-":
            removed.append(text)
            before -= 1
        elif mark == "+":
            added.append(text)
            after -= 1
        elif mark != "\\":
            if removed or added:
                yield Change(at, tuple(removed), tuple(added))
            at += len(removed) + 1
            removed, added = [], []
            before, after = before - 1, after - 1
    if removed or added:
        yield Change(at, tuple(removed), tuple(added))


def _ended(text: str) -> list[str]:
    """The lines, of which the last says so if it has no end."""
    *lines, last = text.split("\n")
    return [*lines, last + _NO_END] if last else lines


def _with(changes: Sequence[Change], change: Change) -> list[Change] | None:
    """Take one more change; None if it contradicts one that is there."""
    for number, other in enumerate(changes):
        if change == other:
            return [*changes]
        if change.start == other.start and not change.removed and not other.removed:
            both = replace(other, added=_merged(other.added, change.added))
            return [*changes[:number], both, *changes[number + 1 :]]
        is_same_place = (change.start, change.stop) == (other.start, other.stop)
        if is_same_place or (change.start < other.stop and other.start < change.stop):
            return None
    return [*changes, change]


def _merged(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """What two changes put before a line: imports in one line for a module, and functions once."""
    paragraphs = [p for lines in (one, other) for p in _paragraphs(lines)]
    lines = [line for paragraph in paragraphs for line in paragraph]
    imports: dict[str, set[str]] = {}
    for found in filter(None, map(_IMPORT.fullmatch, lines)):
        imports.setdefault(found[1], set()).update(found[2].split(", "))
    head = [f"from {name} import {', '.join(sorted(imports[name]))}" for name in sorted(imports)]
    rest = dict.fromkeys(
        tuple(line for line in paragraph if not _IMPORT.fullmatch(line)) for paragraph in paragraphs
    )
    parts = [tuple(head), *rest]
    told = [line for part in parts if part for line in ("", "", *part)][2:]
    before = next((n for n, line in enumerate(one) if line.strip()), 0)
    after = next((n for n, line in enumerate(reversed(one)) if line.strip()), 0)
    return (*("",) * before, *told, *("",) * after)


def _paragraphs(lines: Sequence[str]) -> list[list[str]]:
    """The lines between blank ones, if what follows these is not indented; without their ends."""
    paragraphs: list[list[str]] = []
    blank: list[str] = []
    for line in lines:
        if not line.strip():
            blank.append(line)
        elif paragraphs and (line[:1].isspace() or not blank):
            paragraphs[-1] += [*blank, line]
            blank = []
        else:
            paragraphs.append([line])
            blank = []
    return paragraphs
