"""How ports are rewritten that ignore the rules of float and double."""

from collections.abc import Iterator

import libcst as cst

from bridge.rules.code import Code, called
from bridge.rules.edits import Edit
from bridge.rules.forms import around, of_call, values_kept

__all__ = [
    "cast_everywhere",
    "cast_to_ints",
    "cast_what_is_kept",
    "divide_anything",
    "divide_doubles",
    "never_raise",
    "round_halves_up",
    "round_to_float",
    "round_what_is_kept",
]

_FUNCTIONS = {
    "sqrt": "java_sqrt",
    "exp": "java_exp",
    "log": "java_log",
    "log10": "java_log10",
}
_OTHERS = frozenset(
    [
        "sin",
        "cos",
        "tan",
        "asin",
        "acos",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "log1p",
        "expm1",
        "cbrt",
        "hypot",
        "atan2",
        "fmod",
        "log2",
    ]
)
_INTS = ("int", "long", "short", "byte", "char", "Integer", "Long", "Short", "Byte")


def round_halves_up(code: Code) -> Iterator[Edit]:
    """``round_half_up`` for ``round``, and for what adds a half and cuts."""
    bits = ", bits=32" if code.java.has(r"\bfloat\b") and not code.java.has(r"\bdouble\b") else ""
    for call in code.calls("round", "rint", "around"):
        if len(call.args) == 1:
            yield of_call(call, f"JAVA.round_half_up({{0}}{bits})")
        elif isinstance(call.args[1].value, cst.Integer) and code.java.has(r"\bround\s*\("):
            digits = call.args[1].value.evaluated_value
            scale = f"{10**digits}.0"
            yield of_call(call, f"(JAVA.round_half_up({{0}} * {scale}) / {scale})")
    for call in code.calls("int", "floor", "trunc"):
        if len(call.args) == 1 and _has_half(call.args[0].value):

            def without_half(now: cst.CSTNode) -> cst.CSTNode:
                if not isinstance(now, cst.Call) or not _has_half(now.args[0].value):
                    return now
                value = now.args[0].value
                assert isinstance(value, cst.BinaryOperation)
                return cst.Call(
                    cst.Attribute(cst.Name("JAVA"), cst.Name("round_half_up")),
                    [cst.Arg(value.left)],
                )

            yield Edit(call, without_half)


def cast_to_ints(code: Code) -> Iterator[Edit]:
    """``double_to_int`` for ``int``, and for what else makes an int of a float."""
    for call in code.calls("int", "trunc"):
        if len(call.args) == 1 and code.is_float(call.args[0].value):
            yield of_call(call, f"JAVA.double_to_{_cast(code, call)}({{0}})")
    for call in code.calls("floor", "ceil", "round"):
        if len(call.args) == 1 and code.is_float(call.args[0].value):
            name = called(call)
            inner = "JAVA.java_floor({0})" if name == "floor" else "JAVA.java_ceil({0})"
            if name == "round" or not code.java.has(rf"\b{name}\s*\("):
                inner = "{0}"
            yield of_call(call, f"JAVA.double_to_{_cast(code, call)}({inner})")
    for node in code.nodes:
        if isinstance(node, cst.AugAssign) and code.is_float(node):
            if isinstance(node.target, cst.Name) and _is_int(code.java.type_of(node.target.value)):
                yield around(
                    node, _as_kind(code, node.target, code.java.type_of(node.target.value))
                )
        elif isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.FloorDivide):
            if code.is_float(node):
                yield around(node, f"JAVA.double_to_{_cast(code, node)}({{it}})")


def cast_what_is_kept(code: Code) -> Iterator[Edit]:
    """The same of floats that are returned or stored where Java has an int."""
    for node in values_kept(code):
        if not code.is_float(node) and not _is_int_or_float(code, node):
            continue
        parent = code.parent(node)
        kind = code.java.returns
        if isinstance(parent, cst.Assign):
            target = parent.targets[0].target
            kind = code.java.type_of(target.value) if isinstance(target, cst.Name) else ""
        if _is_int(kind) and not _is_cast(node):
            yield around(node, _as_kind(code, node, kind))


def cast_everywhere(code: Code) -> Iterator[Edit]:
    """Both of these."""
    yield from cast_to_ints(code)
    yield from cast_what_is_kept(code)


def never_raise(code: Code) -> Iterator[Edit]:
    """What gives NaN or infinity for the functions of math, and for powers."""
    for call in code.calls(*_FUNCTIONS):
        if _is_of_math(call) and len(call.args) == 1:
            yield of_call(call, f"JAVA.{_FUNCTIONS[called(call)]}({{0}})")
        elif called(call) == "log" and len(call.args) == 2:
            yield of_call(call, "JAVA.ddiv(JAVA.java_log({0}), JAVA.java_log({1}))")
    for call in code.calls(*_OTHERS):
        if _is_of_math(call):
            listed = ", ".join(f"{{{i}}}" for i in range(len(call.args)))
            yield of_call(call, f"JAVA.java_math({{func}}, {listed})")
    for call in code.calls("pow"):
        if len(call.args) == 2:
            yield of_call(call, "JAVA.java_pow({0}, {1})")
    if code.java.has(r"\b(?:pow|sqrt|cbrt)\s*\("):
        for operation in code.operations("**"):
            is_root = isinstance(operation.right, cst.Float) and operation.right.value in (
                "0.5",
                ".5",
            )
            if is_root and not code.java.has(r"\bpow\s*\("):
                yield operation.edit("JAVA.java_sqrt({left})")
            else:
                yield operation.edit("JAVA.java_pow({left}, {right})")


def nudge_results(code: Code) -> Iterator[list[Edit]]:
    """Neighbours of what the functions of math give: no fix, but what the noise may do."""
    names = {"sin", "cos", "tan", "exp", "log", "pow", "log10", "cbrt", *_OTHERS}
    calls = [c for c in code.calls(*names) if _is_of_math(c)]
    if code.java.has(r"\b(?:Strict)?Math\s*\.\s*\w+\s*\("):
        for units in (-1, 1, -2, 2):
            yield [around(call, f"JAVA.nudged({{it}}, {units})") for call in calls]


def divide_doubles(code: Code) -> Iterator[Edit]:
    """``ddiv`` and ``drem`` where floats are divided."""
    for operation in code.operations("/", "%"):
        if code.is_float(operation.left) or code.is_float(operation.right):
            yield operation.edit(_DIVIDED[operation.symbol])
    for call in code.calls("fmod"):
        if len(call.args) == 2:
            yield of_call(call, "JAVA.drem({0}, {1})")


def divide_anything(code: Code) -> Iterator[Edit]:
    """The same for ints that Java divides as doubles."""
    if code.java.has(r"\b(?:double|float|Double|Float)\b"):
        for operation in code.operations("/", "%"):
            yield operation.edit(_DIVIDED[operation.symbol])
        for call in code.calls("mean", "fmean", "average"):
            if len(call.args) == 1 and isinstance(call.args[0].value, cst.Name):
                yield of_call(call, "JAVA.ddiv(sum({0}), len({0}))")


def round_to_float(code: Code) -> Iterator[Edit]:
    """``float32`` around what is computed with floats."""
    if not code.java.has(r"\b(?:float|Float)\b"):
        return
    for node in code.nodes:
        if isinstance(node, cst.Float):
            if not isinstance(code.parent(node), cst.UnaryOperation):
                yield around(node, "JAVA.float32({it})")
        elif isinstance(node, cst.BinaryOperation | cst.AugAssign) and code.is_float(node):
            yield around(node, "JAVA.float32({it})")
        elif isinstance(node, cst.Call) and code.is_float(node):
            if called(node) in {"sqrt", "sum", "fsum", "sin", "cos", "exp", "log", "pow", "float"}:
                yield around(node, "JAVA.float32({it})")


def round_what_is_kept(code: Code) -> Iterator[Edit]:
    """``float32`` around what is returned or stored."""
    if code.java.has(r"\b(?:float|Float)\b"):
        for node in values_kept(code):
            if code.is_float(node):
                yield around(node, "JAVA.float32({it})")


_DIVIDED = {"/": "JAVA.ddiv({left}, {right})", "%": "JAVA.drem({left}, {right})"}


def _cast(code: Code, node: cst.CSTNode) -> str:
    """Whether Java casts to int or to long there."""
    code.asked_for_width = True
    if code.widths != "java":
        return code.widths
    has_int, has_long = (code.java.has(rf"\(\s*{kind}\s*\)") for kind in ("int", "long"))
    if has_int != has_long:
        return "long" if has_long else "int"
    return "long" if code.width(node) == 64 else "int"


def _as_kind(code: Code, node: cst.CSTNode, kind: str) -> str:
    """A template for a cast to a type of Java."""
    element = kind.replace("[]", "").lower()
    if element in ("byte", "short", "char"):
        return f"JAVA.narrow_{element}(JAVA.double_to_int({{it}}))"
    if element == "long":
        return "JAVA.double_to_long({it})"
    return f"JAVA.double_to_{_cast(code, node)}({{it}})"


def _is_int(kind: str) -> bool:
    return kind.replace("[]", "") in _INTS


def _is_int_or_float(code: Code, node: cst.CSTNode) -> bool:
    types = code.look(node).types
    return bool(types & {"float", "float64"}) and types <= {"int", "float", "float64", "bool"}


def _is_cast(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Call) and called(node) in {"int", "round", "floor", "trunc"}


def _has_half(value: cst.BaseExpression) -> bool:
    return (
        isinstance(value, cst.BinaryOperation)
        and isinstance(value.operator, cst.Add)
        and isinstance(value.right, cst.Float)
        and value.right.value in ("0.5", ".5")
    )


def _is_of_math(call: cst.Call) -> bool:
    """Whether it is no method of an array or the like."""
    if isinstance(call.func, cst.Attribute):
        return isinstance(call.func.value, cst.Name) and call.func.value.value in {
            "math",
            "cmath",
            "m",
        }
    return isinstance(call.func, cst.Name)
