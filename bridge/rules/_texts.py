"""How ports are rewritten that ignore the rules of char and String."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import libcst as cst

from bridge.rules.code import Code, called
from bridge.rules.edits import Edit, fill
from bridge.rules.forms import around, instead, of_call, values_kept

__all__ = [
    "compare_contents",
    "compare_references",
    "count_units",
    "never_equal",
    "treat_chars_as_numbers",
]

_TAKING_ALL = frozenset(
    [
        "enumerate",
        "list",
        "reversed",
        "map",
        "zip",
        "sorted",
        "set",
        "frozenset",
        "Counter",
        "tuple",
        "iter",
        "dict",
        "sum",
        "any",
        "all",
        "join",
        "fromkeys",
        "filter",
        "max",
        "min",
        "reduce",
        "extend",
        "deque",
    ]
)


def compare_references(code: Code) -> Iterator[Edit]:
    """``is`` for ``==`` of texts."""
    for node, is_equal in _equalities(code):
        template = "{left} is {right}" if is_equal else "{left} is not {right}"

        yield Edit(node, _compared(template))


def never_equal(code: Code) -> Iterator[Edit]:
    """False for ``==`` of texts, of which one is always new."""
    for node, is_equal in _equalities(code):
        text = "False" if is_equal else "True"
        yield instead(node, text)


def equal_if_empty(code: Code) -> Iterator[Edit]:
    """Equal where both are the empty text, which is one and the same, and never else."""
    for node, is_equal in _equalities(code):
        if is_equal:
            yield Edit(node, _compared('{left} == {right} == ""'))


def compare_contents(code: Code) -> Iterator[Edit]:
    """``==`` for ``is`` of texts."""
    for node in code.nodes:
        if not isinstance(node, cst.Comparison) or len(node.comparisons) != 1:
            continue
        operator = node.comparisons[0].operator
        if isinstance(operator, cst.Is | cst.IsNot) and code.is_text(node.left):
            template = "{left} == {right}" if isinstance(operator, cst.Is) else "{left} != {right}"
            yield Edit(node, _compared(template))


def _compared(template: str) -> Callable[[Any], Any]:
    def build(now: Any) -> Any:
        if not isinstance(now, cst.Comparison):
            return now
        filled = fill(template, left=now.left, right=now.comparisons[0].comparator)
        return filled.with_changes(lpar=now.lpar, rpar=now.rpar)

    return build


def count_units(code: Code) -> Iterator[Edit]:
    """Units for characters: in lengths, indices, slices, loops, searches and orders."""
    for call in code.calls("len"):
        if call.args and code.is_text(call.args[0].value):
            yield of_call(call, "JAVA.utf16_len({0})")
    for node in code.nodes:
        if isinstance(node, cst.Subscript) and code.is_text(node.value) and code.look(node).types:
            is_built = code.java.has(r"\breverse\s*\(")
            yield Edit(node, partial(_by_units, is_built=is_built))
        elif isinstance(node, cst.For | cst.CompFor) and code.is_text(node.iter):
            yield around(node.iter, "JAVA.utf16_chars({it})")
        elif isinstance(node, cst.Arg) and code.is_text(node.value):
            taking = code.parent(node)
            if isinstance(taking, cst.Call) and called(taking) in _TAKING_ALL:
                yield around(node.value, "JAVA.utf16_chars({it})")
        elif isinstance(node, cst.Comparison) and len(node.comparisons) == 1:
            yield from _ordered(code, node)
    for call in code.calls("find"):
        if isinstance(call.func, cst.Attribute) and code.is_text(call.func.value):
            yield Edit(call, _found)
    for call in code.calls("sorted", "sort"):
        if not any(arg.keyword and arg.keyword.value == "key" for arg in call.args):
            yield Edit(call, _sorted)


def treat_chars_as_numbers(code: Code) -> Iterator[Edit | list[Edit]]:
    """Numbers for characters, and characters for numbers."""
    if not code.java.has(r"\bchar\b|\bcharAt\b|\bCharacter\b|'(?:\\.|[^'\\])+'"):
        return
    chars = [call for call in code.calls("chr") if call.args]
    yield [of_call(call, "{0}") for call in chars]
    yield [of_call(call, "str({0})") for call in chars]
    kept = [node for node in values_kept(code) if code.is_text(node)]
    returned = [n for n in kept if isinstance(code.parent(n), cst.Return)]
    yield [around(node, "ord({it})") for node in returned]
    yield [around(node, "ord({it})") for node in kept]
    yield [around(node, "str(ord({it}))") for node in kept]
    literals = [n for n in code.nodes if isinstance(n, cst.SimpleString) and _is_char(n)]
    inside = [n for n in literals if isinstance(code.parent(n), cst.IfExp | cst.Return)]
    yield [around(node, "str(ord({it}))") for node in inside]
    yield [around(node, "ord({it})") for node in literals]
    yield [*_numbers_of_digits(code, "ord({0}) - 48")]
    yield [*_numbers_of_digits(code, "ord({0})")]
    yield [*_mixed(code)]
    yield [*_sums(code, "ord({left}) + ord({right})")]
    yield [*_sums(code, "str(ord({left}) + ord({right}))")]
    sums = [op for op in code.operations("+") if _is_char_sum(code, op.left, op.right)]
    yield [op.edit("str(ord({left}) + ord({right}))") for op in sums]
    yield [*_added_texts(code)]
    yield [*_texts_of_numbers(code)]


def _numbers_of_digits(code: Code, template: str) -> Iterator[Edit]:
    for call in code.calls("int", "digit"):
        if len(call.args) == 1 and code.is_text(call.args[0].value):
            yield of_call(call, f"({template})")


def _mixed(code: Code) -> Iterator[Edit]:
    """Operations of a text and a number, which raise."""
    for node in code.nodes:
        if not isinstance(node, cst.BinaryOperation):
            continue
        left, right = code.is_text(node.left), code.is_text(node.right)
        if left and code.is_int(node.right):
            yield around(node.left, "ord({it})")
        elif right and code.is_int(node.left):
            yield around(node.right, "ord({it})")


def _sums(code: Code, template: str) -> Iterator[Edit]:
    for operation in code.operations("+"):
        if code.is_text(operation.left) and code.is_text(operation.right):
            yield operation.edit(template)


def _added_texts(code: Code) -> Iterator[Edit]:
    """``str(ord(c))`` where a char is put to a text by way of a sum."""
    for operation in code.operations("+"):
        for side in (operation.left, operation.right):
            if code.is_text(side) and isinstance(side, cst.Name | cst.Subscript | cst.Call):
                kind = code.java.type_of(side.value) if isinstance(side, cst.Name) else "char"
                if kind in ("char", "Character"):
                    yield around(side, "str(ord({it}))")


def _texts_of_numbers(code: Code) -> Iterator[Edit]:
    """``chr(n)`` for ``str(n)``, and for numbers that are returned where Java has a char."""
    for call in code.calls("str"):
        if len(call.args) == 1 and code.is_int(call.args[0].value):
            yield of_call(call, "chr({0})")
    if code.java.returns in ("char", "Character"):
        for node in values_kept(code):
            if isinstance(code.parent(node), cst.Return) and code.is_int(node):
                yield around(node, "chr({it})")


def _is_char_sum(code: Code, *sides: cst.BaseExpression) -> bool:
    """Whether Java has a char on both sides."""
    return all(
        (isinstance(n, cst.Name) and code.java.type_of(n.value) in ("char", "Character"))
        or (isinstance(n, cst.SimpleString) and _is_char(n))
        for n in sides
    )


def _is_char(node: cst.SimpleString) -> bool:
    value = node.evaluated_value
    return isinstance(value, str) and len(value) == 1


def _equalities(code: Code) -> Iterator[tuple[cst.Comparison, bool]]:
    if not code.java.has(r"[=!]="):
        return
    for node in code.nodes:
        if isinstance(node, cst.Comparison) and len(node.comparisons) == 1:
            operator = node.comparisons[0].operator
            both = (node.left, node.comparisons[0].comparator)
            if not isinstance(operator, cst.Equal | cst.NotEqual) or not code.look(node).types:
                continue
            if all(code.look(n).types & {"str"} or isinstance(n, cst.SimpleString) for n in both):
                yield node, isinstance(operator, cst.Equal)


def _by_units(now: cst.CSTNode, *, is_built: bool) -> cst.CSTNode:
    if not isinstance(now, cst.Subscript) or len(now.slice) != 1:
        return now
    part = now.slice[0].slice
    if isinstance(part, cst.Index):
        if _is_negative(part.value):
            return fill("JAVA.utf16_chars({v})[{i}]", v=now.value, i=part.value)
        return fill("JAVA.utf16_at({v}, {i})", v=now.value, i=part.value)
    assert isinstance(part, cst.Slice)
    none = cst.Name("None")
    if part.step is not None:
        is_whole = part.lower is None and part.upper is None
        if is_whole and is_built and _is_minus_one(part.step):
            return fill("JAVA.java_reversed({v})", v=now.value)
        begin, end = part.lower or none, part.upper or none
        return fill(
            "JAVA.utf16_slice({v}, {b}, {e}, {s})", v=now.value, b=begin, e=end, s=part.step
        )
    if part.upper is None:
        return fill("JAVA.utf16_slice({v}, {b})", v=now.value, b=part.lower or none)
    return fill("JAVA.utf16_slice({v}, {b}, {e})", v=now.value, b=part.lower or none, e=part.upper)


def _is_negative(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.UnaryOperation) and isinstance(node.expression, cst.Integer)


def _is_minus_one(node: cst.BaseExpression) -> bool:
    return (
        isinstance(node, cst.UnaryOperation)
        and isinstance(node.operator, cst.Minus)
        and isinstance(node.expression, cst.Integer)
        and node.expression.value == "1"
    )


def _found(now: cst.CSTNode) -> cst.CSTNode:
    if not isinstance(now, cst.Call) or not isinstance(now.func, cst.Attribute) or not now.args:
        return now
    if len(now.args) > 2:
        return now
    if len(now.args) == 1:
        return fill("JAVA.utf16_find({v}, {p})", v=now.func.value, p=now.args[0].value)
    start = now.args[1].value
    return fill("JAVA.utf16_find({v}, {p}, {s})", v=now.func.value, p=now.args[0].value, s=start)


def _sorted(now: cst.CSTNode) -> cst.CSTNode:
    if not isinstance(now, cst.Call):
        return now
    key = cst.Arg(
        cst.Attribute(cst.Name("JAVA"), cst.Name("utf16_order")),
        keyword=cst.Name("key"),
        equal=cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace("")),
    )
    return now.with_changes(args=[*now.args, key])


def _ordered(code: Code, node: cst.Comparison) -> Iterator[Edit]:
    operator, right = node.comparisons[0].operator, node.comparisons[0].comparator
    if isinstance(
        operator, cst.LessThan | cst.GreaterThan | cst.LessThanEqual | cst.GreaterThanEqual
    ):
        for side in (node.left, right):
            if code.is_text(node.left) and code.is_text(right):
                yield around(side, "JAVA.utf16_order({it})")
