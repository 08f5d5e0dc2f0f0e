"""Places of methods in, their source texts out: from the first line to the last.

What cannot be read, or not be told apart, is unknown: its text is empty.
"""

import ast
import re
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bridge.places import Place

__all__ = ["Source", "java_source", "python_source", "source_lines"]

# What braces do not count in: comments, text blocks, strings and chars. JLS 17, 3.7 and 3.10.
_OPAQUE = re.compile(
    r"""/\*.*?\*/|//[^\n]*|\"{3}(?:\\.|[^\\])*?\"{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""",
    re.DOTALL,
)
_BODY = re.compile(r"\s*(?:throws\s[^{};()]*)?\{")


@dataclass(frozen=True, slots=True)
class Source:
    """The lines of a method, and where the first of them stands."""

    place: Place = Place()  # noqa: RUF009 - it is frozen
    text: str = ""

    @property
    def lines(self) -> list[tuple[int, str]]:
        """The lines with their numbers in the file; none where the source is not known."""
        return list(enumerate(self.text.split("\n"), self.place.line)) if self.text else []


def java_source(place: Place, name: str) -> Source:
    """Read a Java method, from the line of its annotations to that of its closing brace.

    Parameters
    ----------
    place : Place
        Any line of its code.
    name : str
        What it is called, which tells it from others on that line.
    """
    if not place.line:
        return Source()
    text = _java_text(place.file)
    spans = _java_spans(_OPAQUE.sub(lambda found: re.sub(r"\S", " ", found[0]), text), name)
    around = [span for span in spans if span.start <= place.line <= span.stop]
    # Of a method, and one of that name in a class within it, the inner one begins later.
    return _cut(place, text, around[-1]) if around else Source()


def python_source(place: Place) -> Source:
    """Read a Python function with its decorators, or the statement that a lambda stands in.

    Parameters
    ----------
    place : Place
        The first line of its code, of its first decorator where it has one.
    """
    if not place.line:
        return Source()
    text = _python_text(place.file)
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return Source()
    statements = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
    spans = [slice(_first_line(node), node.end_lineno or node.lineno) for node in statements]
    around = [span for span in spans if span.start <= place.line <= span.stop]
    return _cut(place, text, max(around, key=lambda span: span.start)) if around else Source()


def source_lines(file: str, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Read lines of a file, Python or Java, each with its number; those that are not there not."""
    lines = (_python_text(file) if file.endswith(".py") else _java_text(file)).split("\n")
    for number in numbers:
        if 0 < number <= len(lines):
            yield number, lines[number - 1]


def _java_text(file: str) -> str:
    """All of a file; empty if it cannot be read."""
    try:
        return Path(file).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _python_text(file: str) -> str:
    try:
        with tokenize.open(file) as opened:
            return opened.read()
    except (OSError, SyntaxError, ValueError):
        return ""


def _first_line(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])


def _java_spans(code: str, name: str) -> Iterator[slice]:
    """The first and the last line of each method of a name, in code without strings."""
    for head in re.finditer(rf"\b{re.escape(name)}\s*\(", code):
        body = _BODY.match(code, _closed(code, head.end() - 1, "()"))
        if body:
            before = max(code.rfind(mark, 0, head.start()) for mark in ";{}") + 1
            start = head.start() - len(code[before : head.start()].lstrip())
            stop = _closed(code, body.end() - 1, "{}")
            yield slice(_line(code, start), _line(code, stop))


def _closed(code: str, opening: int, brackets: str) -> int:
    """The index behind the bracket that closes the one at an index."""
    depth = 0
    for found in re.finditer(f"[{re.escape(brackets)}]", code[opening:]):
        depth += 1 if found[0] == brackets[0] else -1
        if not depth:
            return opening + found.end()
    return len(code)


def _line(code: str, index: int) -> int:
    return code.count("\n", 0, index) + 1


def _cut(place: Place, text: str, span: slice) -> Source:
    lines = text.split("\n")[span.start - 1 : span.stop]
    return Source(Place(place.file, span.start), "\n".join(lines))
