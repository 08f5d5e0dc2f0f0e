import math
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.errors import UnsupportedTypeError
from bridge.javatypes import (
    PRIMITIVES,
    JavaType,
    copy_value,
    from_json,
    from_python,
    java_type,
    same_bits,
    to_json,
)

INF, NAN = math.inf, math.nan
DOUBLES, ROWS = java_type("double[]"), java_type("double[][]")
# Java's own bounds, Java SE 17 language specification, section 4.2.
BOUNDS = {
    "byte": (-128, 127),
    "short": (-32768, 32767),
    "char": (0, 65535),
    "int": (-2147483648, 2147483647),
    "long": (-9223372036854775808, 9223372036854775807),
}
SCALARS = {
    **{name: st.integers(*bounds) for name, bounds in BOUNDS.items()},
    "boolean": st.booleans(),
    "float": st.floats(width=32, allow_nan=False) | st.just(NAN),
    "double": st.floats(allow_nan=False) | st.just(NAN),
}


def double_of(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def bits_of(value):
    return struct.unpack("<Q", struct.pack("<d", value))[0]


def values_of(name, depth):
    if depth == 0:
        return SCALARS[name]
    if depth == 1:
        dtype = PRIMITIVES[name].dtype
        filled = st.lists(SCALARS[name], max_size=5).map(lambda row: np.array(row, dtype))
        return st.none() | filled
    return st.none() | st.lists(values_of(name, depth - 1), max_size=3)


@pytest.mark.parametrize(
    ("text", "name", "depth"),
    [("int", "int", 0), ("double[]", "double", 1), ("char[][][]", "char", 3), ("void", "void", 0)],
)
def test_type_is_read_and_written_alike(text, name, depth):
    assert java_type(text) == JavaType(name, depth)
    assert str(java_type(text)) == text


@pytest.mark.parametrize("name", BOUNDS)
def test_integers_have_the_bounds_of_java(name):
    low, high = BOUNDS[name]
    assert PRIMITIVES[name].bounds == (low, high)
    assert {low, high, 0, 1} <= set(PRIMITIVES[name].specials)
    assert all(low <= special <= high for special in PRIMITIVES[name].specials)


@pytest.mark.parametrize(
    ("name", "smallest", "normal", "largest"),
    [
        ("float", 2.0**-149, 2.0**-126, 2.0**128 - 2.0**104),
        ("double", 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308),
    ],
)
def test_floats_have_the_specials_of_java(name, smallest, normal, largest):
    expected = [0.0, 1.0, INF, smallest, normal, largest]
    specials = PRIMITIVES[name].specials
    told = {(abs(value), math.copysign(1, value)) for value in specials if value == value}
    assert told >= {(value, sign) for value in expected for sign in (1, -1)}
    assert any(map(math.isnan, specials))
    assert PRIMITIVES[name].bounds == (-largest, largest)


def test_boolean_has_its_two_values():
    assert PRIMITIVES["boolean"].bounds == (False, True)
    assert PRIMITIVES["boolean"].specials == (False, True)


@pytest.mark.parametrize(("name", "size"), [("boolean", 1), ("char", 2), ("float", 4), ("long", 8)])
def test_primitive_has_the_width_of_java(name, size):
    assert PRIMITIVES[name].dtype.itemsize == size
    assert PRIMITIVES[name].is_floating == (name == "float")


@pytest.mark.parametrize(
    ("text", "value", "held"),
    [
        ("double", 1, 1.0),
        ("double", np.float32(0.5), 0.5),
        ("double", np.array(2.5), 2.5),
        ("float", 0.1, 0.10000000149011612),
        ("int", np.int64(7), 7),
        ("byte", -128, -128),
        ("char", 65535, 65535),
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
        ("char[]", np.array([1, 2], ">u2"), "<u2"),
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


def test_a_copied_value_shares_nothing():
    original = [np.zeros(2), None]
    copy = copy_value(original)
    copy[0][0] = 1.0
    copy.append(None)
    assert original[0][0] == 0
    assert len(original) == 2


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
    ],
)
def test_same_bits_of_known_values(text, java, python, same):
    assert same_bits(java_type(text), java, python) is same


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
        ("char", 65535, "65535"),
        ("boolean", True, True),
        ("int[]", np.array([1, -2], "<i4"), ["1", "-2"]),
        ("int[]", None, None),
        ("int[][]", [None, np.array([1], "<i4")], [None, ["1"]]),
    ],
)
def test_a_value_is_written_exactly(text, value, plain):
    assert to_json(java_type(text), value) == {"type": text, "value": plain}


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


@pytest.mark.parametrize("depth", [0, 1, 2])
@pytest.mark.parametrize("name", PRIMITIVES)
@settings(max_examples=25)
@given(data=st.data())
def test_json_is_read_back_exactly(name, depth, data):
    kind = JavaType(name, depth)
    value = data.draw(values_of(name, depth))
    read = from_json(kind, to_json(kind, value))
    assert type(read) is type(value)
    assert same_bits(kind, value, read)


@given(st.integers(0, 2**64 - 1).map(lambda bits: bits | 0x7FF8000000000000))
def test_the_payload_of_a_nan_is_kept(bits):
    kind = java_type("double")
    assert bits_of(from_json(kind, to_json(kind, double_of(bits)))) == bits
    row = np.array([bits], "<u8").view("<f8")
    assert from_json(DOUBLES, to_json(DOUBLES, row)).view("<u8")[0] == bits


@given(st.integers(0, 2**64 - 1).map(double_of), st.integers(0, 2**64 - 1).map(double_of))
def test_same_bits_means_the_same_pattern_or_two_nans(java, python):
    same = bits_of(java) == bits_of(python) or (java != java and python != python)
    assert same_bits(java_type("double"), java, python) is same
    assert same_bits(DOUBLES, np.array([java]), np.array([python])) is same


@pytest.mark.parametrize("text", ["String", "java.lang.Integer", "", "void[]", "double[]x", "Int"])
def test_other_types_are_refused(text):
    with pytest.raises(UnsupportedTypeError, match="must be a primitive, an array of primitives"):
        java_type(text)


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
        ("char", "a"),
        ("boolean", 1),
        ("void", 0),
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
        ("char", -1),
        ("char", 65536),
        ("int", 2**31),
        ("long", 2**63),
        ("short[]", [0, 32768]),
        ("short[]", [-32769, 0]),
    ],
)
def test_a_number_out_of_range_is_refused(text, value):
    with pytest.raises(ValueError, match=rf"must be in the range of {text.partition('[')[0]}"):
        from_python(java_type(text), value)


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
    ],
)
def test_json_of_another_type_is_refused(text, typed, message):
    with pytest.raises(ValueError, match=message):
        from_json(java_type(text), typed)


@pytest.mark.parametrize("text", ["nan:0x00", "nan:0x", "0x1p+2000", "nan:0x3ff0000000000000"])
def test_a_malformed_double_is_refused(text):
    with pytest.raises(ValueError, match="must hold a double here"):
        from_json(java_type("double"), text)


def test_an_integer_beyond_64_bits_is_out_of_range():
    with pytest.raises(ValueError, match="must be in the range of long"):
        from_python(java_type("long"), 2**70)


def test_a_double_too_large_for_a_float_becomes_infinite():
    assert from_python(java_type("float"), 1e300) == INF


@pytest.mark.parametrize("text", ["double]", "double][", "double[["])
def test_unpaired_brackets_are_refused(text):
    with pytest.raises(UnsupportedTypeError, match="must be a primitive"):
        java_type(text)
