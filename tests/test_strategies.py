import math
from itertools import product

import numpy as np
import pytest
from every_type import KINDS
from hypothesis import strategies as st

from bridge.constants import Constants
from bridge.corners import corners
from bridge.drawing import draw_cases, shrink
from bridge.javatypes import java_type
from bridge.signatures import Signature
from bridge.strategies import Lengths, Tier, cases_of, values_of
from bridge.values import from_python, same_bits, to_python, utf_16

SUBNORMAL_BELOW = 2.2250738585072014e-308
LARGEST = 1.7976931348623157e308
COUNT = 600


def strategy(*parameters, tier=Tier.EXTREME, same_length=False):
    return cases_of(Signature("f", parameters, "void"), tier, same_length=same_length)


def drawn(parameter, tier=Tier.EXTREME, count=COUNT, seed=7):
    return [value for (value,) in draw_cases(strategy(parameter, tier=tier), count, seed)]


@pytest.fixture(scope="module")
def doubles():
    # Within one run Hypothesis dwells on some families; a seed more or less is another run.
    return np.array([x for seed in range(4) for x in drawn("double", count=400, seed=seed)])


@pytest.fixture(scope="module")
def arrays():
    return [row for seed in range(4) for row in drawn("double[]", count=200, seed=seed)]


def test_extreme_doubles_hit_the_specials(doubles):
    zeros = doubles[doubles == 0]
    assert {True, False} == set(np.signbit(zeros).tolist())
    assert np.isnan(doubles).any()
    assert {math.inf, -math.inf, LARGEST, -LARGEST, 1.0, 5e-324} <= set(doubles.tolist())


def test_extreme_doubles_hit_subnormals_of_both_signs(doubles):
    subnormal = doubles[(np.abs(doubles) < SUBNORMAL_BELOW) & (doubles != 0)]
    assert len(set(subnormal.tolist())) > 10
    assert subnormal.min() < 0 < subnormal.max()


def test_extreme_doubles_lie_in_many_binades(doubles):
    exponents = np.frexp(doubles[np.isfinite(doubles)])[1]
    assert len(set(exponents.tolist())) > 100
    assert (exponents < -700).any()
    assert (exponents > 700).any()


@pytest.mark.parametrize(
    ("low", "high"), [(-750, -600), (-1, 0), (0, 1), (10, 60), (700, 701), (600, 750)]
)
def test_extreme_doubles_hit_where_exponentials_bend(doubles, low, high):
    assert ((low < doubles) & (doubles < high)).any()


def test_extreme_arrays_have_the_lengths_at_which_loops_go_wrong(arrays):
    lengths = {len(array) for array in arrays}
    assert {0, 1, 2, 100} <= lengths
    assert max(lengths) == 100
    assert len(lengths) > 10


@pytest.mark.parametrize(
    "is_one",
    [
        lambda a: (a < 0).all(),
        lambda a: (a > 0).all(),
        lambda a: np.isnan(a).any(),
        lambda a: np.isposinf(a).any(),
        lambda a: np.isneginf(a).all(),
        lambda a: np.isneginf(a).any() and np.isfinite(a).any() and a.max() < np.inf,
        lambda a: (np.abs(a) > 1e300).all(),
        lambda a: (np.abs(a) <= 1e-30).all(),
        lambda a: (a >= 700).all() and (a <= 750).all(),
        lambda a: (
            np.isfinite(a).all() and (np.abs(a) < 750).all() and (a < 0).any() and a.max() > 0
        ),
    ],
    ids=[
        "negative",
        "positive",
        "NaN",
        "infinity",
        "off",
        "partly off",
        "huge",
        "tiny",
        "near 700",
        "mixed",
    ],
)
def test_extreme_arrays_are_of_many_families(arrays, is_one):
    with np.errstate(invalid="ignore"):
        assert sum(1 for array in arrays if len(array) > 2 and is_one(array)) >= 3


def test_extreme_arrays_are_of_the_type(arrays):
    assert all(array.dtype == np.float64 and array.ndim == 1 for array in arrays)


def test_ordinary_arrays_are_short_and_finite():
    arrays = drawn("double[]", Tier.ORDINARY, 500)
    assert {len(array) for array in arrays} == set(range(1, 13))
    assert all(np.isfinite(array).all() for array in arrays)
    assert all((np.abs(array) <= 100).all() for array in arrays)


def test_ordinary_doubles_are_small_and_of_both_signs():
    values = drawn("double", Tier.ORDINARY, 200)
    assert min(values) < -10
    assert max(values) > 10
    assert all(abs(value) <= 100 for value in values)
    assert any(value != round(value) for value in values)


@pytest.mark.parametrize("tier", [Tier.ORDINARY, Tier.EXTREME])
def test_arrays_of_one_length_where_asked_for(tier):
    cases = draw_cases(strategy("double[]", "int[]", tier=tier, same_length=True), 50, seed=7)
    assert all(len(first) == len(second) for first, second in cases)
    assert len({len(first) for first, _ in cases}) > 5


def test_arrays_differ_in_length_elsewhere():
    cases = draw_cases(strategy("double[]", "double[]", tier=Tier.ORDINARY), 50, seed=7)
    assert any(len(first) != len(second) for first, second in cases)


INTEGERS = {
    "byte": (-128, 127),
    "short": (-(2**15), 2**15 - 1),
    "char": (0, 2**16 - 1),
    "int": (-(2**31), 2**31 - 1),
    "long": (-(2**63), 2**63 - 1),
}


@pytest.mark.parametrize("name", INTEGERS)
def test_extreme_integers_hit_their_bounds_and_stay_within(name):
    low, high = INTEGERS[name]
    values = set(drawn(name))
    assert {low, high, 0, 1} <= values
    assert (min(values), max(values)) == (low, high)
    assert len(values) > 30


@pytest.mark.parametrize("name", INTEGERS)
def test_ordinary_integers_are_small(name):
    values = drawn(name, Tier.ORDINARY, 300)
    low, high = INTEGERS[name]
    assert all(max(low, -100) <= value <= min(high, 100) for value in values)
    assert max(values) > 50
    assert min(values) < 50


@pytest.mark.parametrize("tier", [Tier.ORDINARY, Tier.EXTREME])
def test_booleans_are_both(tier):
    values = drawn("boolean", tier, 20)
    assert set(values) == {True, False}
    assert all(type(value) is bool for value in values)


def test_floats_are_floats_and_hit_their_specials():
    values = drawn("float")
    assert all(value != value or float(np.float32(value)) == value for value in values)
    largest = float(np.finfo(np.float32).max)
    assert {math.inf, -math.inf, largest, -largest, 2.0**-149, 0.0} <= set(values)
    assert any(math.isnan(value) for value in values)


@pytest.mark.parametrize("name", ["boolean", *INTEGERS, "float", "double"])
@pytest.mark.parametrize("tier", [Tier.ORDINARY, Tier.EXTREME])
def test_every_array_has_its_dtype(name, tier):
    kind = java_type(f"{name}[]")
    arrays = drawn(str(kind), tier, 20)
    assert {array.dtype for array in arrays} == {kind.primitive.dtype}
    assert len({len(array) for array in arrays}) > 3


def test_nested_arrays_are_ragged():
    values = drawn("int[][]", Tier.ORDINARY, 20)
    assert all(isinstance(rows, list) for rows in values)
    assert any(len({len(row) for row in rows}) > 1 for rows in values)


@pytest.mark.parametrize("tier", [Tier.ORDINARY, Tier.EXTREME])
@pytest.mark.parametrize("text", KINDS)
def test_what_is_drawn_is_of_the_type_and_python_can_hold_it(text, tier):
    kind = java_type(text)
    for value in drawn(text, tier, 20):
        assert value is not None
        assert same_bits(kind, from_python(kind, to_python(kind, value)), value)


@pytest.mark.parametrize("tier", [Tier.ORDINARY, Tier.EXTREME])
def test_all_constants_of_an_enum_are_drawn(tier):
    assert set(drawn("Color{RED,GREEN,BLUE}", tier, 20)) == {"RED", "GREEN", "BLUE"}


def test_every_constant_of_an_enum_has_a_case_of_its_own():
    cases = corners(Signature("f", ("Color{RED,GREEN}", "Object"), "void"))
    assert {color for color, _ in cases} == {"RED", "GREEN"}
    assert {value.value for _, value in cases} >= {0, -1, 2**31 - 1}


def test_null_is_drawn_for_an_enum_on_wish_alone():
    kind = java_type("Color{RED}")
    assert set(drawn(str(kind.text), count=20)) == {"RED"}
    nulls = st.tuples(values_of(kind, Tier.EXTREME, Lengths.of(1), nulls=True))
    assert {value for (value,) in draw_cases(nulls, 20, 1)} == {"RED", None}


def test_object_is_drawn_as_ints():
    values = drawn("Object", Tier.ORDINARY, 50)
    assert {str(value.kind) for value in values} == {"Integer"}
    assert len({value.value for value in values}) > 20


def test_ordinary_texts_are_short_and_printable():
    texts = drawn("String", Tier.ORDINARY, 200)
    assert all(1 <= len(text) <= 12 and text.isascii() and text.isprintable() for text in texts)
    assert len(set(texts)) > 100


def test_extreme_texts_hit_what_texts_go_wrong_with():
    texts = drawn("String")
    assert {"", "\0", "\ud800"} <= set(texts)
    assert any(ord(unit) > 0xFFFF for text in texts for unit in text)
    assert max(map(len, texts)) == 1000
    assert all(utf_16(text) == text for text in texts)


@pytest.mark.parametrize("tier", [Tier.ORDINARY, Tier.EXTREME])
def test_sets_and_keys_are_distinct_to_java_and_to_python(tier):
    for text in ("Set<Double>", "Map<Double,Integer>", "Set<List<Double>>"):
        kind = java_type(text)
        values = drawn(text, tier, 40)
        assert all(len(to_python(kind, value)) == len(value) for value in values)
        assert max(map(len, values)) > 5


def test_a_set_of_few_possible_elements_is_drawn_all_the_same():
    values = drawn("Set<Boolean>", Tier.ORDINARY, 50)
    assert {tuple(sorted(value)) for value in values} == {(), (False,), (True,), (False, True)}


def test_nulls_are_drawn_where_asked_for_and_java_allows_them():
    def with_nulls(text):
        kind = java_type(text)
        strategy = values_of(kind, Tier.ORDINARY, Lengths(1, 3), nulls=True)
        return draw_cases(st.tuples(strategy), 100, seed=7)

    assert (None,) in with_nulls("Integer")
    assert (None,) not in with_nulls("int")
    assert any(None in value for (value,) in with_nulls("Set<String>") if value)
    assert not any(None in value for (value,) in with_nulls("TreeSet<String>") if value)
    assert any(value is None for (value,) in with_nulls("double[]"))


def test_drawing_is_a_function_of_the_seed():
    first = draw_cases(strategy("double", "double[]"), 50, seed=7)
    assert repr(first) == repr(draw_cases(strategy("double", "double[]"), 50, seed=7))
    assert repr(first) != repr(draw_cases(strategy("double", "double[]"), 50, seed=8))


@pytest.mark.parametrize("count", [1, 2, 33])
def test_as_many_cases_as_asked_for(count):
    assert len(draw_cases(strategy("double[]"), count, seed=7)) == count


def test_no_cases_may_be_asked_for():
    assert draw_cases(strategy("double"), 0, seed=7) == []


@pytest.mark.parametrize(("parameters", "count"), [((), 1), (("boolean",), 2)])
def test_no_case_comes_twice_where_there_are_few(parameters, count):
    assert len(draw_cases(strategy(*parameters), 20, seed=7)) == count


def smallest(fails, *parameters):
    return shrink(strategy(*parameters), lambda case: bool(fails(*case)), 200, seed=7)


@pytest.mark.parametrize(
    ("parameter", "fails", "expected"),
    [
        pytest.param("double", lambda x: x >= 100, 100.0),
        pytest.param("int", lambda n: n > 1000, 1001),
        ("boolean", lambda b: b, True),
        pytest.param("double[]", lambda z: len(z) >= 3, [0.0, 0.0, 0.0]),
        pytest.param("double[]", lambda z: (z > 5).any(), [6.0]),
    ],
)
def test_the_smallest_failing_case_is_found(parameter, fails, expected):
    (value,) = smallest(fails, parameter)
    np.testing.assert_array_equal(value, expected)


@pytest.mark.parametrize(
    ("parameter", "fails", "expected"),
    [
        ("Integer", lambda n: n > 1000, 1001),
        ("String", lambda text: len(text) >= 3, "000"),
        ("String", lambda text: not text.isascii(), "\x80"),
        ("List<Integer>", lambda items: len(items) >= 2, [0, 0]),
        ("List<List<String>>", lambda items: any(items), [[""]]),
        ("Set<Integer>", lambda items: len(items) >= 2, [0, 1]),
        ("Map<String,Double>", lambda pairs: any(item > 5 for _, item in pairs), [("", 6.0)]),
    ],
)
def test_the_smallest_failing_collection_is_found(parameter, fails, expected):
    assert smallest(fails, parameter) == (expected,)


def test_every_argument_is_shrunk():
    assert smallest(lambda n, b: n >= 10 and b, "int", "boolean") == (10, True)


def test_nothing_is_found_where_nothing_fails():
    assert smallest(lambda x: False, "double") is None


def test_what_is_found_fails():
    found = smallest(math.isinf, "double")
    assert found in [(math.inf,), (-math.inf,)]


def test_a_side_that_is_not_deterministic_still_gives_a_case():
    asked = []

    def fails(case):
        asked.append(case)
        return len(asked) % 3 == 0

    found = shrink(strategy("double"), fails, 50, seed=7)
    assert any(found is case for case in asked)


def test_a_failure_that_never_comes_back_is_kept():
    asked = []

    def fails(case):
        asked.append(case)
        return len(asked) == 5

    assert shrink(strategy("double"), fails, 50, seed=7) is asked[4]


def test_an_error_of_the_harness_is_not_a_failing_case():
    def fails(case):
        raise RuntimeError("the JVM died")

    with pytest.raises(RuntimeError, match="the JVM died"):
        shrink(strategy("double"), fails, 10, seed=7)


def test_corners_hold_each_special_value_in_each_place():
    cases = corners(Signature("f", ("double", "int"), "int"))
    assert {x for x, _ in cases} >= {math.inf, -math.inf, 5e-324, 740.0}
    assert any(math.isnan(x) for x, _ in cases)
    assert {n for _, n in cases} >= {0, -1, 46341, 2**31 - 1, -(2**31)}


def test_corners_hold_each_two_specials_after_the_single_ones():
    cases = corners(Signature("f", ("int", "int"), "int"), Constants(ints=(1000,)))
    specials = {0, 1, -1, 46341, 65536, 2**31 - 1, 2**31 - 2, -(2**31), 1 - 2**31}
    assert set(product(specials, specials)) <= set(cases)
    assert cases.index((-(2**31), -1)) > cases.index((999, 1))


def test_corners_of_arrays_are_of_one_length_where_all_are():
    cases = corners(Signature("f", ("double[]", "double[]"), "int"), same_length=True)
    assert {len(a) for a, _ in cases} == {0, 1, 2, 3}
    assert all(len(a) == len(b) for a, b in cases)


def test_corners_hold_the_constants_of_the_port_and_what_is_next_to_them():
    constants = Constants(ints=(1000, 2**40), floats=(0.1,), texts=("x", "word"))
    ints = {n for (n,) in corners(Signature("f", ("int",), "int"), constants)}
    assert {999, 1000, 1001} <= ints
    assert 2**40 not in ints
    assert {0.1, 1000.0} <= {x for (x,) in corners(Signature("f", ("double",), "int"), constants)}
    assert ord("y") in {c for (c,) in corners(Signature("f", ("char",), "int"), constants)}
    assert "word" in {s for (s,) in corners(Signature("f", ("String",), "int"), constants)}


@pytest.mark.parametrize(
    ("parameters", "case"),
    [
        (("double[]", "double[]"), ([math.nan], [math.nan])),
        (("double[]", "double"), ([math.nan], math.nan)),
        (("List<Double>", "double"), ([math.nan], math.nan)),
        (("String", "String"), ("\ud800", "\ud800")),
    ],
)
def test_corners_hold_a_special_value_twice(parameters, case):
    cases = corners(Signature("f", parameters, "int"))
    told = [
        [value.tolist() if isinstance(value, np.ndarray) else value for value in c] for c in cases
    ]
    assert repr(list(case)) in map(repr, told[:150])
