"""Unified diffs in, the lines that they change out: put together, and put into a text."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

__all__ = ["Change", "join_changes", "put_changes", "read_changes", "write_diff"]

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@")
_IMPORT = re.compile(r"from ([\w.]+) import (\w+(?:, \w+)*)")
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
        is_same_place = (change.start, change.removed) == (other.start, other.removed)
        if is_same_place:
            added = _merged(other, change)
            if added is None:
                return None
            return [*changes[:number], replace(other, added=added), *changes[number + 1 :]]
        if change.start < other.stop and other.start < change.stop:
            return None
    return [*changes, change]


def _merged(one: Change, other: Change) -> tuple[str, ...] | None:
    """The lines that two changes of the same lines put there; None if they contradict."""
    if one.added == other.added:
        return one.added
    added, left = list(one.added), []
    for line in other.added:
        name = _IMPORT.fullmatch(line)
        alike = [n for n, known in enumerate(added) if name and _module(known) == name[1]]
        if name and alike:
            added[alike[0]] = _import(added[alike[0]], line)
        else:
            left.append(line)
    if one.removed:
        return tuple(added) if not left else None
    paragraphs = _paragraphs(added)
    for paragraph in _paragraphs(left):
        if paragraph not in paragraphs:
            added += paragraph
    return tuple(added)


def _module(line: str) -> str:
    """What a line imports from; empty if it does not."""
    found = _IMPORT.fullmatch(line)
    return found[1] if found else ""


def _import(one: str, other: str) -> str:
    """A line that imports what two lines import from one module."""
    names = {name for line in (one, other) for name in line.partition(" import ")[2].split(", ")}
    return f"{one.partition(' import ')[0]} import {', '.join(sorted(names))}"


def _paragraphs(lines: Sequence[str]) -> list[list[str]]:
    """Lines up to the blank ones before the next line that is not indented."""
    paragraphs: list[list[str]] = []
    is_after_blank = True
    for line in lines:
        if is_after_blank and line[:1].strip():
            paragraphs.append([])
        if not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(line)
        is_after_blank = not line.strip()
    return [paragraph for paragraph in paragraphs if any(map(str.strip, paragraph))]
