import json
import math
import struct

import numpy as np
import pytest
from every_type import KINDS
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.javatypes import Typed, java_type
from bridge.signatures import Signature
from bridge.strategies import Lengths, Tier, values_of
from bridge.typedjson import from_json, read_case, to_json
from bridge.values import same_bits
from bridge.wire import encode

INF, NAN = math.inf, math.nan
SEVEN = Typed(java_type("Long"), 7)
DOUBLES, ROWS = java_type("double[]"), java_type("double[][]")


def double_of(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def bits_of(value):
    return struct.unpack("<Q", struct.pack("<d", value))[0]


@pytest.mark.parametrize(
    ("text", "value", "plain"),
    [
        ("double", 3.0, "0x1.8000000000000p+1"),
        ("double", -0.0, "-0x0.0p+0"),
        ("double", 5e-324, "0x0.0000000000001p-1022"),
        ("double", INF, "inf"),
        ("double", -INF, "-inf"),
        ("double", double_of(0x7FF8000000000000), "nan:0x7ff8000000000000"),
        ("double", double_of(0xFFF8DEADBEEF0001), "nan:0xfff8deadbeef0001"),
        ("float", np.float32(NAN), "nan:0x7fc00000"),
        ("long", -(2**63), "-9223372036854775808"),
        ("char", 65535, "\uffff"),
        ("boolean", True, True),
        ("int[]", np.array([1, -2], "<i4"), ["1", "-2"]),
        ("int[]", None, None),
        ("int[][]", [None, np.array([1], "<i4")], [None, ["1"]]),
        ("Integer", 7, "7"),
        ("Integer", None, None),
        ("Double", -0.0, "-0x0.0p+0"),
        ("Boolean", False, False),
        ("String", "a\ud800", "a\ud800"),
        ("String", None, None),
        ("List<Double>", [1.0, None], ["0x1.0000000000000p+0", None]),
        ("Set<String>", ["b", "a"], ["b", "a"]),
        ("Map<String,Integer>", [("b", 1), (None, None)], [["b", "1"], [None, None]]),
        ("Map<Double,int[]>", [(INF, np.ones(1, "<i4"))], [["inf", ["1"]]]),
        ("Color{RED,GREEN}", "RED", "RED"),
        ("Map<Color{RED,GREEN},Integer>", [("RED", 1)], [["RED", "1"]]),
        ("Object", SEVEN, {"type": "Long", "value": "7"}),
        ("Object", None, None),
        ("List<Object>", [SEVEN, None], [{"type": "Long", "value": "7"}, None]),
    ],
)
def test_a_value_is_written_exactly(text, value, plain):
    kind = java_type(text)
    assert to_json(kind, value) == {"type": str(kind), "value": plain}


@pytest.mark.parametrize(
    ("text", "plain", "value"),
    [
        ("double", 1, 1.0),
        ("double", 0.1, 0.1),
        ("double", "1e-3", 1e-3),
        ("double", "-inf", -INF),
        ("double", "0x1.8p+1", 3.0),
        ("float", 0.1, 0.10000000149011612),
        ("int", "7", 7),
        ("int", 7, 7),
        ("boolean", False, False),
        ("Integer", 7, 7),
        ("Character", "A", 65),
        ("String", "7", "7"),
        ("String", "\ud83d\ude00", "😀"),
        ("Integer[]", [1, None], [1, None]),
        ("Set<Integer>", [], []),
        ("Map<String,Integer>", {"a": 1, "b": None}, [("a", 1), ("b", None)]),
        ("Map<String,Integer>", {"type": 1, "value": 2}, [("type", 1), ("value", 2)]),
        ("Map<String,Map<String,Long>>", {"a": {"b": 1}}, [("a", [("b", 1)])]),
        ("Map<Integer,String>", [[1, "a"]], [(1, "a")]),
        ("Color{RED,GREEN}", "GREEN", "GREEN"),
        ("Map<Color{RED,GREEN},Long>", {"RED": 1}, [("RED", 1)]),
        ("Object", {"type": "Long", "value": 7}, SEVEN),
        ("Object", 2**31, Typed(java_type("Long"), 2**31)),
        ("Comparable", "a", Typed(java_type("String"), "a")),
        ("Object", [None], Typed(java_type("List"), [None])),
        ("Object", {"type": "Set<Object>", "value": []}, Typed(java_type("Set"), [])),
    ],
)
def test_plain_json_is_read_too(text, plain, value):
    read = from_json(java_type(text), plain)
    assert read == value
    assert type(read) is type(value)


def test_plain_arrays_are_read_too():
    np.testing.assert_array_equal(from_json(DOUBLES, [1, "inf", 0.5]), [1.0, INF, 0.5])
    row, null = from_json(ROWS, [[1], None])
    assert null is None
    np.testing.assert_array_equal(row, [1.0])
    assert from_json(DOUBLES, []).dtype == np.float64


@pytest.mark.parametrize("text", KINDS)
@settings(max_examples=25)
@given(data=st.data())
def test_json_is_read_back_exactly(text, data):
    kind = java_type(text)
    value = data.draw(values_of(kind, Tier.EXTREME, Lengths(0, 5), nulls=True))
    read = from_json(kind, json.loads(json.dumps(to_json(kind, value))))
    assert type(read) is type(value)
    assert same_bits(kind, value, read)
    assert encode(kind, value) == encode(kind, read)


@given(st.integers(0, 2**64 - 1).map(lambda bits: bits | 0x7FF8000000000000))
def test_the_payload_of_a_nan_is_kept(bits):
    kind = java_type("double")
    assert bits_of(from_json(kind, to_json(kind, double_of(bits)))) == bits
    row = np.array([bits], "<u8").view("<f8")
    assert from_json(DOUBLES, to_json(DOUBLES, row)).view("<u8")[0] == bits


@pytest.mark.parametrize(
    ("text", "typed", "message"),
    [
        ("double", {"type": "float", "value": "0x1p0"}, 'must hold {"type": "double"'),
        ("double", {"type": "double"}, 'must hold {"type": "double"'),
        ("double", {"type": "double", "value": 1, "more": 2}, 'must hold {"type": "double"'),
        ("double", "x", "must hold a double here, got 'x'"),
        ("double", None, "must hold a double here, got None"),
        ("double", True, "must hold a double here, got True"),
        ("double", [1.0], "must hold a double here"),
        ("double", "nan:0xzz", "must hold a double here"),
        ("double[]", 1.0, r"must hold a list for double\[\], got 1.0"),
        ("double[]", [None], "must hold a double here, got None"),
        ("double[]", [[1.0]], "must hold a double here"),
        ("int", 1.5, "must hold a int here, got 1.5"),
        ("int", "1.5", "must hold a int here, got '1.5'"),
        ("byte", 128, "must hold a byte here, got 128"),
        ("boolean", "true", "must hold a boolean here, got 'true'"),
        ("Integer", 1.5, "must hold a Integer here, got 1.5"),
        ("Boolean", 1, "must hold a Boolean here, got 1"),
        ("String", 7, "must hold a string for String, got 7"),
        ("String", {"a": "b"}, 'must hold {"type": "String"'),
        ("List<Integer>", {"a": 1}, 'must hold {"type": "List<Integer>"'),
        ("List<Integer>", "12", "must hold a list for List<Integer>, got '12'"),
        ("Map<String,Integer>", [["a"]], "must hold a list of pairs for Map<String,Integer>"),
        ("Map<String,Integer>", ["ab"], "must hold a list of pairs for Map<String,Integer>"),
        ("Map<Integer,Integer>", {"1": 1}, 'must hold {"type": "Map<Integer,Integer>"'),
        ("TreeSet<Integer>", [1, None], "must hold no null in TreeSet<Integer>, got None"),
        ("SortedMap<String,String>", [[None, "a"]], "must hold no null in SortedMap"),
        ("Color{RED,GREEN}", "BLUE", "must hold one of RED, GREEN for Color, got 'BLUE'"),
        ("Color{RED,GREEN}", ["RED"], "must hold one of RED, GREEN for Color"),
        ("Object", {"type": "Point", "value": 1}, "type must be one of Byte, .* for Object"),
        ("Object", {"type": "Integer", "value": None}, "must hold a Object here"),
        ("Object", {"type": "byte[]", "value": [300]}, "must hold a byte"),
        ("Object", 2**63, "must hold a Long here"),
        ("Comparable", [1], "must hold a Comparable here"),
        ("Number", "1", "must hold a Number here, got '1'"),
    ],
)
def test_json_of_another_type_is_refused(text, typed, message):
    with pytest.raises(ValueError, match=message):
        from_json(java_type(text), typed)


@pytest.mark.parametrize("text", ["nan:0x00", "nan:0x", "0x1p+2000", "nan:0x3ff0000000000000"])
def test_a_malformed_double_is_refused(text):
    with pytest.raises(ValueError, match="must hold a double here"):
        from_json(java_type("double"), text)


@pytest.mark.parametrize(
    "written", [[1, "a"], (1, "a"), '[1, "a"]', '["1", {"type": "String", "value": "a"}]']
)
def test_a_case_is_a_list_or_json_of_one(written):
    kinds = Signature("f", ("int", "java.lang.String"), "int").parameter_types
    assert read_case(kinds, written) == (1, "a")


@pytest.mark.parametrize("written", [[1], [1, 2, 3], "7", 7, {"x": 1}])
def test_a_case_must_have_all_arguments(written):
    kinds = Signature("f", ("int", "int"), "int").parameter_types
    with pytest.raises(ValueError, match="case must hold 2 values, got"):
        read_case(kinds, written)
