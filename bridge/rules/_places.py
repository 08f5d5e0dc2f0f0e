"""How ports are rewritten that ignore the rules of indices and ranges."""

from collections.abc import Iterator

import libcst as cst

from bridge.rules.code import ARRAYS, Code, called
from bridge.rules.edits import Edit, fill

__all__ = [
    "begin_with_numbers",
    "pad_copies",
    "require_indices",
    "require_list_ranges",
    "require_ranges",
    "require_text_ranges",
]

_INDEXED = ("list", "str", "tuple", "bytes", "bytearray", "deque", *ARRAYS)


def require_indices(code: Code) -> Iterator[list[Edit]]:
    """``java_index`` where an index was below 0, or might be."""
    yield [*_indices(code, is_below=True)]
    yield [*_indices(code, is_below=False)]


def _indices(code: Code, *, is_below: bool) -> Iterator[Edit]:
    for node in code.nodes:
        if not isinstance(node, cst.Subscript) or len(node.slice) != 1:
            continue
        index = node.slice[0].slice
        if not isinstance(index, cst.Index) or _is_literal(index.value):
            continue
        is_meant = not is_below or code.look(index.value).low < 0
        if code.is_int(index.value) and is_meant and code.is_of(node.value, _INDEXED):
            yield Edit(node, _indexed)
    for call in code.calls("pop", "insert"):
        if isinstance(call.func, cst.Attribute) and call.args and code.is_int(call.args[0].value):
            if code.is_of(call.func.value, ["list"]) and code.look(call.args[0].value).low < 0:
                yield Edit(call, _indexed_call)


def require_ranges(code: Code) -> Iterator[Edit]:
    """``java_slice`` where Python cuts, or counts from the end."""
    for node in _slices(code):
        if code.is_of(node.value, ["list", "str", "tuple", *ARRAYS]):
            yield Edit(node, _ranged)


def require_text_ranges(code: Code) -> Iterator[Edit]:
    """``utf16_substring`` for slices of texts, and ``java_slice`` for others."""
    for node in _slices(code):
        if code.is_text(node.value):
            yield Edit(node, _text_ranged)
        elif code.is_of(node.value, ["list", "tuple", *ARRAYS]):
            yield Edit(node, _ranged)


def require_list_ranges(code: Code) -> Iterator[Edit]:
    """``java_sublist``, which raises as List.subList does where the bounds are the wrong way."""
    for node in _slices(code):
        if code.is_of(node.value, ["list"]):
            yield Edit(node, _sublisted)


def pad_copies(code: Code) -> Iterator[Edit]:
    """``java_padded`` for slices that stand for Arrays.copyOf and copyOfRange."""
    if code.java.has(r"\bcopyOf(?:Range)?\s*\("):
        filler = {"double": "0.0", "float": "0.0", "boolean": "False", "String": "None"}.get(
            code.java.returns.replace("[]", ""), "0"
        )
        for node in _slices(code):
            if code.is_of(node.value, ["list", "tuple"]):
                yield Edit(node, lambda now: _padded(now, filler))


def begin_with_numbers(code: Code) -> Iterator[Edit | list[Edit]]:
    """The largest and the smallest int or long for infinity, sys.maxsize and None."""
    kinds = [k for k in ("Integer", "Long") if code.java.has(rf"\b{k}\s*\.\s*M(?:AX|IN)_VALUE")]
    for kind in [*kinds, *(k for k in ("Integer", "Long") if k not in kinds)]:
        bits = 31 if kind == "Integer" else 63
        found = [*_sentinels(code)]
        yield [_number(node, bits, is_low) for node, is_low in found]
        nones = [n for n in code.nodes if _is_none_at_first(code, n)]
        for is_low in (False, True):
            if kind in kinds and nones:
                yield [_number(node, bits, is_low) for node in nones]


def _sentinels(code: Code) -> Iterator[tuple[cst.BaseExpression, bool]]:
    """Infinities and the like, and whether they are the lower ones."""
    negated = set()
    for node in code.nodes:
        if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Minus):
            inner = node.expression
            is_more = (
                isinstance(inner, cst.BinaryOperation)
                and isinstance(inner.operator, cst.Subtract)
                and _is_infinite(inner.left)
            )
            if _is_infinite(inner) or is_more:
                negated.add(inner)
                yield node, True
        elif isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Subtract):
            left = node.left
            if isinstance(left, cst.UnaryOperation) and _is_infinite(left.expression):
                negated.add(left.expression)
                yield node, True
        elif isinstance(node, cst.BaseExpression) and node not in negated and _is_infinite(node):
            yield node, _is_lower(node)


def _is_infinite(node: cst.CSTNode) -> bool:
    if isinstance(node, cst.Attribute):
        return node.attr.value in {"inf", "maxsize", "Inf", "infty"}
    if isinstance(node, cst.Name):
        return node.value in {"inf", "maxsize"}
    if isinstance(node, cst.Call) and called(node) == "float" and len(node.args) == 1:
        value = node.args[0].value
        return isinstance(value, cst.SimpleString) and "inf" in value.value.lower()
    return _is_nines(node) or _is_power(node)


def _is_nines(node: cst.CSTNode) -> bool:
    """Whether it is a number such as 999999 or 10000000."""
    digits = node.value.replace("_", "") if isinstance(node, cst.Integer) else ""
    return len(digits) >= 5 and (set(digits) == {"9"} or digits.rstrip("0") == "1")


def _is_power(node: cst.CSTNode) -> bool:
    """Whether it is such as 10**9 or 1e9."""
    if isinstance(node, cst.Float):
        return node.value.lower().startswith("1e")
    return (
        isinstance(node, cst.BinaryOperation)
        and isinstance(node.operator, cst.Power)
        and isinstance(node.left, cst.Integer)
        and node.left.value == "10"
    )


def _is_lower(node: cst.CSTNode) -> bool:
    if isinstance(node, cst.Call) and isinstance(node.args[0].value, cst.SimpleString):
        return node.args[0].value.value.strip("'\"").startswith("-")
    return False


def _is_none_at_first(code: Code, node: cst.CSTNode) -> bool:
    parent = code.parent(node)
    is_default = (
        isinstance(parent, cst.Arg)
        and parent.keyword is not None
        and parent.keyword.value == "default"
    )
    return (
        isinstance(node, cst.Name)
        and node.value == "None"
        and (isinstance(parent, cst.Assign | cst.Return) or is_default)
    )


def _number(node: cst.CSTNode, bits: int, is_low: bool) -> Edit:
    text = f"-(2**{bits})" if is_low else f"2**{bits} - 1"
    return Edit(node, lambda now: _grouped(fill(text)))


def _grouped(node: cst.BaseExpression) -> cst.BaseExpression:
    if isinstance(node, cst.BinaryOperation) and not node.lpar:
        return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return node


def _slices(code: Code) -> Iterator[cst.Subscript]:
    """Parts of texts and lists that are read, without steps."""
    for node in code.nodes:
        if isinstance(node, cst.Subscript) and len(node.slice) == 1 and code.look(node).types:
            part = node.slice[0].slice
            if isinstance(part, cst.Slice) and part.step is None and (part.lower or part.upper):
                yield node


def _is_literal(node: cst.CSTNode) -> bool:
    if isinstance(node, cst.UnaryOperation):
        return _is_literal(node.expression)
    return isinstance(node, cst.Integer)


def _indexed(now: cst.CSTNode) -> cst.CSTNode:
    if not isinstance(now, cst.Subscript) or not isinstance(now.slice[0].slice, cst.Index):
        return now
    index = fill("JAVA.java_index({i}, len({v}))", i=now.slice[0].slice.value, v=now.value)
    return now.with_changes(slice=[cst.SubscriptElement(cst.Index(index))])


def _indexed_call(now: cst.CSTNode) -> cst.CSTNode:
    if not isinstance(now, cst.Call) or not isinstance(now.func, cst.Attribute):
        return now
    more = " + 1" if called(now) == "insert" else ""
    index = fill(f"JAVA.java_index({{i}}, len({{v}}){more})", i=now.args[0].value, v=now.func.value)
    return now.with_changes(args=[now.args[0].with_changes(value=index), *now.args[1:]])


def _bounds(now: cst.Subscript) -> tuple[cst.BaseExpression | None, cst.BaseExpression | None]:
    part = now.slice[0].slice
    assert isinstance(part, cst.Slice)
    return _from_begin(now, part.lower), _from_begin(now, part.upper)


def _from_begin(now: cst.Subscript, bound: cst.BaseExpression | None) -> cst.BaseExpression | None:
    """A bound that is counted from the end, as Java has to write it."""
    if isinstance(bound, cst.UnaryOperation) and _is_literal(bound):
        return fill("len({v}) - {k}", v=now.value, k=bound.expression)
    return bound


def _is_slice(now: cst.CSTNode) -> bool:
    return isinstance(now, cst.Subscript) and isinstance(now.slice[0].slice, cst.Slice)


def _ranged(now: cst.CSTNode) -> cst.CSTNode:
    if not isinstance(now, cst.Subscript) or not _is_slice(now):
        return now
    low, high = _bounds(now)
    begin = low or cst.Integer("0")
    if high is None:
        index = fill("JAVA.java_slice({b}, len({v}), len({v}))", b=begin, v=now.value)
    else:
        index = fill("JAVA.java_slice({b}, {e}, len({v}))", b=begin, e=high, v=now.value)
    return now.with_changes(slice=[cst.SubscriptElement(cst.Index(index))])


def _text_ranged(now: cst.CSTNode) -> cst.CSTNode:
    if not isinstance(now, cst.Subscript) or not _is_slice(now):
        return now
    low, high = _bounds(now)
    begin = low or cst.Integer("0")
    if high is None:
        return fill("JAVA.utf16_substring({v}, {b})", b=begin, v=now.value)
    return fill("JAVA.utf16_substring({v}, {b}, {e})", b=begin, e=high, v=now.value)


def _sublisted(now: cst.CSTNode) -> cst.CSTNode:
    if not isinstance(now, cst.Subscript) or not _is_slice(now):
        return now
    low, high = _bounds(now)
    begin, end = low or cst.Integer("0"), high or cst.Name("None")
    return fill("JAVA.java_sublist({v}, {b}, {e})", v=now.value, b=begin, e=end)


def _padded(now: cst.CSTNode, filler: str) -> cst.CSTNode:
    if not isinstance(now, cst.Subscript) or not _is_slice(now):
        return now
    low, high = _bounds(now)
    begin, end = low or cst.Integer("0"), high or cst.Name("None")
    return fill(f"JAVA.java_padded({{v}}, {{b}}, {{e}}, {filler})", v=now.value, b=begin, e=end)
