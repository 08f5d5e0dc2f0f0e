import math
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.compare import (
    Aspect,
    Bits,
    Tolerance,
    Ulps,
    compare,
    kinds_correspond,
    ulp_distance,
    ulp_distances,
)
from bridge.evaluate import evaluate_in_place
from bridge.javatypes import Typed, java_type
from bridge.outcomes import Outcome, OutcomeStatus, Unfit
from bridge.signatures import Signature

INF, NAN = math.inf, math.nan
LARGEST, SMALLEST = 1.7976931348623157e308, 5e-324
ABOVE_1, BELOW_1 = 1.0000000000000002, 0.9999999999999999
DOUBLE, FLOAT = java_type("double"), java_type("float")
DOUBLES, ROWS = java_type("double[]"), java_type("double[][]")


def typed(text, value):
    return Typed(java_type(text), value)


ONE, REAL = typed("Integer", 1), typed("Double", 1.0)
# Every pattern that is not NaN or infinite, counted from the most negative one up.
INDEX_OF_LARGEST = 0x7FEFFFFFFFFFFFFF


def returned(value, *after):
    return Outcome(OutcomeStatus.RETURNED, after, value)


def raised(error_class, *after):
    return Outcome(OutcomeStatus.RAISED, after, error_class=error_class)


def agree(java, python, rule, kind="double"):
    return compare(Signature("f", (), kind), returned(java), returned(python), rule).agrees


def double_at(index):
    """The double that is `index` steps from zero."""
    return math.copysign(struct.unpack("<d", struct.pack("<q", abs(index)))[0], index)


@pytest.mark.parametrize(
    ("java", "python", "distance"),
    [
        (1.0, 1.0, 0),
        (1.0, ABOVE_1, 1),
        (1.0, BELOW_1, 1),
        (BELOW_1, ABOVE_1, 2),
        (1.0, 2.0, 2**52),
        (0.0, -0.0, 0),
        (0.0, SMALLEST, 1),
        (-SMALLEST, SMALLEST, 2),
        (-0.0, SMALLEST, 1),
        (-LARGEST, LARGEST, float(2 * INDEX_OF_LARGEST)),
        (NAN, NAN, 0),
        (NAN, 1.0, INF),
        (INF, INF, 0),
        (INF, -INF, INF),
        (INF, LARGEST, INF),
        (INF, NAN, INF),
    ],
)
def test_distance_of_known_doubles(java, python, distance):
    assert ulp_distance(DOUBLE, java, python) == distance
    assert ulp_distance(DOUBLE, python, java) == distance


@pytest.mark.parametrize(
    ("java", "python", "distance"),
    [
        (1.0, 1.0000001192092896, 1),
        (1.0, 2.0, 2**23),
        (-(2.0**-149), 2.0**-149, 2),
        (-3.4028234663852886e38, 3.4028234663852886e38, 2 * 0x7F7FFFFF),
        (INF, 3.4028234663852886e38, INF),
    ],
)
def test_distance_of_known_floats(java, python, distance):
    assert ulp_distance(FLOAT, java, python) == distance


@pytest.mark.parametrize(
    ("kind", "java", "python", "distance"),
    [
        (DOUBLES, np.array([1.0, NAN, 2.0]), np.array([ABOVE_1, NAN, 2.0]), 1),
        (DOUBLES, np.array([1.0, 1.0]), np.array([1.0, NAN]), INF),
        (DOUBLES, np.zeros(0), np.zeros(0), 0),
        (DOUBLES, np.zeros(1), np.zeros(2), INF),
        (DOUBLES, None, None, 0),
        (DOUBLES, None, np.zeros(1), INF),
        (DOUBLES, np.zeros(0), None, INF),
        (ROWS, [np.array([1.0]), np.array([1.0])], [np.array([1.0]), np.array([BELOW_1])], 1),
        (ROWS, [np.zeros(1)], [np.zeros(1), np.zeros(1)], INF),
        (ROWS, [None], [None], 0),
        (ROWS, [], [], 0),
        (ROWS, None, None, 0),
        (ROWS, None, [], INF),
    ],
)
def test_distance_of_known_arrays(kind, java, python, distance):
    assert ulp_distance(kind, java, python) == distance


FINITE = st.integers(-INDEX_OF_LARGEST, INDEX_OF_LARGEST)


@given(FINITE, FINITE)
def test_distance_counts_the_steps_between(java, python):
    assert ulp_distance(DOUBLE, double_at(java), double_at(python)) == float(abs(java - python))


def steps(width, java, python):
    """The distance of two bit patterns, counted with Python's integers."""
    sign, infinity = 1 << (width - 1), {32: 0x7F800000, 64: 0x7FF << 52}[width]
    (a, first), (b, second) = (
        (size, -size if pattern & sign else size)
        for pattern in (int(java), int(python))
        for size in [pattern & (sign - 1)]
    )
    if first == second or (a > infinity and b > infinity):
        return 0
    return (1 << width) - 1 if max(a, b) >= infinity else abs(first - second)


@pytest.mark.parametrize("dtype", ["<f8", "<f4"])
@pytest.mark.parametrize("flips", [0, 1, 8, 64])
def test_distances_of_columns_are_those_of_their_values(dtype, flips):
    random = np.random.default_rng(flips)
    width = np.dtype(dtype).itemsize
    bits = random.integers(0, 256, 3000 * width, np.uint8).view(f"u{width}")
    # From the same, over the neighbours and the lower half of the digits, to any other.
    other = bits ^ random.integers(0, 1 << flips, 3000, np.uint64).astype(bits.dtype)
    distances = ulp_distances(bits.view(dtype), other.view(dtype)).tolist()
    assert distances == [steps(8 * width, a, b) for a, b in zip(bits, other, strict=True)]


SPECIAL = [0.0, -0.0, SMALLEST, -SMALLEST, 1.0, -1.0, LARGEST, -LARGEST, INF, -INF, NAN, -NAN]


@pytest.mark.parametrize("java", SPECIAL)
@pytest.mark.parametrize("python", SPECIAL)
def test_distances_of_special_values_do_not_depend_on_their_neighbours(java, python):
    a, b = np.full(70_000, 1.0), np.full(70_000, ABOVE_1)
    a[40_000], b[40_000] = java, python
    distances = ulp_distances(a, b)
    assert distances[40_000] == steps(64, *np.array([java, python]).view(np.uint64))
    distances[40_000] = 1
    assert (distances == 1).all()


NEAR = [
    (1.0, 1.0, Bits(), True),
    (1.0, ABOVE_1, Bits(), False),
    (0.0, -0.0, Bits(), False),
    (NAN, NAN, Bits(), True),
    (1.0, ABOVE_1, Ulps(1), True),
    (1.0, ABOVE_1, Ulps(0), False),
    (1.0, ABOVE_1, Ulps(0.5), False),
    (BELOW_1, ABOVE_1, Ulps(1), False),
    (0.0, -0.0, Ulps(0), True),
    (0.0, -0.0, Ulps(4, signed_zero=True), False),
    (-0.0, -0.0, Ulps(0, signed_zero=True), True),
    (-SMALLEST, SMALLEST, Ulps(2, signed_zero=True), True),
    (1.0, 1.5, Tolerance(0.5, 0.0), True),
    (1.0, 1.5000000000000002, Tolerance(0.5, 0.0), False),
    (4.0, 3.0, Tolerance(0.25, 0.0), True),
    (3.0, 4.0, Tolerance(0.25, 0.0), False),
    (0.0, 0.25, Tolerance(0.5, 0.0), False),
    (0.0, 0.25, Tolerance(0.0, 0.25), True),
    (1.0, -1.0, Tolerance(0.5, 1.0), False),
    (0.0, -0.0, Tolerance(0.0, 0.0), True),
    (0.0, -0.0, Tolerance(1.0, 1.0, signed_zero=True), False),
    (LARGEST, -LARGEST, Tolerance(0.5, 0.0), False),
]


@pytest.mark.parametrize(("java", "python", "rule", "near"), NEAR)
def test_known_values_under_a_rule(java, python, rule, near):
    assert agree(java, python, rule) is near
    assert agree(np.array([1.0, java]), np.array([1.0, python]), rule, "double[]") is near
    nested = [np.array([1.0]), np.array([java])], [np.array([1.0]), np.array([python])]
    assert agree(*nested, rule, "double[][]") is near


WIDE = [Bits(), Ulps(1e300), Tolerance(1e300, LARGEST)]


@pytest.mark.parametrize("rule", WIDE, ids=str)
def test_an_infinity_is_near_itself_alone(rule):
    assert agree(INF, INF, rule)
    for other in (LARGEST, -INF, NAN):
        assert not agree(INF, other, rule)
        assert not agree(other, INF, rule)


@pytest.mark.parametrize("rule", WIDE, ids=str)
def test_nan_equals_nan_alone(rule):
    assert agree(NAN, -NAN, rule)
    assert not agree(NAN, 0.0, rule)
    assert not agree(0.0, NAN, rule)


@pytest.mark.parametrize("rule", WIDE, ids=str)
def test_shapes_must_be_the_same(rule):
    assert not agree(np.zeros(2), np.zeros(3), rule, "double[]")
    assert not agree(None, np.zeros(0), rule, "double[]")
    assert not agree(np.zeros(1), None, rule, "double[]")
    assert not agree([np.zeros(1)], [], rule, "double[][]")
    assert agree(None, None, rule, "double[]")


@pytest.mark.parametrize("rule", WIDE, ids=str)
@pytest.mark.parametrize(("kind", "java", "python"), [("int", 1, 2), ("boolean", True, False)])
def test_no_rule_loosens_what_is_not_floating(kind, java, python, rule):
    assert agree(java, java, rule, kind)
    assert not agree(java, python, rule, kind)
    assert not agree(np.array([java]), np.array([python]), rule, f"{kind}[]")


def test_floats_are_compared_in_their_own_width():
    above_1 = float(np.nextafter(np.float32(1), np.float32(2)))
    assert agree(1.0, above_1, Ulps(1), "float")
    assert not agree(1.0, above_1, Ulps(1), "double")


@pytest.mark.parametrize(
    ("kind", "java", "python", "near"),
    [
        ("Double", 1.0, ABOVE_1, True),
        ("Double", 1.0, 2.0, False),
        ("Double", None, 1.0, False),
        ("Double", None, None, True),
        ("List<Double>", [1.0, None, 0.0], [ABOVE_1, None, -0.0], True),
        ("List<Double>", [1.0, None], [None, 1.0], False),
        ("List<Double>", [], [], True),
        ("List<Double>", [], [1.0], False),
        ("List<double[]>", [np.array([1.0]), None], [np.array([ABOVE_1]), None], True),
        ("Map<String,Double>", [("a", 1.0), ("b", 5.0)], [("b", 5.0), ("a", ABOVE_1)], True),
        ("Map<String,Double>", [("a", 1.0), ("b", 5.0)], [("b", 1.0), ("a", 5.0)], False),
        ("Map<String,Double>", [("a", 1.0)], [("b", 1.0)], False),
        ("Map<String,Double>", [("a", None)], [("a", 1.0)], False),
        ("Map<Double,List<Double>>", [(NAN, [1.0])], [(NAN, [BELOW_1])], True),
        ("Map<Double,Double>", [(1.0, 1.0)], [(ABOVE_1, 1.0)], False),
        ("Map<Double,Double>", [(0.0, 1.0)], [(-0.0, 1.0)], False),
        ("Map<Double,Double>", [(NAN, 1.0)], [(NAN, 1.0), (NAN, 2.0)], False),
        ("Map<Double,Double>", [(NAN, 1.0), (1.0, 2.0)], [(NAN, 1.0), (NAN, 2.0)], False),
        ("Set<Double>", [1.0, 2.0], [2.0, 1.0], True),
        ("Set<Double>", [1.0], [ABOVE_1], False),
        ("List<Set<Double>>", [[1.0]], [[ABOVE_1]], False),
        ("Map<Double,String>", [(1.0, "a")], [(1.0, "a")], True),
        ("String", "a", "b", False),
        ("List<Integer>", [1], [2], False),
        ("Object", REAL, typed("Double", ABOVE_1), True),
        ("Object", REAL, typed("Integer", 1), False),
        ("Object", REAL, None, False),
        ("Object", typed("Float", float(np.float32(0.1))), typed("Double", 0.1), True),
        ("Object", typed("Integer", 1), typed("Integer", 2), False),
        ("Object", typed("double[]", np.ones(1)), typed("List", [typed("Double", BELOW_1)]), True),
        ("Object", typed("double[]", np.ones(1)), typed("List", []), False),
        ("Object", typed("Map", [(ONE, REAL)]), typed("Map", [(ONE, typed("Double", 2.0))]), False),
        ("Map<Object,Object>", [(ONE, REAL)], [(ONE, typed("Double", ABOVE_1))], True),
        ("List<Object>", [ONE, REAL], [ONE, typed("Double", ABOVE_1)], True),
        ("List<Object>", [ONE, REAL], [typed("Integer", 2), REAL], False),
        ("Color{RED,GREEN}", "RED", "GREEN", False),
    ],
)
def test_what_a_rule_loosens_in_collections(kind, java, python, near):
    for rule in (Ulps(1), Tolerance(1e-15, 1e-15)):
        assert agree(java, python, rule, kind) is near
    if kind not in {"Double", "Object"}:
        assert agree([java], [python], Ulps(1), f"{kind}[]") is near


@pytest.mark.parametrize(
    ("kind", "java", "python", "ulp"),
    [
        ("List<Double>", [1.0, None, 5.0], [ABOVE_1, None, 5.0], 1),
        ("List<Double>", [], [], 0),
        ("List<Double>", None, None, 0),
        ("List<Double>", [1.0], [None], INF),
        ("Map<String,double[]>", [("a", np.ones(1)), ("b", np.zeros(1))], None, INF),
        ("Map<String,Float>", [("a", 1.0), ("b", 2.0)], [("b", 2.0), ("a", 1.0)], 0),
        ("Set<Double>", [1.0], [1.0], None),
        ("Object", REAL, typed("Double", ABOVE_1), 1),
        ("Object", REAL, ONE, None),
        ("List<Object>", [REAL, typed("Float", 1.0)], [REAL, typed("Double", 1 + 2**-22)], 2),
        ("List<Object>", [ONE], [ONE], None),
        ("String", "a", "a", None),
        ("List<Integer>", [1], [1], None),
    ],
)
def test_distance_in_collections(kind, java, python, ulp):
    signature = Signature("f", (), kind)
    assert compare(signature, returned(java), returned(python), Ulps(1)).ulp == ulp


def test_an_argument_that_java_cannot_read_differs():
    java, python = raised(REFUSAL, Unfit("unreadable"), 1), raised("ValueError", np.zeros(1), 1)
    assert compare(TAKES_ARRAY, java, python, Bits()).differing == {Aspect.ARGUMENTS}


def test_void_returns_are_the_same():
    comparison = compare(Signature("f", (), "void"), returned(None), returned(None), Ulps(1))
    assert comparison.agrees
    assert comparison.ulp is None


def test_comparison_tells_the_distance():
    result = compare(Signature("f", (), "double"), returned(1.0), returned(BELOW_1), Ulps(0))
    assert result.differing == {Aspect.RESULT}
    assert result.ulp == 1


RAISES = Signature("f", (), "double")
REFUSAL = "java.lang.IllegalArgumentException"


@pytest.mark.parametrize(
    ("java", "python", "agrees"),
    [
        (raised(REFUSAL), raised("ValueError"), True),
        (raised(REFUSAL), raised("TypeError"), False),
        (raised(REFUSAL), returned(1.0), False),
        (returned(1.0), raised("ValueError"), False),
        (raised("java.lang.Error"), raised("Exception"), True),
    ],
)
def test_how_the_calls_end_is_compared(java, python, agrees):
    comparison = compare(RAISES, java, python, Ulps(1e9))
    assert comparison.agrees is agrees
    assert comparison.ulp is None


def raised_by(error_class, *bases):
    return Outcome(OutcomeStatus.RAISED, (), error_class=error_class, error_bases=bases)


ARGUMENT = "java.lang.IllegalArgumentException"


@pytest.mark.parametrize(
    ("java", "python", "correspond"),
    [
        (["java.lang.ArithmeticException"], ["ZeroDivisionError"], True),
        (["java.lang.NullPointerException"], ["TypeError"], True),
        (["java.lang.NullPointerException"], ["AttributeError"], True),
        (["java.util.NoSuchElementException"], ["StopIteration"], True),
        (["java.lang.NumberFormatException", ARGUMENT], ["ValueError"], True),
        (["mine.BadInput", ARGUMENT], ["ValueError"], True),
        ([ARGUMENT], ["JSONDecodeError", "ValueError"], True),
        (["mine.Outer$StackEmptyException", "java.lang.Exception"], ["StackEmptyError"], True),
        (["java.lang.RuntimeException", "java.lang.Exception"], ["RuntimeError"], True),
        (["java.lang.Exception"], ["Exception", "BaseException"], True),
        (["java.lang.Exception"], ["KeyError", "Exception"], False),
        (["java.lang.ArithmeticException"], ["ValueError", "Exception"], False),
        (["java.lang.ArithmeticException", "java.lang.RuntimeException"], ["RuntimeError"], False),
    ],
)
def test_kinds_of_exceptions_that_correspond(java, python, correspond):
    assert kinds_correspond(raised_by(*java), raised_by(*python)) is correspond


def test_what_a_generator_raises_when_it_is_read_is_raised():
    def generate(x):
        yield x
        raise ValueError("no more")

    [python] = evaluate_in_place(generate, Signature("f", ("int",), "Iterable<Integer>"), [(1,)])
    assert (python.status, python.message) == (OutcomeStatus.RAISED, "no more")


def test_a_generator_without_end_is_no_value():
    def generate(x):
        while True:
            yield x

    [python] = evaluate_in_place(generate, Signature("f", ("int",), "Iterable<Integer>"), [(1,)])
    assert "must have at most 1000000 items" in python.value.reason


def test_what_the_port_does_to_its_arguments_shows():
    def change(items, pairs):
        items.append(3)
        pairs["b"] = {1}

    signature = Signature("f", ("List<Integer>", "Map<String,Set<Integer>>"), "void")
    case = ([1], [("a", None)])
    [python] = evaluate_in_place(change, signature, [case])
    assert python.arguments_after == ([1, 3], [("a", None), ("b", [1])])
    assert case == ([1], [("a", None)])


TAKES_ARRAY = Signature("f", ("double[]", "int"), "double")


def test_arguments_afterwards_are_compared_to_the_bit():
    java = returned(1.0, np.array([0.0]), 1)
    written = returned(1.0, np.array([-0.0]), 1)
    assert compare(TAKES_ARRAY, java, java, Ulps(1e9)).agrees
    assert compare(TAKES_ARRAY, java, written, Ulps(1e9)).differing == {Aspect.ARGUMENTS}


def test_arguments_are_compared_after_a_raise_too():
    java = raised(REFUSAL, np.array([1.0]), 1)
    python = raised("ValueError", np.array([2.0]), 1)
    assert compare(TAKES_ARRAY, java, python, Bits()).differing == {Aspect.ARGUMENTS}


def test_result_and_arguments_can_differ_at_once():
    java, python = returned(1.0, None, 1), returned(2.0, np.zeros(0), 1)
    assert compare(TAKES_ARRAY, java, python, Bits()).differing == set(Aspect)


def test_a_value_the_type_does_not_hold_differs():
    comparison = compare(RAISES, returned(1.0), returned(Unfit("a str")), Ulps(1e9))
    assert comparison.differing == {Aspect.RESULT}
    assert comparison.ulp is None


def test_an_argument_the_type_does_not_hold_differs():
    java, python = returned(1.0, np.zeros(1), 1), returned(1.0, Unfit("a str"), 1)
    assert compare(TAKES_ARRAY, java, python, Bits()).differing == {Aspect.ARGUMENTS}


@pytest.mark.parametrize(
    ("rule", "text"),
    [(Bits(), "bits"), (Ulps(4), "ulps=4"), (Tolerance(1e-9, 0.5), "rel=1e-09,abs=0.5")],
)
def test_a_rule_is_written_as_the_command_takes_it(rule, text):
    assert str(rule) == text
