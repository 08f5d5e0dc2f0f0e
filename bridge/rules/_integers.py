"""How ports are rewritten that ignore the rules of int and long."""

from collections.abc import Callable, Iterator
from typing import Any

import libcst as cst

from bridge.rules.code import Code, Operation, called
from bridge.rules.edits import Edit, fill, in_brackets
from bridge.rules.forms import around, instead, of_call, values_kept

__all__ = [
    "divide_as_ints",
    "fix_distance_masks",
    "keep_low_bits",
    "keep_low_bits_of_results",
    "mask_distances",
    "shift_zeros_in",
    "shift_zeros_into_widened",
    "take_remainders",
    "truncate_quotients",
    "wrap_all_ints",
    "wrap_all_longs",
    "wrap_ints",
    "wrap_longs",
    "wrap_opposites",
    "wrap_returned_ints",
    "wrap_returned_longs",
]

# Of these the low bits of a result depend on those of the operands alone.
_MODULAR = ("+", "-", "*", "&", "|", "^")
_SUMS = ("sum", "prod", "pow", "factorial", "reduce", "dot", "comb", "perm", "lcm", "abs")


def shift_zeros_in(code: Code) -> Iterator[Edit]:
    """``ushr`` for ``>>``."""
    if code.java.has(">>>"):
        for operation in code.operations(">>"):
            if code.is_int(operation.left):
                yield operation.edit(_call("ushr", code.width(operation.left)))


def shift_zeros_into_widened(code: Code) -> Iterator[Edit]:
    """The same for a byte or short: the sign comes in before the zeros do, and is cut off again."""
    for operation in code.operations(">>"):
        left = operation.left
        if code.java.has(">>>") and isinstance(left, cst.BinaryOperation):
            for kind, mask in (("byte", 0xFF), ("short", 0xFFFF)):
                right = left.right
                is_masked = isinstance(left.operator, cst.BitAnd) and isinstance(right, cst.Integer)
                if is_masked and getattr(right, "evaluated_value", None) == mask:
                    yield Edit(operation.node, _widened(kind))


def _widened(kind: str) -> Callable[[Any], Any]:
    def build(now: Any) -> Any:
        if not isinstance(now, cst.BinaryOperation) or not isinstance(
            now.left, cst.BinaryOperation
        ):
            return now
        template = f"JAVA.narrow_{kind}(JAVA.ushr({{x}}, {{d}}))"
        return fill(template, x=now.left.left, d=now.right)

    return build


def mask_distances(code: Code) -> Iterator[Edit]:
    """``shl`` and ``shr`` where the distance was out of range."""
    for operation in code.operations("<<", ">>"):
        bits = code.width(operation.left)
        distance = code.look(operation.right)
        if code.is_int(operation.right) and (distance.low < 0 or distance.high >= bits):
            name = "shl" if operation.symbol == "<<" else "shr"
            if operation.symbol == ">>" and code.java.has(">>>"):
                name = "ushr"
            yield operation.edit(_call(name, bits))


def fix_distance_masks(code: Code) -> Iterator[Edit]:
    """``& 63`` for ``& 31`` where a long is shifted, and the other way round."""
    wide = code.widths != "int" and (code.java.is_long or code.widths == "long")
    masks = {"31": "63", "32": "64"} if wide else {"63": "31", "64": "32"}
    for operation in code.operations("&", "%"):
        right = operation.right
        if isinstance(right, cst.Integer) and right.value in masks:
            yield operation.edit(f"{{left}} {operation.symbol} {masks[right.value]}")


def wrap_opposites(code: Code) -> Iterator[Edit]:
    """``java_abs`` for ``abs``, and the quotient wrapped, which -1 may make too large."""
    for call in code.calls("abs", "fabs", "absolute"):
        if len(call.args) == 1 and code.is_int(call.args[0].value):
            bits = code.width(call.args[0].value)
            yield of_call(
                call, "JAVA.java_abs({0})" if bits == 32 else "JAVA.java_abs({0}, bits=64)"
            )
    for node in code.nodes:
        if isinstance(node, cst.Arg) and isinstance(node.value, cst.Name):
            if node.value.value == "abs":
                yield instead(node.value, "JAVA.java_abs")
    for operation in code.operations("//"):
        if code.is_int(operation.left) and _reaches_half(code, operation.node):
            yield _wrapped(operation.node, code.width(operation.left))
    for call in code.calls("int", "trunc"):
        if _quotient(call) is not None and _reaches_half(code, call):
            yield _wrapped(call, code.width(call))
    for call in code.calls("max"):
        if any(isinstance(arg.value, cst.UnaryOperation) for arg in call.args):
            if code.is_int(call) and _reaches_half(code, call):
                yield _wrapped(call, code.width(call))
    if code.java.has(r"\babs\s*\("):
        for node in code.nodes:
            if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Minus):
                if code.is_int(node) and _reaches_half(code, node):
                    yield _wrapped(node, code.width(node))


def take_remainders(code: Code) -> Iterator[Edit]:
    """``irem`` for ``%``, and ``drem`` where floats are divided."""
    for operation in code.operations("%"):
        if code.is_int_like(operation.left) and code.is_int_like(operation.right):
            yield operation.edit(_call("irem", _both(code, operation)))
        elif code.is_float(operation.left) or code.is_float(operation.right):
            yield operation.edit("JAVA.drem({left}, {right})")
    for call in code.calls("divmod"):
        if len(call.args) == 2 and code.is_int(call.args[0].value):
            yield of_call(call, "({0} // {1}, JAVA.irem({0}, {1}))")
    for call in code.calls("mod", "remainder", "floormod", "floor_mod"):
        if len(call.args) == 2 and code.is_int(call.args[0].value):
            yield of_call(call, "JAVA.irem({0}, {1})")


def truncate_quotients(code: Code) -> Iterator[Edit]:
    """``idiv`` for ``//``, and for a shift to the right that stands for a division."""
    for operation in code.operations("//"):
        if code.is_int_like(operation.left) and code.is_int_like(operation.right):
            yield operation.edit(_call("idiv", _both(code, operation)))
    for call in code.calls("floor"):
        if (quotient := _quotient(call)) is not None and code.is_int(quotient.left):
            yield _of_quotient(call, code.width(quotient.left))
    for call in code.calls("divmod"):
        if len(call.args) == 2 and code.is_int(call.args[0].value):
            yield of_call(call, "(JAVA.idiv({0}, {1}), {0} % {1})")
    if not code.java.has(">>"):
        for operation in code.operations(">>"):
            if code.is_int(operation.left):
                yield operation.edit("JAVA.idiv({left}, 1 << {right})")


def divide_as_ints(code: Code) -> Iterator[Edit]:
    """``idiv`` for ``/`` of ints, with the call around it that makes an int."""
    done = set()
    for call in code.calls("int", "floor", "trunc", "round", "ceil"):
        quotient = _quotient(call)
        if quotient is not None and code.is_int(quotient.left) and code.is_int(quotient.right):
            done.add(quotient)
            yield _of_quotient(call, _wider(code, quotient))
    for operation in code.operations("/"):
        is_of_ints = _was_int(code, operation.left) and code.is_int_like(operation.right)
        if is_of_ints and operation.node not in done:
            yield operation.edit(_call("idiv", _both(code, operation)))
    for call in code.calls("mean", "fmean", "average"):
        if len(call.args) == 1 and isinstance(call.args[0].value, cst.Name):
            yield of_call(call, "JAVA.idiv(sum({0}), len({0}))")


def divide_and_take_remainders(code: Code) -> Iterator[Edit]:
    """``idiv`` and ``irem`` for ``divmod``."""
    for call in code.calls("divmod"):
        if len(call.args) == 2:
            yield of_call(call, "(JAVA.idiv({0}, {1}), JAVA.irem({0}, {1}))")


def keep_low_bits(code: Code) -> Iterator[Edit]:
    """``narrow_byte``, ``narrow_short`` or ``narrow_char`` where a value is out of range."""
    for kind, low, high in (
        ("byte", -128, 127),
        ("short", -(2**15), 2**15 - 1),
        ("char", 0, 65535),
    ):
        if not _casts(code, kind):
            continue
        for node in code.nodes:
            seen = code.look(node)
            is_out = (
                code.is_int(node)
                and not _is_constant(node)
                and (seen.low < low or seen.high > high)
            )
            if is_out and _is_arithmetic(node) and not _is_inside(code, node):
                yield around(node, f"JAVA.narrow_{kind}({{it}})")
        if kind == "char":
            for call in code.calls("chr"):
                yield of_call(call, "chr(JAVA.narrow_char({0}))")
        yield from _narrowed_results(code, kind, low, high)
    if code.java.is_long and (code.java.has(r"\(\s*int\s*\)") or code.java.has(r"\bintValue\b")):
        yield from _cast_longs(code)


def keep_low_bits_of_results(code: Code) -> Iterator[Edit]:
    """The same of what is returned or stored alone."""
    if code.java.is_long and (code.java.has(r"\(\s*int\s*\)") or code.java.has(r"\bintValue\b")):
        for node in values_kept(code):
            if code.is_int(node) and _is_out_of(code, node, 32):
                yield around(node, "JAVA.int32({it})")


def wrap_ints(code: Code) -> Iterator[Edit]:
    """``int32`` around what left the range of int."""
    return _wraps(code, 32, is_out=True)


def wrap_longs(code: Code) -> Iterator[Edit]:
    """``int64`` around what left the range of long."""
    return _wraps(code, 64, is_out=True)


def wrap_all_ints(code: Code) -> Iterator[Edit]:
    """``int32`` around whatever is computed in int."""
    return _wraps(code, 32, is_out=False)


def wrap_all_longs(code: Code) -> Iterator[Edit]:
    """``int64`` around whatever is computed in long."""
    return _wraps(code, 64, is_out=False)


def wrap_returned_ints(code: Code) -> Iterator[Edit]:
    """``int32`` around what is returned or stored."""
    return _wrapped_results(code, 32)


def wrap_returned_longs(code: Code) -> Iterator[Edit]:
    """``int64`` around what is returned or stored."""
    return _wrapped_results(code, 64)


def _wraps(code: Code, bits: int, *, is_out: bool) -> Iterator[Edit]:
    for node in code.nodes:
        if (
            not _may_overflow(node)
            or _is_constant(node)
            or not code.is_int(node)
            or code.width(node) != bits
        ):
            continue
        if _is_inside(code, node) and _tree_width(code, node) == bits:
            continue
        if not is_out or _is_any_out(code, node, bits):
            yield _wrapped(node, bits)


def _wrapped_results(code: Code, bits: int) -> Iterator[Edit]:
    element = code.java.returns.replace("[]", "")
    if code.widths == "java" and element not in (("int", "Integer"), ("long", "Long"))[bits == 64]:
        return
    code.asked_for_width = True
    if code.widths == ("long" if bits == 32 else "int"):
        return
    for node in values_kept(code):
        if code.is_int(node) and _is_out_of(code, node, bits):
            yield _wrapped(node, bits)


def _cast_longs(code: Code) -> Iterator[Edit]:
    """``int32`` where a long becomes an int: returned by a method of int, or assigned to one."""
    for node in values_kept(code):
        if not code.is_int(node) or not _is_out_of(code, node, 32):
            continue
        parent = code.parent(node)
        if isinstance(parent, cst.Return):
            target = code.java.returns
        elif isinstance(parent, cst.Assign) and isinstance(parent.targets[0].target, cst.Name):
            target = code.java.type_of(parent.targets[0].target.value)
        else:
            target = ""
        if target.replace("[]", "") in ("int", "Integer", "") and code.width(node) == 64:
            yield around(node, "JAVA.int32({it})")
    for call in code.calls("int"):
        if len(call.args) == 1 and code.is_int(call.args[0].value):
            yield of_call(call, "JAVA.int32({0})")


def _narrowed_results(code: Code, kind: str, low: int, high: int) -> Iterator[Edit]:
    for node in values_kept(code):
        seen = code.look(node)
        if not _is_arithmetic(node) and code.is_int(node) and (seen.low < low or seen.high > high):
            yield around(node, f"JAVA.narrow_{kind}({{it}})")


def _casts(code: Code, kind: str) -> bool:
    boxed = {"byte": "Byte", "short": "Short", "char": "Character"}[kind]
    return code.java.has(rf"\b(?:{kind}|{boxed})\b")


def _was_int(code: Code, node: cst.CSTNode) -> bool:
    """Whether it was an int at least at first, before a division made a float of it."""
    types = code.look(node).types
    return code.is_int_like(node) or ("int" in types and types <= {"int", "float"})


def compare_differences(code: Code) -> Iterator[Edit]:
    """The sign of a difference, which may wrap around, for a comparison."""
    for node in code.nodes:
        if isinstance(node, cst.Comparison) and len(node.comparisons) == 1:
            right = node.comparisons[0].comparator
            symbol = _ORDERS.get(type(node.comparisons[0].operator).__name__)
            are_ints = code.is_int(node.left) and code.is_int(right)
            if symbol and are_ints and not _is_constant(right) and code.width(node.left) == 32:
                yield Edit(node, _compared(f"JAVA.int32({{a}} - {{b}}) {symbol} 0"))


_ORDERS = {"LessThan": "<", "GreaterThan": ">", "LessThanEqual": "<=", "GreaterThanEqual": ">="}


def _compared(template: str) -> Callable[[Any], Any]:
    def build(now: Any) -> Any:
        if not isinstance(now, cst.Comparison):
            return now
        a, b = in_brackets(now.left), in_brackets(now.comparisons[0].comparator)
        filled = fill(
            template.replace("{a} - {b}", "{d}"), d=cst.BinaryOperation(a, cst.Subtract(), b)
        )
        return filled.with_changes(lpar=now.lpar, rpar=now.rpar)

    return build


def _is_constant(node: cst.CSTNode) -> bool:
    """Whether it is made of numbers alone, as Python people write limits."""
    if isinstance(node, cst.BinaryOperation):
        return _is_constant(node.left) and _is_constant(node.right)
    if isinstance(node, cst.UnaryOperation):
        return _is_constant(node.expression)
    return isinstance(node, cst.Integer)


def _may_overflow(node: cst.CSTNode) -> bool:
    if isinstance(node, cst.BinaryOperation | cst.AugAssign):
        name = type(node.operator).__name__.removesuffix("Assign")
        return name in {
            *("Add", "Subtract", "Multiply", "Power", "LeftShift"),
            *("BitAnd", "BitOr", "BitXor"),
        }
    if isinstance(node, cst.UnaryOperation):
        return isinstance(node.operator, cst.Minus | cst.BitInvert)
    return isinstance(node, cst.Call) and called(node) in _SUMS and called(node) != "abs"


def _is_arithmetic(node: cst.CSTNode) -> bool:
    return _may_overflow(node) or (
        isinstance(node, cst.BinaryOperation | cst.AugAssign)
        or (isinstance(node, cst.Call) and called(node) in {"int", "abs", *_SUMS})
    )


def _is_inside(code: Code, node: cst.CSTNode) -> bool:
    """Whether it is an operand whose low bits alone count."""
    parent = code.parent(node)
    if isinstance(parent, cst.UnaryOperation):
        return isinstance(parent.operator, cst.Minus | cst.BitInvert)
    if isinstance(parent, cst.AugAssign):
        name = type(parent.operator).__name__.removesuffix("Assign")
        return parent.value is node and name in _MODULAR_NAMES and code.is_int(parent)
    if not isinstance(parent, cst.BinaryOperation) or not code.is_int(parent):
        return False
    name = type(parent.operator).__name__
    return name in _MODULAR_NAMES or (name == "LeftShift" and parent.left is node)


_MODULAR_NAMES = frozenset(["Add", "Subtract", "Multiply", "BitAnd", "BitOr", "BitXor"])


def _tree_width(code: Code, node: cst.CSTNode) -> int:
    """The width of what it is an operand of."""
    parent = code.parent(node)
    return code.width(parent) if parent is not None else 0


def _is_any_out(code: Code, node: cst.CSTNode, bits: int) -> bool:
    """Whether it, or what it is made of, left the range."""
    if _is_out_of(code, node, bits):
        return True
    if isinstance(node, cst.BinaryOperation):
        return any(_is_any_out(code, n, bits) for n in (node.left, node.right))
    if isinstance(node, cst.AugAssign):
        return _is_any_out(code, node.value, bits)
    return isinstance(node, cst.UnaryOperation) and _is_any_out(code, node.expression, bits)


def _is_out_of(code: Code, node: cst.CSTNode, bits: int) -> bool:
    seen = code.look(node)
    return code.is_int(node) and (seen.low < -(2.0 ** (bits - 1)) or seen.high >= 2.0 ** (bits - 1))


def _reaches_half(code: Code, node: cst.CSTNode) -> bool:
    return code.look(node).high in (2.0**31, 2.0**63)


def _call(name: str, bits: int) -> str:
    wide = ", bits=64" if bits == 64 else ""
    return f"JAVA.{name}({{left}}, {{right}}{wide})"


def _both(code: Code, operation: Operation) -> int:
    return max(code.width(operation.left), code.width(operation.right))


def _wider(code: Code, quotient: cst.BinaryOperation) -> int:
    return max(code.width(quotient.left), code.width(quotient.right))


def _wrapped(node: cst.CSTNode, bits: int) -> Edit:
    return around(node, f"JAVA.int{bits}({{it}})")


def _quotient(call: cst.Call) -> cst.BinaryOperation | None:
    """The division that is a call's only argument."""
    if len(call.args) != 1:
        return None
    value = call.args[0].value
    if isinstance(value, cst.BinaryOperation) and isinstance(value.operator, cst.Divide):
        return value
    return None


def _of_quotient(call: cst.Call, bits: int) -> Edit:
    template = _call("idiv", bits)

    def build(now: cst.CSTNode) -> cst.CSTNode:
        if not isinstance(now, cst.Call) or _quotient(now) is None:
            return now
        quotient = _quotient(now)
        assert quotient is not None
        return fill(template, left=quotient.left, right=quotient.right)

    return Edit(call, build)
