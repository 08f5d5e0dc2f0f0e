"""Forms of edits and of places that several rules have in common."""

from collections.abc import Iterator

import libcst as cst

from bridge.rules.code import Code, called
from bridge.rules.edits import Edit, fill, in_brackets

__all__ = ["around", "before", "instead", "of_call", "values_kept"]


def around(node: cst.CSTNode, template: str) -> Edit:
    """Put a template around an expression, or around what an assignment computes."""

    def build(now: cst.CSTNode) -> cst.CSTNode:
        if isinstance(now, cst.AugAssign):
            operator = getattr(cst, type(now.operator).__name__.removesuffix("Assign"))
            left = in_brackets(now.target)
            whole = cst.BinaryOperation(left, operator(), in_brackets(now.value))
            value = fill(template, it=whole)
            return cst.Assign([cst.AssignTarget(now.target)], value, semicolon=now.semicolon)
        return fill(template, it=now) if isinstance(now, cst.BaseExpression) else now

    return Edit(node, build)


def of_call(call: cst.Call, template: str) -> Edit:
    """Put a template with the arguments ``{0}``, ``{1}`` ... and ``{func}`` in a call's place."""

    def build(now: cst.CSTNode) -> cst.CSTNode:
        if not isinstance(now, cst.Call):
            return now
        parts = {f"a{i}": arg.value for i, arg in enumerate(now.args)}
        named = template
        for i in range(len(now.args)):
            named = named.replace(f"{{{i}}}", f"{{a{i}}}")
        return fill(named, func=now.func, **parts)

    return Edit(call, build)


def instead(node: cst.CSTNode, text: str) -> Edit:
    """Put another expression in the place of one."""
    return Edit(node, lambda now: fill(text))


def before(node: cst.CSTNode, text: str) -> Edit:
    """Put a statement before another."""
    return Edit(node, lambda now: cst.FlattenSentinel([cst.parse_statement(text), now]))


def values_kept(code: Code) -> Iterator[cst.BaseExpression]:
    """What is returned, or put into something."""
    for node in code.nodes:
        if isinstance(node, cst.Return | cst.Yield | cst.Assign):
            if isinstance(node.value, cst.BaseExpression):
                yield node.value
        elif isinstance(node, cst.Call) and called(node) == "append" and len(node.args) == 1:
            yield node.args[0].value
        elif isinstance(node, cst.ListComp | cst.GeneratorExp):
            yield node.elt
