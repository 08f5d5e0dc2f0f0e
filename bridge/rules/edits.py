"""Edits of a port: where, and what stands there then."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import libcst as cst
from libcst.helpers import parse_template_expression

__all__ = ["Edit", "apply", "fill", "in_brackets"]

_SIMPLE = (
    cst.Name,
    cst.Integer,
    cst.Float,
    cst.Call,
    cst.Subscript,
    cst.Attribute,
    cst.SimpleString,
    cst.FormattedString,
    cst.List,
    cst.Dict,
)


@dataclass(frozen=True, slots=True, eq=False)
class Edit:
    """What one node of a port's tree becomes.

    Attributes
    ----------
    node : CSTNode
        A node of the tree as it was read.
    build : callable
        Takes the node with the edits inside it made, and gives what stands in its place; the node
        itself if that has become something that cannot be edited so.
    is_at_end : bool
        Whether it is the last line of the node that changes, and not the first.
    """

    node: cst.CSTNode
    build: Callable[[Any], Any]
    is_at_end: bool = False


def apply(module: cst.Module, edits: Iterable[Edit]) -> cst.Module:
    """Make edits; several of one node one after another."""
    by_node: dict[cst.CSTNode, list[Edit]] = {}
    for edit in edits:
        by_node.setdefault(edit.node, []).append(edit)
    done = module.visit(_Editor(by_node))
    assert isinstance(done, cst.Module)
    return done


def fill(template: str, **parts: cst.BaseExpression) -> cst.BaseExpression:
    """Put expressions into the braces of a text, with brackets around them where they need some."""
    safe: dict[str, Any] = {
        name: part if _is_argument(template, name) else in_brackets(part)
        for name, part in parts.items()
        if f"{{{name}}}" in template
    }
    return parse_template_expression(template, **safe)


def _is_argument(template: str, name: str) -> bool:
    """Whether a brace is an argument of its own, which needs no brackets."""
    return re.search(rf"[(,] ?\{{{name}\}}[),]", template) is not None


def in_brackets(node: cst.BaseExpression) -> cst.BaseExpression:
    """The same, so that it can be an operand of whatever operator."""
    if isinstance(node, _SIMPLE) or node.lpar:
        return node
    return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


class _Editor(cst.CSTTransformer):
    def __init__(self, by_node: dict[cst.CSTNode, list[Edit]]) -> None:
        super().__init__()
        self._by_node = by_node

    def on_leave(self, original_node: Any, updated_node: Any) -> Any:
        edits: Sequence[Edit] = self._by_node.get(original_node, ())
        node = super().on_leave(original_node, updated_node)
        for edit in edits:
            node = edit.build(node)
        return node
