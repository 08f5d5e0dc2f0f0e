"""How ports are rewritten that ignore the rules of statements and objects."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import libcst as cst

from bridge.rules.code import ARRAYS, Code, called
from bridge.rules.edits import Edit, fill
from bridge.rules.forms import around, before, of_call, values_kept

__all__ = [
    "copy_arguments",
    "copy_rows",
    "count_on_after_loops",
    "give_booleans",
    "give_numbers",
    "iterate_by_hash",
    "iterate_in_order",
    "loop_with_while",
    "return_something",
    "write_to_arguments",
]

_NOTHING = cst.SimpleWhitespace("")
_CONTAINERS = ("list", "dict", "set", "deque", "bytearray", *ARRAYS)


# What is returned


def return_something(code: Code) -> Iterator[Edit | list[Edit]]:
    """A return where there is none: of what was called, of a local variable, of a constant."""
    if code.java.returns == "void":
        return
    for function in code.functions.values():
        called_only = [n for n in _inside(code, function) if _is_recursion(n, code)]
        if called_only:
            yield [Edit(n, _returned) for n in called_only]
        if not _may_end(function.body):
            continue
        known = [*_java_returns(code), *_locals(code, function), *_java_literals(code)]
        for text in [*dict.fromkeys(known)][:20]:
            if _is_readable(text):
                yield [Edit(function, partial(_with_return, text=text), is_at_end=True)]


def give_booleans(code: Code) -> Iterator[Edit | list[Edit]]:
    """``bool`` around what is returned as a number where Java has a boolean, and the like."""
    returns = code.java.returns.replace("[]", "")
    if returns in ("boolean", "Boolean"):
        yield [around(n, "bool({it})") for n in _results(code) if not code.is_of(n, ["bool"])]
        kept = values_kept(code)
        yield [around(n, "bool({it})") for n in kept if not code.is_of(n, ["bool"])]
    yield [
        around(n, "str({it}).lower()")
        for n in code.nodes
        if isinstance(n, cst.BaseExpression) and _is_formatted(code, n) and code.is_of(n, ["bool"])
    ]
    yield [
        of_call(call, "str({0}).lower()")
        for call in code.calls("str")
        if call.args and code.is_of(call.args[0].value, ["bool"])
    ]


def give_numbers(code: Code) -> Iterator[Edit | list[Edit]]:
    """Numbers where the port takes booleans for such, and kinds told apart."""
    returns = code.java.returns.replace("[]", "")
    if returns not in ("boolean", "Boolean"):
        for kind in ("int", "float"):
            found = [n for n in _results(code) if "bool" in code.look(n).types]
            yield [around(n, f"{kind}({{it}})") for n in found]
            kept = [n for n in values_kept(code) if "bool" in code.look(n).types]
            yield [around(n, f"{kind}({{it}})") for n in kept]
    yield [
        Edit(call, _is_number_alone)
        for call in code.calls("isinstance")
        if len(call.args) == 2 and _mentions_int(call.args[1].value)
    ]
    yield [*_falsy(code)]
    yield [*_same_kind(code)]


# What is shared


def copy_rows(code: Code) -> Iterator[Edit | list[Edit]]:
    """A new row for each, and a copy of what is kept while it goes on changing."""
    yield [
        Edit(operation.node, _own_rows)
        for operation in code.operations("*")
        if _row(operation.left) is not None or _row(operation.right) is not None
    ]
    yield [
        around(call.args[0].value, _copy_of(code, call.args[0].value))
        for call in code.calls("append", "add", "insert", "setdefault")
        if call.args
        and code.is_of(call.args[-1].value, _CONTAINERS)
        and isinstance(call.args[0].value, cst.Name)
    ]
    yield [
        Edit(call, _from_keys)
        for call in code.calls("fromkeys")
        if len(call.args) == 2 and code.look(call).types
    ]
    aliases = [
        node.value
        for node in code.nodes
        if isinstance(node, cst.Assign)
        and isinstance(node.value, cst.Name | cst.Subscript | cst.Attribute)
        and code.is_of(node.value, _CONTAINERS)
    ]
    yield [around(node, _copy_of(code, node)) for node in aliases]
    yield [around(node, "[list(row) for row in {it}]") for node in aliases]
    copies = [
        node
        for node in code.nodes
        if isinstance(node, cst.Call | cst.Subscript)
        and _copied(node) is not None
        and code.is_of(node, _CONTAINERS)
    ]
    yield [around(node, "[list(row) for row in {it}]") for node in copies]
    results = [n for n in _results(code) if code.is_of(n, _CONTAINERS)]
    yield [around(node, _copy_of(code, node)) for node in results if isinstance(node, cst.Name)]
    yield [Edit(f, _own_defaults) for f in code.functions.values() if _has_shared_default(f)]
    elements = [
        n.elt for n in code.nodes if isinstance(n, cst.ListComp) and code.is_of(n.elt, _CONTAINERS)
    ]
    yield [around(n, "list({it})") for n in elements if isinstance(n, cst.Name)]
    stored = [
        node.value
        for node in code.nodes
        if isinstance(node, cst.Assign)
        and isinstance(node.targets[0].target, cst.Subscript)
        and isinstance(node.value, cst.Name | cst.Subscript)
        and code.is_of(node.value, _CONTAINERS)
    ]
    yield [around(node, _copy_of(code, node)) for node in stored]


def copy_arguments(code: Code) -> Iterator[Edit | list[Edit]]:
    """A copy of an argument that Java leaves as it is."""
    function = code.main
    if function is None:
        return
    held = [name for name in _parameters(function) if _holds(code, function, name)]
    for template in ("{n}.copy()", "copy.deepcopy({n})"):
        for name in held:
            yield [Edit(function, partial(_with_first, lines=[_copying(name, template)]))]
        if len(held) > 1:
            lines = [_copying(n, template) for n in held]
            yield [Edit(function, partial(_with_first, lines=lines))]


def write_to_arguments(code: Code) -> Iterator[list[Edit]]:
    """What the port does to a copy done to the argument itself."""
    function = code.main
    if function is None:
        return
    returns = [n for n in _inside(code, function) if isinstance(n, cst.Return) and n.value]
    without = [
        Edit(n, lambda now: now.with_changes(value=None, whitespace_after_return=_NOTHING))
        for n in returns
    ]
    for way in _written_ways(code, function):
        yield way
        if code.java.returns == "void" and way and without:
            yield [*way, *without]


def _written_ways(code: Code, function: cst.FunctionDef) -> Iterator[list[Edit]]:
    held = [name for name in _parameters(function) if _holds(code, function, name)]
    inside = [*_inside(code, function)]
    for name in held:
        yield [
            Edit(node, partial(_written, name=name, code=code))
            for node in inside
            if isinstance(node, cst.Assign) and _assigns(node, name)
        ]
        yield [
            Edit(node, _in_place)
            for node in inside
            if isinstance(node, cst.BaseExpression) and _copied_name(node) == name
        ]
        yield [
            Edit(node, partial(_sorted_in_place, name=name))
            for node in inside
            if isinstance(node, cst.SimpleStatementLine) and _sorts(node, name)
        ]
        yield [Edit(node, partial(_stored, name=name)) for node in inside if _walks(node, name)]
        yield [
            Edit(node, partial(_returned_after_writing, name=name))
            for node in inside
            if isinstance(node, cst.SimpleStatementLine)
            and isinstance(node.body[-1], cst.Return)
            and node.body[-1].value is not None
        ]
        if code.java.has(r"\b(?:remove\w*|poll\w*|pop|clear|take)\s*\("):
            yield [before(n, f"{name}.clear()\n") for n in inside if _is_return(n)]
        if code.java.returns == "void":
            for local in _locals(code, function):
                if local != name:
                    line = f"{name}[:] = {local}\n"
                    yield [Edit(function, partial(_with_last, statement=line), is_at_end=True)]
    yield [
        Edit(
            call,
            lambda now: now.with_changes(func=now.func.with_changes(attr=cst.Name("setdefault"))),
        )
        for call in code.calls("get")
        if len(call.args) == 2
        and isinstance(call.func, cst.Attribute)
        and isinstance(call.args[1].value, cst.List | cst.Dict | cst.Call)
    ]


# Loops


def count_on_after_loops(code: Code) -> Iterator[Edit]:
    """The value behind the last one for a loop variable that has gone through its range."""
    for loop in _range_loops(code):
        if loop.orelse is None:
            yield Edit(loop, _counted_on)


def loop_with_while(code: Code) -> Iterator[Edit | list[Edit]]:
    """A while loop for a loop over a range."""
    loops = [*_range_loops(code)]
    yield [Edit(loop, _as_while) for loop in loops if _assigned_within(loop)]
    yield [Edit(loop, _as_while) for loop in loops]
    enumerated = [
        node
        for node in code.nodes
        if isinstance(node, cst.For)
        and isinstance(node.iter, cst.Call)
        and called(node.iter) == "enumerate"
        and len(node.iter.args) == 1
    ]
    yield [Edit(loop, _enumerated_as_while) for loop in enumerated]


# Order


def iterate_by_hash(code: Code) -> Iterator[Edit]:
    """The order of Java's hash codes."""
    yield from _iterated(
        code, "JAVA.java_sorted({it})", "[(k, {d}[k]) for k in JAVA.java_sorted({d})]"
    )


def iterate_in_order(code: Code) -> Iterator[Edit]:
    """Ascending order, which small ints and single characters have in Java."""
    yield from _iterated(code, "sorted({it})", "sorted({d}.items())")


def _iterated(code: Code, keys: str, items: str) -> Iterator[Edit]:
    if not code.java.has(
        r"\bHash(?:Map|Set)\b|\b(?:Set|Map)\s*\.\s*(?:of|copyOf)\b|toSet\b|toMap\b|groupingBy"
    ):
        return
    for node in code.nodes:
        if isinstance(node, cst.For | cst.CompFor):
            found = node.iter
        elif isinstance(node, cst.Arg) and _takes_all(code, node):
            found = node.value
        else:
            continue
        seen = code.look(found)
        if isinstance(found, cst.Call) and called(found) in {"items", "values", "keys"}:
            yield Edit(found, lambda now: _ordered_view(now, keys, items))
        elif (
            (seen.types and seen.types <= {"set", "frozenset", "dict", "Counter", "defaultdict"})
            or isinstance(found, cst.Set | cst.SetComp)
            or (isinstance(found, cst.Call) and called(found) in {"fromkeys", "set"})
        ):
            yield around(found, keys)


def _takes_all(code: Code, arg: cst.Arg) -> bool:
    call = code.parent(arg)
    return isinstance(call, cst.Call) and called(call) in {
        *("list", "tuple", "join", "iter", "max", "min", "enumerate", "reversed", "map", "next"),
        *("sorted", "zip", "extend"),
    }


def _ordered_view(now: Any, keys: str, items: str) -> Any:
    if not isinstance(now, cst.Call) or not isinstance(now.func, cst.Attribute):
        return now
    of, name = now.func.value, called(now)
    if name == "items":
        return fill(items, d=of)
    if name == "keys":
        return fill(keys, it=of)
    inner = fill(keys, it=of)
    return fill("[{d}[k] for k in {i}]", d=of, i=inner)


# Parts


def _results(code: Code) -> Iterator[cst.BaseExpression]:
    """What the function that is called returns."""
    for node in code.nodes:
        if isinstance(node, cst.Return) and node.value is not None:
            if code.main is None or code.owner(node) is code.main:
                yield node.value


def _inside(code: Code, function: cst.FunctionDef) -> Iterator[cst.CSTNode]:
    return (node for node in code.nodes if code.owner(node) is function)


def _is_return(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.SimpleStatementLine) and isinstance(node.body[-1], cst.Return)


def _is_recursion(node: cst.CSTNode, code: Code) -> bool:
    return (
        isinstance(node, cst.Expr)
        and isinstance(node.value, cst.Call)
        and called(node.value) in code.functions
    )


def _returned(now: Any) -> Any:
    return cst.Return(now.value) if isinstance(now, cst.Expr) else now


def _may_end(body: cst.BaseSuite) -> bool:
    """Whether a function may end without a return."""
    last = body.body[-1] if body.body else None
    if isinstance(last, cst.SimpleStatementLine):
        return not isinstance(last.body[-1], cst.Return | cst.Raise)
    if isinstance(last, cst.If) and last.orelse is not None:
        rest = last.orelse
        inner = rest.body if isinstance(rest, cst.Else) else cst.IndentedBlock([rest])
        return _may_end(last.body) or _may_end(inner)
    if isinstance(last, cst.While) and isinstance(last.test, cst.Name):
        return last.test.value != "True"
    return not isinstance(last, cst.With | cst.Try)


def _java_returns(code: Code) -> Iterator[str]:
    """What the Java returns that Python can read as well, the last first."""
    found = re.findall(r"\breturn\s+([^;]+);", code.java.text)
    for text in reversed(found):
        yield _as_python(text)


def _java_literals(code: Code) -> Iterator[str]:
    """Numbers and texts of the Java, as a variable may begin with one and be returned."""
    found = re.findall(r'"[^"\n]*"|(?<![\w.])-?\d+(?:\.\d+)?\b|\btrue\b|\bfalse\b', code.java.text)
    for text in found:
        yield _as_python(text)


def _as_python(java: str) -> str:
    words = {"true": "True", "false": "False", "null": "None"}
    text = re.sub(r"\b(true|false|null)\b", lambda m: words[m[0]], java)
    text = re.sub(r"\b(\d+)[lLfFdD]\b", r"\1", text)
    text = re.sub(r"\b[a-z]+(?:[A-Z]\w*)+\b", lambda m: _snake(m[0]), text)
    return re.sub(r"Integer\.MAX_VALUE", "2**31 - 1", text).replace("Integer.MIN_VALUE", "-(2**31)")


def _snake(name: str) -> str:
    return re.sub(r"([A-Z])", lambda m: f"_{m[0].lower()}", name)


def _is_readable(text: str) -> bool:
    try:
        cst.parse_expression(text)
    except cst.ParserSyntaxError:
        return False
    return True


def _locals(code: Code, function: cst.FunctionDef) -> list[str]:
    """The names that are assigned in a function, and its parameters."""
    names: dict[str, None] = {}
    for node in _inside(code, function):
        if isinstance(node, cst.AssignTarget | cst.For | cst.AugAssign):
            if isinstance(node.target, cst.Name):
                names[node.target.value] = None
    return [*names, *_parameters(function)]


def _parameters(function: cst.FunctionDef) -> list[str]:
    names = [param.name.value for param in function.params.params]
    return [name for name in names if name not in ("self", "cls")]


def _with_return(now: Any, text: str) -> Any:
    statement = cst.parse_statement(f"return {text}\n")
    return _with_last(now, statement)


def _with_last(now: Any, statement: Any) -> Any:
    if isinstance(statement, str):
        statement = cst.parse_statement(statement)
    body = now.body
    if isinstance(body, cst.SimpleStatementSuite):
        return now
    return now.with_changes(body=body.with_changes(body=[*body.body, statement]))


def _with_first(now: Any, lines: Sequence[str]) -> Any:
    """A function with statements at its beginning, behind its docstring."""
    body = now.body
    if isinstance(body, cst.SimpleStatementSuite):
        return now
    first = body.body[0] if body.body else None
    is_docstring = (
        isinstance(first, cst.SimpleStatementLine)
        and isinstance(first.body[0], cst.Expr)
        and isinstance(first.body[0].value, cst.SimpleString | cst.ConcatenatedString)
    )
    at = 1 if is_docstring else 0
    added = [cst.parse_statement(line) for line in lines]
    return now.with_changes(body=body.with_changes(body=[*body.body[:at], *added, *body.body[at:]]))


def _copying(name: str, template: str) -> str:
    if template.startswith("copy."):
        return f"{name} = JAVA.java_copy({name})\n"
    return f"{name} = {template.format(n=name)}\n"


def _is_formatted(code: Code, node: cst.CSTNode) -> bool:
    return isinstance(code.parent(node), cst.FormattedStringExpression)


def _mentions_int(node: cst.BaseExpression) -> bool:
    if isinstance(node, cst.Tuple):
        return any(_mentions_int(element.value) for element in node.elements)
    return isinstance(node, cst.Name) and node.value in {"int", "float"}


def _is_number_alone(now: Any) -> Any:
    if not isinstance(now, cst.Call):
        return now
    return cst.BooleanOperation(
        now,
        cst.And(),
        fill("not isinstance({x}, bool)", x=now.args[0].value),
        lpar=[cst.LeftParen()],
        rpar=[cst.RightParen()],
    )


def _falsy(code: Code) -> Iterator[Edit]:
    """``x is None`` for tests that take 0 and an empty text for nothing."""
    for node in code.nodes:
        if isinstance(node, cst.BooleanOperation) and isinstance(node.operator, cst.Or):
            if not code.is_of(node, ["bool"]):
                yield Edit(node, _or_none)
        elif isinstance(node, cst.If | cst.IfExp) and isinstance(
            node.test, cst.Name | cst.Subscript
        ):
            if not code.is_of(node.test, ["bool"]):
                yield around(node.test, "({it} is not None)")
        elif isinstance(node, cst.If | cst.IfExp) and isinstance(node.test, cst.UnaryOperation):
            inner = node.test.expression
            if isinstance(node.test.operator, cst.Not) and not code.is_of(inner, ["bool"]):
                yield Edit(node.test, lambda now: fill("({it} is None)", it=now.expression))


def _or_none(now: Any) -> Any:
    if not isinstance(now, cst.BooleanOperation):
        return now
    return fill("({a} if {a} is not None else {b})", a=now.left, b=now.right)


def _same_kind(code: Code) -> Iterator[Edit]:
    """Comparisons that hold of a boolean and a number no more."""
    for node in code.nodes:
        if isinstance(node, cst.Comparison) and len(node.comparisons) == 1:
            other = node.comparisons[0].comparator
            kinds = code.look(node.left).types | code.look(other).types
            if isinstance(node.comparisons[0].operator, cst.Equal) and "bool" in kinds:
                if kinds & {"int", "float"}:
                    yield Edit(node, _of_same_kind)


def _of_same_kind(now: Any) -> Any:
    if not isinstance(now, cst.Comparison):
        return now
    a, b = now.left, now.comparisons[0].comparator
    return fill("(isinstance({a}, bool) == isinstance({b}, bool) and {a} == {b})", a=a, b=b)


# Rows


def _row(node: cst.BaseExpression) -> cst.BaseExpression | None:
    """The only element of a list, if it is something that can be written to."""
    if isinstance(node, cst.List) and len(node.elements) == 1:
        element = node.elements[0].value
        if isinstance(
            element,
            cst.List
            | cst.BinaryOperation
            | cst.Dict
            | cst.Call
            | cst.ListComp
            | cst.Set
            | cst.Name,
        ):
            return element
    return None


def _own_rows(now: Any) -> Any:
    if not isinstance(now, cst.BinaryOperation):
        return now
    for row, count in ((now.left, now.right), (now.right, now.left)):
        element = _row(row)
        if element is not None:
            if isinstance(element, cst.Name):
                return fill("[{x}.copy() for _ in range({n})]", x=element, n=count)
            range_of = cst.Call(cst.Name("range"), [cst.Arg(_bare(count))])
            return cst.ListComp(element, cst.CompFor(cst.Name("_"), range_of))
    return now


def _bare(node: cst.BaseExpression) -> cst.BaseExpression:
    return node.with_changes(lpar=[], rpar=[]) if node.lpar else node


def _copy_of(code: Code, node: cst.CSTNode) -> str:
    return "list({it})" if code.is_of(node, ["list"]) else "{it}.copy()"


def _from_keys(now: Any) -> Any:
    if not isinstance(now, cst.Call):
        return now
    return fill("dict((key, {v}) for key in {k})", k=now.args[0].value, v=now.args[1].value)


def _has_shared_default(function: cst.FunctionDef) -> bool:
    return any(
        isinstance(param.default, cst.List | cst.Dict | cst.Call | cst.Set)
        for param in function.params.params
    )


def _own_defaults(now: Any) -> Any:
    if not isinstance(now, cst.FunctionDef):
        return now
    lines, params = [], []
    for param in now.params.params:
        if isinstance(param.default, cst.List | cst.Dict | cst.Call | cst.Set):
            name, text = param.name.value, cst.Module([]).code_for_node(param.default)
            lines.append(f"if {name} is None:\n    {name} = {text}\n")
            param = param.with_changes(default=cst.Name("None"))
        params.append(param)
    changed = now.with_changes(params=now.params.with_changes(params=params))
    return _with_first(changed, lines)


# Arguments


def _holds(code: Code, function: cst.FunctionDef, name: str) -> bool:
    """Whether a parameter is something that can be written to."""
    loads = [n for n in _inside(code, function) if isinstance(n, cst.Name) and n.value == name]
    return any(code.look(n).types & {*_CONTAINERS} for n in loads)


def _assigns(node: cst.Assign, name: str) -> bool:
    targets = [target.target for target in node.targets]
    return any(isinstance(target, cst.Name) and target.value == name for target in targets)


def _written(now: Any, name: str, code: Code) -> Any:
    """``values[:] = ...`` for ``values = ...``."""
    if not isinstance(now, cst.Assign):
        return now
    kinds = {
        kind
        for node in code.nodes
        if isinstance(node, cst.Name) and node.value == name
        for kind in code.look(node).types
    }
    if kinds & {"set", "dict"}:
        return now.with_changes(
            targets=[cst.AssignTarget(cst.Name("_"))],
            value=fill(f"JAVA.java_refill({name}, {{v}})", v=now.value),
        )
    everything = cst.parse_expression(f"{name}[:]")
    assert isinstance(everything, cst.Subscript)
    return now.with_changes(targets=[cst.AssignTarget(everything)])


def _copied(node: cst.CSTNode) -> cst.BaseExpression | None:
    """What is copied, if that is what an expression does."""
    if isinstance(node, cst.Call):
        if isinstance(node.func, cst.Attribute) and called(node) == "copy" and not node.args:
            return node.func.value
        if called(node) in {"list", "dict", "set", "sorted", "array", "copy", "deepcopy", "deque"}:
            return node.args[0].value if node.args else None
    if isinstance(node, cst.Subscript) and len(node.slice) == 1:
        part = node.slice[0].slice
        if isinstance(part, cst.Slice) and not (part.lower or part.upper):
            return node.value
    if isinstance(node, cst.ListComp):
        return (
            node.for_in.iter if isinstance(node.elt, cst.Name | cst.Call | cst.Subscript) else None
        )
    return None


def _copied_name(node: cst.CSTNode) -> str:
    copied = _copied(node)
    return copied.value if isinstance(copied, cst.Name) else ""


def _in_place(now: Any) -> Any:
    """What is copied itself; sorted or turned round where the copy was."""
    copied = _copied(now)
    if copied is None:
        return now
    if isinstance(now, cst.Call) and called(now) == "sorted":
        sort = cst.Call(cst.Attribute(copied, cst.Name("sort")), now.args[1:])
        return fill("({s} or {v})", s=sort, v=copied)
    if isinstance(now, cst.Subscript) and isinstance(now.slice[0].slice, cst.Slice):
        if now.slice[0].slice.step is not None:
            return fill("({v}.reverse() or {v})", v=copied)
    return copied


def _sorts(node: cst.SimpleStatementLine, name: str) -> bool:
    """Whether it assigns a sorted or reversed copy to a name."""
    statement = node.body[0]
    return isinstance(statement, cst.Assign) and _copied_name(statement.value) == name


def _sorted_in_place(now: Any, name: str) -> Any:
    """``values.sort()`` and then the name for it."""
    if not isinstance(now, cst.SimpleStatementLine) or not isinstance(now.body[0], cst.Assign):
        return now
    value = now.body[0].value
    lines: list[Any] = []
    if isinstance(value, cst.Call) and called(value) == "sorted":
        lines.append(
            cst.Expr(cst.Call(cst.Attribute(cst.Name(name), cst.Name("sort")), value.args[1:]))
        )
    elif isinstance(value, cst.Subscript):
        part = value.slice[0].slice
        if isinstance(part, cst.Slice) and part.step is not None:
            lines.append(cst.Expr(cst.Call(cst.Attribute(cst.Name(name), cst.Name("reverse")))))
    plain = now.body[0].with_changes(value=cst.Name(name))
    statements = [cst.SimpleStatementLine([line]) for line in lines]
    if lines:
        statements[0] = statements[0].with_changes(leading_lines=now.leading_lines)
    return cst.FlattenSentinel(
        [
            *statements,
            now.with_changes(body=[plain], leading_lines=() if lines else now.leading_lines),
        ]
    )


def _walks(node: cst.CSTNode, name: str) -> bool:
    """Whether a loop goes through a name, and assigns to its own variable."""
    if not isinstance(node, cst.For) or _walked(node) != name:
        return False
    variable = _variable(node)
    finder = _Assignments(variable)
    node.body.visit(finder)
    return bool(variable) and finder.is_found


def _walked(loop: cst.For) -> str:
    """The name that a loop goes through, with or without numbers."""
    iterated = loop.iter
    if isinstance(iterated, cst.Call) and called(iterated) == "enumerate":
        iterated = iterated.args[0].value
    return iterated.value if isinstance(iterated, cst.Name) else ""


def _variable(loop: cst.For) -> str:
    """The name of the element in a loop, or in one with numbers."""
    target: cst.CSTNode = loop.target
    if isinstance(target, cst.Tuple) and len(target.elements) == 2:
        target = target.elements[1].value
    return target.value if isinstance(target, cst.Name) else ""


def _stored(now: Any, name: str) -> Any:
    """A loop that puts back what it assigns to its variable."""
    if not isinstance(now, cst.For):
        return now
    variable = _variable(now)
    if isinstance(now.target, cst.Tuple):
        position = cst.Module([]).code_for_node(now.target.elements[0].value)
        body = now.body.visit(_PuttingBack(variable, f"{name}[{position}] = {variable}\n"))
        return now.with_changes(body=body)
    names = [cst.Element(cst.Name("position")), cst.Element(cst.Name(variable))]
    body = now.body.visit(_PuttingBack(variable, f"{name}[position] = {variable}\n"))
    return now.with_changes(
        target=cst.Tuple(names, lpar=[], rpar=[]),
        iter=fill("enumerate({v})", v=now.iter),
        body=body,
    )


class _PuttingBack(cst.CSTTransformer):
    def __init__(self, variable: str, line: str) -> None:
        super().__init__()
        self._variable, self._line = variable, line

    def leave_SimpleStatementLine(  # noqa: N802
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Any:
        for statement in original_node.body:
            if isinstance(statement, cst.Assign) and _assigns(statement, self._variable):
                return cst.FlattenSentinel([updated_node, cst.parse_statement(self._line)])
            if isinstance(statement, cst.AugAssign) and isinstance(statement.target, cst.Name):
                if statement.target.value == self._variable:
                    return cst.FlattenSentinel([updated_node, cst.parse_statement(self._line)])
        return updated_node


def _returned_after_writing(now: Any, name: str) -> Any:
    """``values[:] = result`` before ``return result``, and a return of the argument."""
    if not isinstance(now, cst.SimpleStatementLine) or not isinstance(now.body[-1], cst.Return):
        return now
    value = now.body[-1].value
    if value is None:
        return now
    store = cst.parse_expression(f"{name}[:]")
    assert isinstance(store, cst.Subscript)
    assign = cst.SimpleStatementLine([cst.Assign([cst.AssignTarget(store)], value)])
    back = now.with_changes(body=[cst.Return(cst.Name(name))], leading_lines=())
    return cst.FlattenSentinel([assign.with_changes(leading_lines=now.leading_lines), back])


# Loops


def _range_loops(code: Code) -> Iterator[cst.For]:
    for node in code.nodes:
        if isinstance(node, cst.For) and isinstance(node.target, cst.Name):
            if isinstance(node.iter, cst.Call) and called(node.iter) == "range":
                yield node


def _assigned_within(loop: cst.For) -> bool:
    assert isinstance(loop.target, cst.Name)
    finder = _Assignments(loop.target.value)
    loop.body.visit(finder)
    return finder.is_found


class _Assignments(cst.CSTVisitor):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self.is_found = name, False

    def visit_AssignTarget(self, node: cst.AssignTarget) -> None:  # noqa: N802
        self._look(node.target)

    def visit_AugAssign(self, node: cst.AugAssign) -> None:  # noqa: N802
        self._look(node.target)

    def _look(self, target: cst.CSTNode) -> None:
        self.is_found |= isinstance(target, cst.Name) and target.value == self._name


def _bounds(loop: cst.For) -> tuple[str, str, int] | None:
    """Begin, end and step of the range of a loop; None if its step is no number."""
    assert isinstance(loop.iter, cst.Call)
    texts = [cst.Module([]).code_for_node(arg.value) for arg in loop.iter.args]
    if len(texts) == 1:
        return "0", texts[0], 1
    step = texts[2].replace(" ", "") if len(texts) == 3 else "1"
    return (texts[0], texts[1], int(step)) if re.fullmatch(r"-?\d+", step) and int(step) else None


def _counted_on(now: Any) -> Any:
    if not isinstance(now, cst.For) or not isinstance(now.iter, cst.Call):
        return now
    bounds = _bounds(now)
    if bounds is None or abs(bounds[2]) != 1:
        return now
    begin, end, step = bounds
    assert isinstance(now.target, cst.Name)
    value = f"{'max' if step > 0 else 'min'}({begin}, {end})"
    line = cst.parse_statement(f"{now.target.value} = {value}\n")
    return now.with_changes(orelse=cst.Else(cst.IndentedBlock([line])))


def _as_while(now: Any) -> Any:
    if not isinstance(now, cst.For) or not isinstance(now.iter, cst.Call):
        return now
    bounds = _bounds(now)
    if bounds is None or not isinstance(now.body, cst.IndentedBlock):
        return now
    begin, end, step = bounds
    assert isinstance(now.target, cst.Name)
    name = now.target.value
    test = f"{name} {'<' if step > 0 else '>'} {end}"
    line = f"{name} {'+' if step > 0 else '-'}= {abs(step)}\n"
    return _while(now, [f"{name} = {begin}\n"], test, line, [])


def _enumerated_as_while(now: Any) -> Any:
    if not isinstance(now, cst.For) or not isinstance(now.target, cst.Tuple):
        return now
    names = [cst.Module([]).code_for_node(element.value) for element in now.target.elements]
    if len(names) != 2 or not isinstance(now.iter, cst.Call):
        return now
    values = cst.Module([]).code_for_node(now.iter.args[0].value)
    first = [f"{names[1]} = {values}[{names[0]}]\n"]
    test = f"{names[0]} < len({values})"
    return _while(now, [f"{names[0]} = 0\n"], test, f"{names[0]} += 1\n", first)


def _while(now: cst.For, begin: list[str], test: str, step: str, first: list[str]) -> Any:
    body = now.body.visit(_Continues(step))
    assert isinstance(body, cst.IndentedBlock)
    inner = [*map(cst.parse_statement, first), *body.body, cst.parse_statement(step)]
    loop = cst.While(cst.parse_expression(test), body.with_changes(body=inner), orelse=now.orelse)
    starts = [cst.parse_statement(line) for line in begin]
    starts[0] = starts[0].with_changes(leading_lines=now.leading_lines)
    return cst.FlattenSentinel([*starts, loop])


class _Continues(cst.CSTTransformer):
    """Counts on before each continue of a loop, but not of those inside it."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self._line = line

    def visit_For(self, node: cst.For) -> bool:  # noqa: N802
        return False

    def visit_While(self, node: cst.While) -> bool:  # noqa: N802
        return False

    def leave_SimpleStatementLine(  # noqa: N802
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Any:
        if isinstance(updated_node.body[-1], cst.Continue):
            return cst.FlattenSentinel([cst.parse_statement(self._line), updated_node])
        return updated_node
