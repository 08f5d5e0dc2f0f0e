"""A port's tree and edits in, its new text out."""

import ast
import re
from collections.abc import Iterable
from enum import Enum

from bridge.rules.code import Code
from bridge.rules.edits import Edit, apply
from bridge.rules.helpers import HELPERS, is_in_javaops

__all__ = ["Style", "add_at_top", "rewrite"]

_CALL = re.compile(r"\bJAVA\.(\w+)")


class Style(Enum):
    """Where a rewritten port has Java's arithmetic from."""

    JAVAOPS = "javaops"  # it is imported
    PLAIN = "plain"  # it stands in the file


def rewrite(code: Code, edits: Iterable[Edit], style: Style) -> str:
    """Make edits in a port, and add what they call to its text."""
    text = apply(code.module, edits).code
    taken = code.names | {"JAVA"}
    names = {name: name if name not in taken else f"java_{name}" for name in _called(text)}
    text = _CALL.sub(lambda found: names[found[1]], text)
    imported = [n for n in names if style is Style.JAVAOPS and is_in_javaops(n)]
    added = []
    if imported:
        listed = [n if names[n] == n else f"{n} as {names[n]}" for n in sorted(imported)]
        added.append(f"from bridge.javaops import {', '.join(listed)}\n")
    for name in sorted(set(names) - set(imported)):
        added.append("\n\n" + re.sub(rf"\b{name}\b", names[name], HELPERS[name]))
    return add_at_top(text, "".join(added)) if added else text


def _called(text: str) -> list[str]:
    """The helpers that are called, and those that they call."""
    names = dict.fromkeys(_CALL.findall(text))
    for name in [*names]:
        inner = re.findall(r"\b(\w+)\(", HELPERS[name])
        names.update(dict.fromkeys(n for n in inner if n in HELPERS and n != name))
    return [*names]


def add_at_top(text: str, added: str) -> str:
    """Add statements to a module, behind its docstring and its first imports."""
    tree = ast.parse(text)
    last = 0
    for number, node in enumerate(tree.body):
        is_docstring = number == 0 and isinstance(node, ast.Expr)
        if not is_docstring and not isinstance(node, ast.Import | ast.ImportFrom):
            break
        last = node.end_lineno or node.lineno
    lines = text.splitlines(keepends=True)
    if last and not lines[last - 1].endswith("\n"):
        lines[last - 1] += "\n"
    has_imports = any(isinstance(node, ast.Import | ast.ImportFrom) for node in tree.body[:2])
    before, after = "".join(lines[:last]), "".join(lines[last:])
    if last and not has_imports and not added.startswith("\n"):
        added = "\n" + added
    if not before:
        added = added.lstrip("\n")
    gap = "" if after.startswith("\n") or not after else "\n\n"
    return before + added + gap + after
