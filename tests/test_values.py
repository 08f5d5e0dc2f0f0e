import enum
import itertools
import math
import re
import struct
import time

import numpy as np
import pytest
from every_type import KINDS
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.javatypes import PRIMITIVES, JavaType, Typed, java_type
from bridge.strategies import Lengths, Tier, values_of
from bridge.typedjson import to_json
from bridge.values import Conversion, from_python, same_bits, to_python

INF, NAN = math.inf, math.nan
DOUBLES, ROWS = java_type("double[]"), java_type("double[][]")


class Color(enum.Enum):
    RED = 1
    GREEN = 2


class Suit(str, enum.Enum):  # noqa: UP042 - not StrEnum, whose str() is its value
    HEARTS = "h"


def double_of(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def bits_of(value):
    return struct.unpack("<Q", struct.pack("<d", value))[0]


@pytest.mark.parametrize(
    ("text", "value", "held"),
    [
        ("double", 1, 1.0),
        ("double", np.float32(0.5), 0.5),
        ("double", np.array(2.5), 2.5),
        ("float", 0.1, 0.10000000149011612),
        ("int", np.int64(7), 7),
        ("byte", -128, -128),
        ("char", "\uffff", 65535),
        ("boolean", np.True_, True),
        ("void", None, None),
        ("double[]", None, None),
        ("double[][]", None, None),
    ],
)
def test_a_fitting_scalar_is_taken(text, value, held):
    taken = from_python(java_type(text), value)
    assert taken == held
    assert type(taken) is type(held)


@pytest.mark.parametrize(
    ("text", "value", "dtype"),
    [
        ("double[]", [1, 2], "<f8"),
        ("float[]", np.array([1.0, 2.0]), "<f4"),
        ("long[]", (1, 2), "<i8"),
        ("boolean[]", [True, True], "?"),
    ],
)
def test_a_fitting_array_is_taken(text, value, dtype):
    taken = from_python(java_type(text), value)
    assert taken.dtype == np.dtype(dtype)
    np.testing.assert_array_equal(taken, value)


@pytest.mark.parametrize("empty", [[], (), np.array([]), np.array([], "?")])
def test_an_empty_array_fits_every_type(empty):
    for name in PRIMITIVES:
        assert from_python(JavaType(name, 1), empty).shape == (0,)


def test_nested_arrays_may_hold_null_and_rows_of_any_length():
    first, null, last = from_python(ROWS, [[1.0, 2.0], None, np.array([])])
    np.testing.assert_array_equal(first, [1.0, 2.0])
    assert null is None
    assert last.dtype == np.float64


def test_two_dimensions_are_taken_as_rows():
    rows = from_python(ROWS, np.eye(2))
    assert isinstance(rows, list)
    np.testing.assert_array_equal(rows, np.eye(2))


def test_what_is_taken_is_a_copy():
    given_array = np.zeros(2)
    from_python(DOUBLES, given_array)[0] = 1.0
    assert given_array[0] == 0


@pytest.mark.parametrize(
    ("text", "value", "held"),
    [
        ("Integer", 7, 7),
        ("Integer", np.int8(7), 7),
        ("Double", 1, 1.0),
        ("Float", 0.1, 0.10000000149011612),
        ("Boolean", np.True_, True),
        ("Character", "\uffff", 65535),
        ("String", "Aß", "Aß"),
        ("String", np.str_("a"), "a"),
        ("String", Suit.HEARTS, "h"),
        ("String", "\ud83d\ude00", "😀"),
        ("String", "\ude00\ud83d", "\ude00\ud83d"),
        ("Integer[]", (1, None), [1, None]),
        ("Integer[][]", [[1], None, ()], [[1], None, []]),
        ("Integer[]", np.array([1, 2]), [1, 2]),
        ("String[]", np.array(["a", "b"]), ["a", "b"]),
        ("List<Double>", [1, 2.5], [1.0, 2.5]),
        ("LinkedList<List<String>>", [["a"], ()], [["a"], []]),
        ("Collection<Integer>", range(3), [0, 1, 2]),
        ("Collection<Integer>", {5}, [5]),
        ("Collection<Integer>", {5: 6}.keys(), [5]),
        ("Iterable<Integer>", iter([1, 2]), [1, 2]),
        ("List<Integer>", map(abs, [-1, 2]), [1, 2]),
        ("Integer[][]", [(n for n in [1, None])], [[1, None]]),
        ("Set<Integer>", {5}, [5]),
        ("TreeSet<Integer>", frozenset(), []),
        ("Set<List<Integer>>", {(1, None)}, [[1, None]]),
        ("Set<Set<Integer>>", {frozenset({1})}, [[1]]),
        ("Map<String,Integer>", {"b": 1, "a": None}, [("b", 1), ("a", None)]),
        ("Map<String,Set<Integer>>", {"b": {1}}, [("b", [1])]),
        ("Set<Map<Integer,Integer>>", {frozenset({(1, 2)})}, [[(1, 2)]]),
        ("Color{RED,GREEN}", Color.RED, "RED"),
        ("Color{RED,GREEN}", "GREEN", "GREEN"),
        ("Map<Color{RED},Integer>", {Color.RED: 1}, [("RED", 1)]),
        ("Set<Suit{HEARTS}>", {Suit.HEARTS}, ["HEARTS"]),
        ("Object[]", (None, "a"), [None, Typed(java_type("String"), "a")]),
    ],
)
def test_a_fitting_object_is_taken(text, value, held):
    taken = from_python(java_type(text), value)
    assert repr(taken) == repr(held)


@pytest.mark.parametrize("text", ["Integer", "String", "String[]", "List<Long>", "Map<Long,Long>"])
def test_none_is_null(text):
    assert from_python(java_type(text), None) is None
    assert to_python(java_type(text), None) is None


@pytest.mark.parametrize(
    ("text", "value", "given_object"),
    [
        ("Integer", 7, 7),
        ("Character", 65, "A"),
        ("char[]", np.array([65, 0xD800], "<u2"), ["A", "\ud800"]),
        ("int[]", np.array([1, 2], "<i4"), [1, 2]),
        ("double[][]", [np.array([1.5])], [[1.5]]),
        ("String", "a", "a"),
        ("Integer[]", [1, None], [1, None]),
        ("List<Set<Integer>>", [[1, 2], None], [{1, 2}, None]),
        ("Set<List<String>>", [["a", "b"], []], {("a", "b"), ()}),
        ("Set<int[]>", [np.array([1, 2], "<i4")], {(1, 2)}),
        ("Set<Set<Integer>>", [[1, 2]], {frozenset({1, 2})}),
        ("Map<String,List<Integer>>", [("a", [1]), (None, [])], {"a": [1], None: []}),
        ("Map<List<Integer>,Map<Integer,Integer>>", [([1], [(2, 3)])], {(1,): {2: 3}}),
        ("Set<Map<Integer,Integer>>", [[(1, 2)]], {frozenset({(1, 2)})}),
        ("Color{RED,GREEN}", "GREEN", "GREEN"),
        ("Object", Typed(java_type("Character"), 65), "A"),
        ("Object", Typed(java_type("int[]"), np.array([1, 2], "<i4")), [1, 2]),
        ("Set<Object>", [Typed(java_type("List"), [None])], {(None,)}),
    ],
)
def test_the_port_gets_python_objects(text, value, given_object):
    made = to_python(java_type(text), value)
    assert made == given_object
    assert type(made) is type(given_object)


@pytest.mark.parametrize(
    ("text", "value", "given_object"),
    [
        ("Color{RED,GREEN,BLUE}", "GREEN", Color.GREEN),
        ("Color{RED,GREEN,BLUE}", "BLUE", "BLUE"),
        ("Color{RED}[]", ["RED", None], [Color.RED, None]),
        ("Set<List<Color{RED}>>", [["RED"]], {(Color.RED,)}),
        ("Map<Color{RED},Color{RED}>", [("RED", "RED")], {Color.RED: Color.RED}),
        ("Other{RED}", "RED", "RED"),
    ],
)
def test_the_port_gets_members_of_its_own_enum(text, value, given_object):
    own = Conversion(classes=(Suit, Color))
    assert to_python(java_type(text), value, own) == given_object


def test_arrays_are_ndarrays_where_the_port_wants_them():
    numpy = Conversion(is_numpy=True)
    row = np.array([1.5, 2.5])
    made = to_python(java_type("double[]"), row, numpy)
    assert type(made) is np.ndarray
    assert made is not row
    assert to_python(java_type("char[]"), np.array([65], "<u2"), numpy) == ["A"]
    assert type(to_python(ROWS, [row], numpy)[0]) is np.ndarray


@pytest.mark.parametrize(
    ("text", "value", "held"),
    [
        ("int", 1.0, 1),
        ("int", True, 1),
        ("boolean", 1, True),
        ("boolean", 0.0, False),
        ("double", True, 1.0),
        ("Integer", np.float64(3.0), 3),
    ],
)
def test_loosely_equal_numbers_stand_for_each_other(text, value, held):
    taken = from_python(java_type(text), value, Conversion(is_loose=True))
    assert taken == held
    assert type(taken) is type(held)
    [in_a_row] = from_python(java_type(f"{text}[]"), [value], Conversion(is_loose=True))
    assert in_a_row == held


@pytest.mark.parametrize(
    ("text", "value"), [("int", 1.5), ("boolean", 2), ("int", math.nan), ("double", "1")]
)
def test_what_is_not_even_loosely_equal_is_refused(text, value):
    with pytest.raises(TypeError, match="value must be of type"):
        from_python(java_type(text), value, Conversion(is_loose=True))


def test_what_the_port_gets_shares_nothing():
    value = [np.zeros(2), None]
    made = to_python(ROWS, value)
    made[0][0] = 1.0
    made.append(None)
    assert value[0][0] == 0
    assert len(value) == 2


@pytest.mark.parametrize(
    ("text", "java", "python", "same"),
    [
        ("double", NAN, double_of(0xFFF8000000000001), True),
        ("double", NAN, 1.0, False),
        ("double", 0.0, -0.0, False),
        ("double", -0.0, -0.0, True),
        ("double", 1.0, math.nextafter(1, 2), False),
        ("float", INF, INF, True),
        ("float", INF, -INF, False),
        ("int", 3, 3, True),
        ("int", 3, 4, False),
        ("int", 3, -3, False),
        ("boolean", True, False, False),
        ("double[]", np.zeros(0), np.zeros(0), True),
        ("double[]", np.zeros(1), np.zeros(2), False),
        ("double[]", np.array([1, NAN]), np.array([1, NAN]), True),
        ("double[]", np.array([1, NAN]), np.array([NAN, 1]), False),
        ("double[]", np.array([0.0, 0.0]), np.array([0.0, -0.0]), False),
        ("double[]", None, None, True),
        ("double[]", None, np.zeros(0), False),
        ("double[]", np.zeros(0), None, False),
        ("double[][]", [np.zeros(1), None], [np.zeros(1), None], True),
        ("double[][]", [np.zeros(1), None], [np.zeros(1), np.zeros(0)], False),
        ("double[][]", [np.zeros(1)], [np.zeros(1), np.zeros(1)], False),
        ("double[][]", [np.zeros(1)], [-np.zeros(1)], False),
        ("Double", NAN, double_of(0xFFF8000000000001), True),
        ("Double", 0.0, -0.0, False),
        ("Double", None, 0.0, False),
        ("Integer", None, None, True),
        ("String", "a", "a", True),
        ("String", "a", "A", False),
        ("String", "", None, False),
        ("List<Integer>", [1, 2], [2, 1], False),
        ("List<Integer>", [1, None], [1, None], True),
        ("List<Double>", [NAN], [-NAN], True),
        ("Set<Integer>", [1, 2], [2, 1], True),
        ("Set<Integer>", [1, 2], [1], False),
        ("Set<Integer>", [1, 1, 2], [1, 2, 2], False),
        ("Set<Double>", [NAN, 1.0], [1.0, NAN], True),
        ("Set<Double>", [0.0, -0.0], [-0.0, 0.0], True),
        ("Set<Double>", [0.0], [-0.0], False),
        ("Set<Set<Integer>>", [[1, 2], [3]], [[3], [2, 1]], True),
        ("List<Set<Integer>>", [[1, 2], [3]], [[3], [2, 1]], False),
        ("Set<double[]>", [np.array([NAN, 0.0])], [np.array([-NAN, 0.0])], True),
        ("Map<String,Integer>", [("a", 1), ("b", 2)], [("b", 2), ("a", 1)], True),
        ("Map<String,Integer>", [("a", 1), ("b", 2)], [("b", 1), ("a", 2)], False),
        ("Map<String,Integer>", [("a", None)], [], False),
        ("Map<Double,int[]>", [(NAN, np.ones(1))], [(NAN, np.ones(1))], True),
        ("Map<Double,Integer>", [(0.0, 1)], [(-0.0, 1)], False),
    ],
)
def test_same_bits_of_known_values(text, java, python, same):
    assert same_bits(java_type(text), java, python) is same


@given(st.integers(0, 2**64 - 1).map(double_of), st.integers(0, 2**64 - 1).map(double_of))
def test_same_bits_means_the_same_pattern_or_two_nans(java, python):
    same = bits_of(java) == bits_of(python) or (java != java and python != python)
    assert same_bits(java_type("double"), java, python) is same
    assert same_bits(DOUBLES, np.array([java]), np.array([python])) is same


@pytest.mark.parametrize("text", KINDS)
@settings(max_examples=25)
@given(data=st.data())
def test_a_value_that_python_got_and_gave_back_is_the_same(text, data):
    kind = java_type(text)
    value = data.draw(values_of(kind, Tier.EXTREME, Lengths(0, 5), nulls=True))
    assert same_bits(kind, from_python(kind, to_python(kind, value)), value)


@pytest.mark.parametrize("text", [text for text in KINDS if not re.search("Set|Map", text)])
@settings(max_examples=25)
@given(data=st.data())
def test_two_values_are_the_same_exactly_if_their_json_is(text, data):
    kind = java_type(text)
    values = values_of(kind, Tier.ORDINARY, Lengths(0, 2))
    java, python = data.draw(values), data.draw(values)
    same = to_json(kind, java) == to_json(kind, python)
    assert same_bits(kind, java, python) is same


def test_a_list_of_a_million_ints_is_taken_in_seconds():
    numbers = list(range(1_000_000))
    start = time.perf_counter()
    assert from_python(java_type("List<Integer>"), numbers) == numbers
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("double", True),
        ("double", "1.0"),
        ("double", None),
        ("double", [1.0]),
        ("double", 1j),
        ("double[]", 1.0),
        ("double[]", np.eye(2)),
        ("double[]", ["a"]),
        ("double[]", [True]),
        ("double[][]", 1.0),
        ("double[][]", "ab"),
        ("double[][]", [1.0]),
        ("int", 1.0),
        ("int", False),
        ("int[]", np.array([1.0])),
        ("char", 97),
        ("char", "ab"),
        ("char", ""),
        ("char", "\U0001f600"),
        ("char[]", "ab"),
        ("int[]", [1, True]),
        ("int[]", [1, np.True_]),
        ("boolean", 1),
        ("Color{RED}", "BLUE"),
        ("Color{RED}", Color.GREEN),
        ("Color{RED}", 1),
        ("Color{RED}", np.array(["RED"])),
        ("void", 0),
        ("Integer", 1.0),
        ("Integer", True),
        ("Boolean", 1),
        ("Double", "1.0"),
        ("Character", 97),
        ("String", 1),
        ("String", b"a"),
        ("String", ["a"]),
        ("Integer[]", {1}),
        ("Integer[]", "12"),
        ("Set<Integer>", iter([1])),
        ("String", iter("a")),
        ("String[]", "ab"),
        ("String[]", ["a", 1]),
        ("List<Integer>", [True]),
        ("List<Integer>", {1}),
        ("List<String>", "ab"),
        ("List<Double>", np.ma.masked_array([1.0], [True])),
        ("List<Integer>", {1: 2}),
        ("Collection<Integer>", {1: 2}),
        ("Iterable<String>", "ab"),
        ("Iterable<Integer>", b"ab"),
        ("Collection<Integer>", 1),
        ("Set<Integer>", [1]),
        ("Set<Integer>", (1,)),
        ("Set<Integer>", {1: 2}),
        ("Map<Integer,Integer>", [(1, 2)]),
        ("Map<Integer,Integer>", {(1, 2)}),
        ("Map<Integer,Integer>", frozenset({1})),
        ("Map<String,Integer>", {1: 1}),
        ("Map<String,Integer>", {"a": "a"}),
    ],
)
def test_a_value_of_another_kind_is_refused(text, value):
    with pytest.raises(TypeError, match="value must be of type "):
        from_python(java_type(text), value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("byte", 128),
        ("byte", -129),
        ("int", 2**31),
        ("long", 2**63),
        ("short[]", [0, 32768]),
        ("short[]", [-32769, 0]),
        ("Byte", 128),
        ("List<Integer>", [0, 2**31]),
        ("Long", -(2**63) - 1),
    ],
)
def test_a_number_out_of_range_is_refused(text, value):
    with pytest.raises(ValueError, match="must be in the range of "):
        from_python(java_type(text), value)


def test_an_integer_beyond_64_bits_is_out_of_range():
    with pytest.raises(ValueError, match="must be in the range of long"):
        from_python(java_type("long"), 2**70)


def test_a_double_too_large_for_a_float_becomes_infinite():
    assert from_python(java_type("float"), 1e300) == INF


def test_an_iterator_without_end_is_refused():
    with pytest.raises(ValueError, match="must have at most 1000000 items, got count"):
        from_python(java_type("Iterable<Integer>"), itertools.count())


@pytest.mark.parametrize("make", [bytes, bytearray])
def test_bytes_are_taken_by_their_bits(make):
    assert from_python(java_type("byte[]"), make([0, 127, 128, 255])).tolist() == [0, 127, -128, -1]
