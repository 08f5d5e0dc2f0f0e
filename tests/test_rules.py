"""Ports rewritten to keep a rule of Java, without a JVM."""

import pickle
import re

import libcst as cst
import pytest

from bridge.rewriting import Style, add_at_top, rewrite
from bridge.rules import RULES
from bridge.rules.code import Code, instrument
from bridge.rules.helpers import HELPERS, is_in_javaops
from bridge.rules.java import JavaText
from bridge.rules.seen import Seen

KNOWN = {rule.id: rule for rule in RULES}


def java_text(java):
    """A method as ``int f(int a) { ... }`` with types for the port's names."""
    head = re.match(r"\s*([\w\[\]<>]+)\s+\w+\(([^)]*)\)", java)
    pairs = (part.split() for part in head[2].split(",") if part)
    return JavaText(java, 1, java, head[1], {name: kind for kind, name in pairs})


def code_of(java, python, cases):
    """The port with what its expressions give in some cases."""
    code = Code(cst.parse_module(python), java_text(java), "f")
    kinds = {}

    def look(number, value):
        kinds.setdefault(number, []).append(value)
        return value

    names = {"look": look}
    exec(instrument(code, "look").code, names)
    for case in cases:
        try:
            names["f"](*case)
        except Exception:  # noqa: BLE001 - a port may raise
            continue
    code.seen = {number: seen(values) for number, values in kinds.items()}
    return code


def seen(values):
    numbers = [v for v in values if isinstance(v, int)]
    low, high = min(numbers, default=0), max(numbers, default=0)
    return Seen(frozenset(type(v).__name__ for v in values), float(low), float(high))


def ways(rule, java, python, *cases):
    """The port's text in each of a rule's ways, without blanks and the names' origin."""
    code = code_of(java, python, cases)
    texts = [rewrite(code, way, Style.JAVAOPS) for way in KNOWN[rule].ways(code)]
    return [re.sub(r"\Afrom bridge.*\s*", "", t) for t in texts]


BIG = 2**31 - 1
REWRITTEN = [
    ("int-overflow", "int f(int a)", "return a * a", (BIG,), "return int32(a * a)"),
    ("int-overflow", "int f(int a)", "return -a", (-BIG - 1,), "return int32(-a)"),
    (
        "int-overflow",
        "int f(int a)",
        "a *= 31 + 1\n    return a",
        (BIG,),
        "a = int32(a * (31 + 1))",
    ),
    (
        "int-overflow",
        "int f(int a)",
        "return a * 31 + a // 2",
        (BIG,),
        "return int32(a * 31 + a // 2)",
    ),
    ("long-overflow", "long f(long a)", "return a << 3", (2**62,), "return int64(a << 3)"),
    ("int-division", "int f(int a)", "return int(a / 2)", (7,), "return idiv(a, 2)"),
    ("int-division", "long f(long a)", "a /= 2\n    return a", (7,), "a = idiv(a, 2, bits=64)"),
    ("floor-division", "int f(int a)", "return a // 2  # half", (7,), "return idiv(a, 2)  # half"),
    ("remainder-sign", "int f(int a)", "return (a + 1) % 7", (7,), "return irem((a + 1), 7)"),
    ("narrowing-cast", "byte f(int a)", "return a + 1", (127,), "return narrow_byte(a + 1)"),
    ("float-to-int-cast", "int f(double a)", "return int(a)", (1e10,), "return double_to_int(a)"),
    ("shift-distance", "int f(int a)", "return 1 << a", (33,), "return shl(1, a)"),
    ("unsigned-shift", "int f(int a) { a >>> 1 }", "return a >> 1", (-1,), "return ushr(a, 1)"),
    ("round-half-up", "long f(double a)", "return round(a)", (2.5,), "return round_half_up(a)"),
    ("round-half-up", "long f(double a)", "return int(a + 0.5)", (2.5,), "return round_half_up(a)"),
    ("min-value", "int f(int a)", "return abs(a) % 5", (1,), "return java_abs(a) % 5"),
    ("float32-arithmetic", "float f(float a)", "return a * a", (0.5,), "return float32(a * a)"),
    ("double-division", "double f(double a)", "return 1 / a", (0.5,), "return ddiv(1, a)"),
    ("math-domain", "double f(double a)", "return math.sqrt(a)", (4.0,), "return java_sqrt(a)"),
    (
        "negative-index",
        "int f(int[] a, int i)",
        "return a[i - 1]",
        ([1], 0),
        "return a[java_index(i - 1, len(a))]",
    ),
    (
        "slice-range",
        "String f(String a)",
        "return a[:3]",
        ("abcd",),
        "return a[java_slice(0, 3, len(a))]",
    ),
    ("char-arithmetic", "int f(char a)", "return chr(ord(a) + 1)", ("a",), "return (ord(a) + 1)"),
    ("utf16-units", "int f(String a)", "return len(a)", ("a",), "return utf16_len(a)"),
    (
        "int-sentinel",
        "int f(int a) { Integer.MAX_VALUE }",
        "b = float('inf')\n    return min(a, b)",
        (1,),
        "b = (2**31 - 1)",
    ),
    ("boolean-number", "boolean f(int a)", "return a & 1", (3,), "return bool(a & 1)"),
    ("missing-return", "int f(int a)", "a += 1", (3,), "return a"),
    (
        "aliased-rows",
        "int[][] f(int n)",
        "return [[0] * n] * n",
        (2,),
        "return [[0] * n for _ in range(n)]",
    ),
    (
        "argument-mutation",
        "int f(int[] a)",
        "b = sorted(a)\n    return b[0]",
        ([1],),
        "a.sort()\n    b = a",
    ),
    (
        "loop-variable",
        "int f(int n)",
        "for i in range(n):\n        pass\n    return i",
        (3,),
        "else:\n        i = max(0, n)",
    ),
    (
        "hash-order",
        "int f(int n) { HashSet }",
        "for i in {n, 1}:\n        return i",
        (3,),
        "for i in java_sorted({n, 1}):",
    ),
    (
        "string-identity",
        "boolean f(String a) { a == b }",
        "return a == a[::-1]",
        ("ab",),
        "return a is a[::-1]",
    ),
]


@pytest.mark.parametrize(("rule", "java", "body", "case", "after"), REWRITTEN)
def test_a_rule_rewrites_what_ignores_it(rule, java, body, case, after):
    names = ", ".join(java_text(java).parameters)
    python = f"import math\n\n\ndef f({names}):\n    {body}\n"
    assert any(after in text for text in ways(rule, java, python, case))


def test_each_rule_but_noise_has_a_rewrite_that_is_tested():
    assert set(KNOWN) - {rule for rule, *_ in REWRITTEN} <= {"math-noise"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_explained(rule):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.id)
    assert rule.section.startswith(("JLS ", "Javadoc "))
    assert 120 < len(rule.explanation) < 600
    re.compile(rule.java)


def test_a_rule_goes_to_other_processes():
    assert pickle.loads(pickle.dumps(RULES)) == RULES


def test_java_tells_the_types_of_names():
    java = 'int f(long[] a) { int i = 0, endOfLine; // byte b;\n String s = "char c;"; }'
    text = JavaText(java, 7, java, "int", {"values": "long[]"})
    kinds = [text.type_of(name) for name in ("values", "i", "end_of_line", "s", "b", "c")]
    assert kinds == ["long[]", "int", "int", "String", "", ""]


def test_java_lines_are_those_of_its_code():
    java = "int f(int a) {\n  // a % 2\n  return a % 3;\n}"
    assert JavaText(java, 7, java, "int", {}).lines("%") == [9]


def test_comments_and_blanks_stay():
    python = "def f( a ):  # takes\n    b=a//2   # halves\n\n    return  b\n"
    [text] = ways("floor-division", "int f(int a)", python, (7,))
    assert text == python.replace("a//2", "idiv(a, 2)")


def test_what_was_never_run_is_left():
    python = "def f(a):\n    if a > 99:\n        return a // 2\n    return a // 3\n"
    [text] = ways("floor-division", "int f(int a)", python, (7,))
    assert "a // 2" in text


def test_texts_are_not_taken_for_numbers():
    assert (
        ways("remainder-sign", "String f(String a)", "def f(a):\n    return a % 7\n", ("%d",)) == []
    )


def test_a_long_of_java_is_wrapped_at_64_bits():
    python = "def f(a, i):\n    total = i * i\n    total += a\n    return total\n"
    java = "long f(long a, int i) { long total = i * i; }"
    [text, *_] = ways("int-overflow", java, python, (1, BIG))
    assert "total = int32(i * i)" in text
    assert "total += a" in text


@pytest.mark.parametrize("name", HELPERS)
def test_a_helper_stands_alone(name):
    code = Code(cst.parse_module(f"x = JAVA.{name}\n"), java_text("int f(int a)"))
    names = {}
    exec(rewrite(code, (), Style.PLAIN), names)
    assert callable(names["x"])


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("int32", (2**31,)),
        ("int64", (-(2**63) - 1,)),
        ("narrow_byte", (200,)),
        ("narrow_short", (40000,)),
        ("narrow_char", (-1,)),
        ("idiv", (-7, 2)),
        ("idiv", (-(2**31), -1)),
        ("irem", (-7, 3)),
        ("java_abs", (-(2**31),)),
        ("shl", (1, 31)),
        ("shr", (-8, 33)),
        ("ushr", (-1, 28)),
        ("double_to_int", (1e10,)),
        ("double_to_long", (float("-inf"),)),
        ("round_half_up", (-2.5,)),
        ("round_half_up", (float("inf"),)),
        ("float32", (0.1,)),
        ("ddiv", (-1.0, 0.0)),
        ("drem", (-7.5, 2.0)),
        ("java_sqrt", (4.0,)),
        ("java_exp", (710.0,)),
        ("java_log", (0.0,)),
        ("java_log10", (1000.0,)),
        ("java_pow", (0.0, -1.0)),
        ("java_max", (-0.0, 0.0)),
        ("java_min", (0.0, -0.0)),
        ("utf16_len", ("\U0001f600",)),
        ("utf16_at", ("\U0001f600", 1)),
        ("utf16_substring", ("\U0001f600!", 2)),
        ("utf16_units", ("\U0001f600",)),
        ("utf16_order", ("\uffff",)),
    ],
)
def test_a_plain_helper_does_what_javaops_does(name, arguments):
    names = {}
    exec(HELPERS[name], names)
    ours = __import__("bridge.javaops", fromlist=[name])
    assert is_in_javaops(name)
    assert repr(names[name](*arguments)) == repr(getattr(ours, name)(*arguments))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = 1\n", "import a\n\n\nx = 1\n"),
        ('"""Doc."""\n\nx = 1\n', '"""Doc."""\n\nimport a\n\nx = 1\n'),
        ("import b\n\nx = 1\n", "import b\nimport a\n\nx = 1\n"),
    ],
)
def test_imports_are_added_behind_those_there(before, after):
    assert add_at_top(before, "import a\n") == after


def test_a_name_that_is_taken_is_imported_under_another():
    python = "def idiv(a):\n    return a // 2\n\n\ndef f(a):\n    return idiv(a)\n"
    code = code_of("int f(int a)", python, [(7,)])
    [way] = KNOWN["floor-division"].ways(code)
    assert "from bridge.javaops import idiv as java_idiv" in rewrite(code, way, Style.JAVAOPS)
