import inspect
import math
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge import check, javaops
from bridge.columns import Column
from bridge.compare import ulp_distances
from bridge.evaluate import evaluate_java_columns
from bridge.functions import import_port
from bridge.javac import compile_java
from bridge.pairing import snake_case
from bridge.verdict import Status

EXAMPLE = Path(__file__).parent.parent / "examples" / "javaops"
JAVA, PYTHON = EXAMPLE / "JavaOps.java", EXAMPLE / "java_ops.py"
PORT = import_port(PYTHON)
NAN, INF = math.nan, math.inf
INT_MAX, INT_MIN, LONG_MAX, LONG_MIN = 2**31 - 1, -(2**31), 2**63 - 1, -(2**63)

# Of these NumPy and Java may each be 1 ULP from the true value.
INEXACT = {"exponential", "logarithm", "decimalLogarithm", "power"}
# The parameters of the methods of numbers that never raise, but for a divisor of 0.
OPERATIONS = {
    name: re.findall(r"(\w+) \w+", parameters)
    for name, parameters in re.findall(r"static \w+ (\w+)\((.*?)\)", JAVA.read_text("utf-8"))
    if not re.search(r"String|\[", parameters) and not name.startswith("exact")
}
OF_INTS = [name for name, kinds in OPERATIONS.items() if {"int", "long"}.issuperset(kinds)]


def edges(kind):
    """Powers of two of a type, ties that are to be rounded, and what is next to each."""
    dtype = kind.primitive.dtype
    if dtype.kind == "i":
        powers = [1 << k for k in range(8 * dtype.itemsize)]
        near = {s * p + d for p in powers for s in (1, -1) for d in (-1, 0, 1)}
        near |= {p + (p >> 24) + d for p in powers for d in (-1, 0, 1)}  # ties between floats
        limits = np.iinfo(dtype)
        return np.array(sorted(n for n in near if limits.min <= n <= limits.max), dtype)
    powers = [2.0**k for k in (-149, -126, -1, 0, 1, 23, 24, 30, 31, 32, 52, 53, 62, 63, 64, 127)]
    halves = [0.5, 1.5, 2.5, 2.0**22 + 0.5, 2.0**51 + 0.5, 0.1, 1e300, 5e-324]
    with np.errstate(over="ignore"):
        some = np.array([0.0, INF, NAN, *powers, *halves], dtype)
    near = np.concatenate([some, np.nextafter(some, dtype.type(0)), np.nextafter(some, some + 1)])
    return np.concatenate([near, -near])


def random_bits(kind, count, seed):
    dtype = kind.primitive.dtype
    return np.random.default_rng(seed).integers(0, 256, count * dtype.itemsize, "u1").view(dtype)


def all_pairs(first, second):
    return np.repeat(first, len(second)), np.tile(second, len(first))


def extreme_columns(method):
    """Every edge, or every two of them, and values of random bits."""
    kinds = method.signature.parameter_types
    certain = [edges(kind) for kind in kinds]
    certain = all_pairs(*certain) if len(kinds) == 2 else certain
    drawn = [random_bits(kind, 20_000, seed) for seed, kind in enumerate(kinds)]
    return [np.concatenate(both) for both in zip(certain, drawn, strict=True)]


def without_zeros(method, columns):
    if not re.match("divide(Ints|Longs)|remainderOf(Ints|Longs)|floorDiv", method.signature.name):
        return columns
    return [column[columns[1] != 0] for column in columns]


def results_of(method, columns):
    """What Java returns for each case."""
    kinds = method.signature.parameter_types
    asked = [
        Column(kind, column.astype(kind.primitive.dtype))
        for kind, column in zip(kinds, columns, strict=True)
    ]
    blocks = []
    for block in evaluate_java_columns(method, asked, timeout_s=60.0):
        assert block.others == {}
        blocks.append(block.values.values.copy())
    return np.concatenate(blocks)


def port_of(method):
    return getattr(PORT, snake_case(method.signature.name))


def require_same(method, columns, results):
    """Python's results are Java's: the same number, any NaN for NaN, 0.0 for 0.0 alone."""
    java, python = results_of(method, columns), np.asarray(results)
    limit = 2 if method.signature.name in INEXACT else 0
    if java.dtype.kind == "f":
        distances = ulp_distances(java, python.astype(java.dtype))
        is_same = (distances <= limit) & (np.isnan(java) | (np.signbit(java) == np.signbit(python)))
    else:
        is_same = java == python
    at = np.flatnonzero(~is_same)[:3]
    assert at.size == 0, ([column[at] for column in columns], java[at], python[at])


@pytest.fixture(scope="module")
def methods(jvm):
    classes = compile_java(jvm.jdk, JAVA, release=17)
    return {method.signature.name: method for method in jvm.load(classes, "JavaOps")}


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (javaops.int32(INT_MAX + 1), INT_MIN),
        (javaops.int64(LONG_MAX + 1), LONG_MIN),
        (javaops.narrow_byte(200), -56),
        (javaops.narrow_short(40000), -25536),
        (javaops.narrow_char(-1), 65535),
        (javaops.idiv(-7, 2), -3),
        (javaops.idiv(INT_MIN, -1), INT_MIN),
        (javaops.idiv(INT_MIN, -1, bits=64), 2**31),
        (javaops.irem(-7, 3), -1),
        (javaops.irem(7, -3), 1),
        (javaops.shl(1, 33), 2),
        (javaops.shl(1, 33, bits=64), 2**33),
        (javaops.shr(-8, -31), -4),
        (javaops.ushr(-1, 28), 15),
        (javaops.ushr(-1, 60, bits=64), 15),
        (javaops.ushr(2**32 + 8, 1), 4),
        (javaops.java_abs(INT_MIN), INT_MIN),
        (javaops.java_abs(INT_MIN, bits=64), 2**31),
        (javaops.double_to_int(NAN), 0),
        (javaops.double_to_int(-INF), INT_MIN),
        (javaops.double_to_long(1e300), LONG_MAX),
        (javaops.round_half_up(-0.5), 0),
        (javaops.round_half_up(2.5), 3),
        (javaops.round_half_up(1e10, bits=32), INT_MAX),
        (javaops.float32(16777217), 16777216.0),
        (javaops.float32(2**60 + 2**36 + 1), 2.0**60 + 2.0**37),
        (javaops.ddiv(-1, 0), -INF),
        (javaops.java_string_hash("hello"), 99162322),
        (javaops.utf16_len("a\U00010000"), 3),
        (javaops.utf16_at("\U00010000", 0), "\ud800"),
        (javaops.utf16_substring("\U00010000b", 1), "\udc00b"),
        (javaops.utf16_index_of("\U00010000b", "b"), 2),
        (javaops.utf16_index_of("\u0100\u0200", "\u0001"), -1),
        (javaops.utf16_index_of("\u0100\u0200\u0001", "\u0001", -5), 2),
        (javaops.utf16_compare("ab", "abcd"), -2),
        (javaops.java_trim("\x1f a\xa0"), "a\xa0"),
    ],
)
def test_known_values(got, expected):
    assert (got, type(got)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("result", "dtype"),
    [
        (javaops.int32(np.array([2**31])), "int32"),
        (javaops.int64(np.array([True])), "int64"),
        (javaops.narrow_byte(np.array([200])), "int8"),
        (javaops.narrow_short(np.array([40000])), "int16"),
        (javaops.narrow_char(np.array([-1])), "uint16"),
        (javaops.exact(np.array([7])), "int32"),
        (javaops.idiv(np.array([7]), 2), "int32"),
        (javaops.irem(7, np.array([2]), bits=64), "int64"),
        (javaops.shl(1, np.arange(40)), "int32"),
        (javaops.ushr(np.array([-1], "i2"), 28, bits=64), "int64"),
        (javaops.double_to_int(np.array([NAN])), "int32"),
        (javaops.double_to_long(np.array([1])), "int64"),
        (javaops.round_half_up(np.array([0.5], "f4"), bits=32), "int32"),
        (javaops.float32(np.array([1e39])), "float32"),
        (javaops.ddiv(np.array([1]), 0), "float64"),
        (javaops.double_compare(np.array([1.0]), 2.0), "int32"),
    ],
)
def test_arrays_are_of_the_dtype_of_the_java_type(result, dtype):
    assert result.dtype == dtype


def test_operands_are_broadcast():
    table = javaops.idiv(np.arange(-3, 4)[:, np.newaxis], np.array([1, 2, -2]))
    assert table[:, 1].tolist() == [-1, -1, 0, 0, 0, 1, 1]
    assert table.shape == (7, 3)


def test_nothing_is_divided_by_zero_in_empty_arrays():
    assert javaops.idiv(np.array([], int), 0).size == 0


def test_numbers_of_numpy_give_numbers_of_python():
    assert type(javaops.idiv(np.int64(7), np.int8(2))) is int
    assert type(javaops.int32(np.int64(7))) is int
    assert type(javaops.exact(np.int64(7))) is int
    assert type(javaops.ddiv(np.float32(1), 2)) is float


def test_arguments_are_not_written_into():
    n, x = np.array([300, -300]), np.array([0.5, NAN])
    before = n.copy(), x.copy()
    for function in (javaops.narrow_byte, javaops.java_abs):
        function(n)[:] = 1
    for function in (javaops.round_half_up, javaops.float32, javaops.double_order):
        function(x)[:] = 1
    np.testing.assert_array_equal(n, before[0])
    np.testing.assert_array_equal(x, before[1])


@given(st.integers(), st.integers())
def test_wrapping_once_at_the_end_is_enough(a, b):
    assert javaops.int32(javaops.int32(a) * javaops.int32(b)) == javaops.int32(a * b)
    assert javaops.int64(a - javaops.int64(b)) == javaops.int64(a - b)


@given(st.text(), st.text())
def test_texts_sort_as_they_compare(a, b):
    order = javaops.utf16_compare(a, b)
    keys = javaops.utf16_order(a), javaops.utf16_order(b)
    assert (order > 0, order == 0) == (keys[0] > keys[1], keys[0] == keys[1])


@given(st.text(st.characters(), max_size=8))
def test_units_make_the_text_again(text):
    units = javaops.utf16_units(text)
    assert javaops.utf16_len(text) == len(units)
    assert [ord(javaops.utf16_at(text, i)) for i in range(len(units))] == units
    assert javaops.utf16_units(javaops.utf16_text(units)) == units


def test_an_array_sorts_by_the_order_of_doubles():
    values = np.array([NAN, 1.0, 0.0, -0.0, -INF, -np.float64(NAN), INF])
    ordered = values[np.argsort(javaops.double_order(values), stable=True)]
    assert repr(ordered.tolist()) == "[-inf, -0.0, 0.0, 1.0, inf, nan, nan]"


def test_one_exponent_for_an_array_is_no_root():
    x = np.array([-0.0, -INF, 4.0])
    assert repr(javaops.java_pow(x, 0.5).tolist()) == "[0.0, inf, 2.0]"
    assert repr(javaops.java_pow(x[0], 0.5)) == "0.0"


@pytest.mark.parametrize("function", [javaops.idiv, javaops.irem])
@pytest.mark.parametrize("divisor", [0, 2**32, np.array([1, 0])])
def test_division_by_zero_raises(function, divisor):
    with pytest.raises(ZeroDivisionError):
        function(np.array([1, 1]) if np.ndim(divisor) else 1, divisor)


@pytest.mark.parametrize("n", [2**31, -(2**31) - 1, np.array([0, 2**31])])
def test_what_leaves_the_int_is_an_overflow(n):
    with pytest.raises(OverflowError, match=r"n must be in the range of 32 bits, got -?21474836"):
        javaops.exact(n)


def test_an_array_of_longs_cannot_tell_an_overflow():
    with pytest.raises(TypeError, match="got an array, which has wrapped around"):
        javaops.exact(np.array([1]), bits=64)


@pytest.mark.parametrize("n", [2.0, "2", np.array([2.0]), None])
def test_what_is_no_int_is_refused(n):
    with pytest.raises(TypeError, match="operand must be an int or an array of ints, got"):
        javaops.int32(n)


@pytest.mark.parametrize("x", ["x", None, np.array(["2"]), 1j])
def test_what_is_no_number_is_refused(x):
    with pytest.raises(TypeError, match="operand must be a number or an array of numbers, got"):
        javaops.double_to_int(x)


@pytest.mark.parametrize("name", ["idiv", "irem", "shl", "shr", "ushr"])
def test_other_widths_are_refused(name):
    with pytest.raises(ValueError, match="bits must be 32 for int or 64 for long, got 16"):
        getattr(javaops, name)(1, 1, bits=16)


@pytest.mark.parametrize("index", [-1, 3])
def test_an_index_must_lie_within(index):
    with pytest.raises(IndexError, match=rf"index must be in \[0, 3\), got {index}"):
        javaops.utf16_at("abc", index)


@pytest.mark.parametrize(("begin", "end"), [(-1, 2), (2, 1), (0, 4)])
def test_a_slice_must_lie_within(begin, end):
    with pytest.raises(IndexError, match=rf"within \[0, 3\], got {begin} to {end}"):
        javaops.utf16_substring("abc", begin, end)


@pytest.mark.parametrize("name", javaops.__all__)
def test_every_function_has_an_example(name):
    assert ">>> " in inspect.getdoc(getattr(javaops, name))


def test_every_function_is_in_the_pair_that_is_proven():
    used = set(re.findall(r"\w+", PYTHON.read_text("utf-8").partition("\n\n\n")[2]))
    given_through = {"double_to_long", "double_to_int", "java_slice"}
    assert set(javaops.__all__) - used - given_through == set()


@pytest.mark.jvm
@pytest.mark.parametrize("name", [name for name in OF_INTS if len(OPERATIONS[name]) == 1])
def test_all_numbers_of_16_bits_give_what_java_gives(methods, name):
    numbers = np.arange(-(2**15), 2**16)
    function = port_of(methods[name])
    require_same(methods[name], [numbers], function(numbers))
    require_same(methods[name], [numbers], [function(n) for n in numbers.tolist()])


@pytest.mark.jvm
@pytest.mark.parametrize("name", [name for name in OF_INTS if len(OPERATIONS[name]) == 2])
def test_all_pairs_of_bytes_give_what_java_gives(methods, name):
    numbers = np.arange(-128, 128)
    columns = without_zeros(methods[name], all_pairs(numbers, numbers))
    function = port_of(methods[name])
    require_same(methods[name], columns, function(*columns))
    require_same(methods[name], columns, [*map(function, *(c.tolist() for c in columns))])


@pytest.mark.jvm
@pytest.mark.parametrize("name", OPERATIONS)
def test_extremes_and_random_bits_give_what_java_gives(methods, name):
    columns = without_zeros(methods[name], extreme_columns(methods[name]))
    function = port_of(methods[name])
    with np.errstate(all="ignore"):  # of the sums and products in the port itself
        require_same(methods[name], columns, function(*columns))
    require_same(methods[name], columns, [*map(function, *(c.tolist() for c in columns))])


@pytest.mark.jvm
def test_the_check_calls_every_operation_same():
    report = check(JAVA, PYTHON, cases=40, seed=1)
    assert {v.java: v.status for v in report.methods if v.status is not Status.SAME} == {}
    assert len(report.methods) > 50
