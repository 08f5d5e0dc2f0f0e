import mmap
import struct
import threading
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.bundled import BUNDLED
from bridge.columns import Batch, Column, is_columnar
from bridge.errors import SideError
from bridge.evaluate import evaluate_java, evaluate_java_columns, evaluate_java_rows
from bridge.javac import compile_java
from bridge.javatypes import PRIMITIVES, JavaType, java_type
from bridge.jvm import JAVA_SOURCES, Jvm
from bridge.outcomes import is_repeated
from bridge.signatures import Signature
from bridge.values import same_bits

INT, BYTE, DOUBLE, DOUBLES = (java_type(text) for text in ("int", "byte", "double", "double[]"))
KINDS = [JavaType(name, depth) for depth in (0, 1) for name in PRIMITIVES]
START = 64

IDENTITIES = "\n".join(f"static {kind} same({kind} x) {{ return x; }}" for kind in KINDS)
SOURCE = (
    """
import java.util.Arrays;

public class Columnar {
    static int calls;
    static java.util.List<int[]> held = new java.util.ArrayList<>();

    static double atan2(double y, double x) { return StrictMath.atan2(y, x); }

    static long mixes(int a, short b, char c, byte d, boolean e, float f, double g, long h) {
        return a + b + c + d + (e ? 1 : 0) + Float.floatToRawIntBits(f)
                + Double.doubleToRawLongBits(g) + h;
    }

    static int quotient(int a, int b) { return a / b; }

    static double sum(double[] x) {
        double sum = 0;
        for (double entry : x) { sum += entry; }
        return sum;
    }

    static int sortsAndRaises(int[] x) {
        Arrays.sort(x);
        if (x.length > 2) {
            throw new IllegalStateException("too long", new RuntimeException("cause"));
        }
        return x.length;
    }

    static long[] concatenates(long[] a, long[] b) {
        if (a == null) { return b; }
        long[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        Arrays.fill(b, -1);
        return both;
    }

    static float[] nullIfOdd(int x) { return x % 2 == 0 ? new float[] {x, -x} : null; }

    static byte[] grows(int x) { return new byte[1 << x]; }

    static int recurses(int x) { return x == 3 ? recurses(x) + 1 : x; }

    static int fillsHeap(int x) {
        while (x == 3) { held.add(new int[1 << 20]); }
        return x;
    }

    static int loops(int x) {
        while (x == 3) { Thread.onSpinWait(); }
        return x;
    }

    static int exits(int x) {
        if (x == 3) { System.exit(0); }
        return x;
    }

    static int raises(int x) {
        if (x % 3 == 0) { throw new IllegalArgumentException("m".repeat(1000)); }
        return x;
    }

    static int counts(int x) { return ++calls; }

    static int sleeps(int x) throws InterruptedException {
        Thread.sleep(x);
        return x;
    }

    static double total(double x, double... rest) { return x + sum(rest); }

    static void nothing(int x) {}
    static double[] rows(double[][] x) { return x[0]; }
    static int none() { return 1; }
"""
    + IDENTITIES
    + "}"
)


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("columnar")
    (folder / "Columnar.java").write_text(SOURCE)
    return folder


def load(jvm, sources):
    classes = compile_java(jvm.jdk, sources, release=17)
    methods = jvm.load(classes, "Columnar")
    by_signature = {str(method.signature): method for method in methods}
    return by_signature | {method.signature.name: method for method in methods}


@pytest.fixture(scope="module")
def methods(jvm, sources):
    return load(jvm, sources)


def columns_of(method, cases):
    columns = zip(method.signature.parameter_types, zip(*cases, strict=True), strict=True)
    return [Column.of(kind, values) for kind, values in columns]


def outcomes_of(method, cases, timeout_s=20.0, **options):
    blocks = evaluate_java_columns(method, columns_of(method, cases), timeout_s, **options)
    return [outcome for block in blocks for outcome in block.outcomes()]


def random_bits(kind, count, seed=1):
    """A column whose floating-point numbers are of every kind, signalling NaN included."""
    random = np.random.default_rng(seed)
    lengths = random.integers(-1, 9, count).astype("<i4") if kind.depth else None
    size = count if lengths is None else int(np.maximum(lengths, 0).sum())
    dtype = kind.primitive.dtype
    if kind.name == "boolean":
        return Column(kind, random.integers(0, 2, size).astype(dtype), lengths)
    bits = random.integers(0, 256, size * dtype.itemsize, np.uint8).view(dtype)
    if kind.primitive.is_floating:
        specials = bits.view(f"u{dtype.itemsize}")
        specials[::3] |= np.array(np.inf, dtype).view(specials.dtype)
    return Column(kind, bits, lengths)


def same_columns(a, b):
    same_lengths = a.lengths is b.lengths or np.array_equal(a.lengths, b.lengths)
    return same_lengths and a.values.tobytes() == b.values.tobytes()


@pytest.mark.parametrize(
    ("kind", "values", "lengths", "elements"),
    [
        (INT, [1, -1], None, [1, -1]),
        (DOUBLES, [np.array([1.0, 2.0]), None, np.zeros(0)], [2, -1, 0], [1.0, 2.0]),
        (DOUBLES, [None], [-1], []),
        (DOUBLES, [], [], []),
    ],
)
def test_columns_of_known_values(kind, values, lengths, elements):
    column = Column.of(kind, values)
    assert column.values.tolist() == elements
    assert column.values.dtype == kind.primitive.dtype
    assert (column.lengths is None) == (lengths is None)
    assert lengths is None or column.lengths.tolist() == lengths


def test_bytes_of_a_known_request():
    columns = [Column.of(BYTE, [1, -1]), Column.of(DOUBLES, [None, np.array([1.0])])]
    batch = Batch(columns, java_type("short[]"), room=5, start=START)
    memory = mmap.mmap(-1, 4096)
    batch.write(memory)
    # 64 + 10 numbers is 144: lengths and values of the results, the bytes, lengths and doubles.
    numbers = [2, 152, 144, 5, 168, 0, 2, 184, 176, 1]
    assert memory[64:144] == struct.pack("<10q", *numbers)
    assert memory[144:152] == bytes.fromhex("ffffffff ffffffff")
    assert memory[168:176] == bytes.fromhex("01ff 000000000000")
    assert memory[176:192] == bytes.fromhex("ffffffff 01000000 000000000000f03f")
    assert START + batch.size == 192


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_what_is_written_is_read(kind):
    column = random_bits(kind, 100)
    batch = Batch([column], INT, room=0, start=START)
    memory = mmap.mmap(-1, START + batch.size)
    batch.write(memory)
    _, reader = batch.readers(memory)
    parts = [reader.take(30), reader.take(70)]
    assert b"".join(part.values.tobytes() for part in parts) == column.values.tobytes()
    assert same_columns(parts[1], column.after(30))


@given(st.lists(st.none() | st.lists(st.integers(-(2**31), 2**31 - 1))))
def test_a_column_gives_its_values_back(rows):
    kind = java_type("int[]")
    values = [None if row is None else np.array(row, "<i4") for row in rows]
    back = Column.of(kind, values).to_list()
    assert all(same_bits(kind, a, b) for a, b in zip(values, back, strict=True))


@pytest.mark.parametrize(
    ("parameters", "returns", "expected"),
    [
        (["double"], "double", True),
        (["int", "byte[]"], "boolean[]", True),
        ([], "int", False),
        (["int"], "void", False),
        (["int[][]"], "int", False),
        (["int"], "int[][]", False),
        (["java.lang.String"], "int", False),
    ],
)
def test_columnar_is_primitives_and_arrays_of_such(parameters, returns, expected):
    assert is_columnar(Signature("f", tuple(parameters), returns)) == expected


def test_views_of_a_block_cannot_be_written_to():
    batch = Batch([Column.of(INT, [1])], INT, room=0, start=0)
    memory = mmap.mmap(-1, batch.size)
    results, _ = batch.readers(memory)
    with pytest.raises(ValueError, match="read-only"):
        results.take(1).values[0] = 2


@pytest.mark.jvm
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_bit_pattern_of_every_type_survives(methods, kind):
    column = random_bits(kind, 5000)
    [block] = evaluate_java_columns(methods[f"same({kind})"], [column])
    assert not block.others
    assert same_columns(block.values, column)
    assert same_columns(block.arguments_after[0], column)


ROW = np.array
CASES = {
    "atan2": [(1.0, -0.0), (-0.0, 1.0), (np.inf, np.nan), (5e-324, 2.0)],
    "mixes": [(1, -2, 0xFFFF, -4, True, np.nan, -0.0, 2**63 - 1), (0, 0, 0, 0, False, 0.1, 1, 1)],
    "quotient": [(7, 2), (1, 0), (-(2**31), -1)],
    "sum": [(ROW([1.0, 2.0]),), (None,), (ROW([]),), (ROW([3.0]),)],
    "sortsAndRaises": [(ROW([3, 1, 2]),), (ROW([2, 1]),), (None,), (ROW([5, 4, 3, 1]),)],
    "concatenates": [(ROW([1]), ROW([2, 3])), (None, None), (ROW([]), None), (ROW([4]), ROW([]))],
    "nullIfOdd": [(2,), (3,), (-4,)],
    "grows": [(0,), (22,), (1,), (21,), (2,)],
    "total": [(1.0, ROW([2.0, 3.0])), (1.0, None)],
    "recurses": [(x,) for x in range(7)],
    "fillsHeap": [(x,) for x in range(7)],
    "exits": [(x,) for x in range(7)],
    "raises": [(x,) for x in range(4000)],
}


@pytest.mark.jvm
@pytest.mark.parametrize("name", CASES)
def test_rows_and_columns_come_to_the_same(methods, name):
    method = methods[name]
    rows = evaluate_java_rows(method, CASES[name], timeout_s=20.0)
    columns = outcomes_of(method, CASES[name])
    assert len(rows) == len(columns)
    kinds = method.signature.parameter_types
    for row, column in zip(rows, columns, strict=True):
        assert replace(column, value=None, arguments_after=()) == replace(
            row, value=None, arguments_after=()
        )
        assert same_bits(method.signature.return_type, column.value, row.value)
        after = zip(kinds, column.arguments_after, row.arguments_after, strict=not row.ended)
        assert all(same_bits(kind, a, b) for kind, a, b in after)


@pytest.mark.jvm
@pytest.mark.parametrize("index", range(10))
def test_the_bundled_class_comes_to_the_same_both_ways(jvm, index):
    classes = compile_java(jvm.jdk, JAVA_SOURCES / "references", release=17)
    method = jvm.load(classes, BUNDLED[1].classes[0])[index]
    columns = [random_bits(kind, 300) for kind in method.signature.parameter_types]
    cases = list(zip(*(column.to_list() for column in columns), strict=True))
    rows = evaluate_java_rows(method, cases)
    [block] = evaluate_java_columns(method, columns)
    # Which NaN comes of arithmetic on NaN may change when the JVM compiles the method.
    for row, column in zip(rows, block.outcomes(), strict=True):
        assert is_repeated(method.signature, column, row)


@pytest.mark.jvm
def test_blocks_come_in_order_and_cover_all_cases(methods):
    column = random_bits(INT, 100_000)
    blocks = []
    for block in evaluate_java_columns(methods["same(int)"], [column], block=8192):
        blocks.append((block.start, block.values.values.tobytes()))
    assert [start for start, _ in blocks] == list(range(0, 100_000, 8192))
    assert b"".join(values for _, values in blocks) == column.values.tobytes()


@pytest.mark.jvm
def test_a_case_that_hangs_costs_no_other(methods):
    cases = [(x % 5000 + 4,) for x in range(20_000)]
    cases[12_345] = (3,)
    outcomes = outcomes_of(methods["loops"], cases, timeout_s=0.7, block=4096)
    assert outcomes[12_345].status.value == "timed out"
    values = [outcome.value for outcome in outcomes]
    assert [*values[:12_345], 3, *values[12_346:]] == [x for (x,) in cases]


@pytest.mark.jvm
def test_a_case_within_its_deadline_is_left_alone(methods):
    outcomes = outcomes_of(methods["sleeps"], [(300,)] * 4, timeout_s=1.0)
    assert [outcome.value for outcome in outcomes] == [300] * 4


@pytest.mark.jvm
def test_no_case_is_evaluated_twice(jvm, sources):
    with Jvm() as fresh:
        methods = load(fresh, sources)
        outcomes_of(methods["grows"], CASES["grows"])
        [block] = evaluate_java_columns(methods["counts"], [random_bits(INT, 5000)])
        assert block.values.values.tolist() == list(range(1, 5001))


@pytest.mark.jvm
def test_rows_of_a_columnar_method_stop_after_so_many_timeouts(methods):
    cases = [(x,) for x in (1, 3, 2, 3, 4)]
    outcomes = evaluate_java(methods["loops"], cases, timeout_s=0.5, most_timeouts=2)
    statuses = ["returned", "timed out", "returned", "timed out"]
    assert [outcome.status.value for outcome in outcomes] == statuses


@pytest.mark.jvm
def test_another_request_within_an_answer_is_refused(methods):
    blocks = evaluate_java_columns(methods["same(int)"], [random_bits(INT, 10)])
    next(blocks)
    with pytest.raises(SideError, match="got a request before the last part of an answer"):
        evaluate_java(methods["recurses"], [(1,)])
    blocks.close()
    assert evaluate_java(methods["recurses"], [(1,)])[0].value == 1


@pytest.mark.jvm
def test_an_answer_that_is_left_early_holds_nobody_up(methods):
    for _ in evaluate_java_columns(methods["sleeps"], [Column.of(INT, [0] * 4096)], block=1024):
        break
    done = []
    other = threading.Thread(target=lambda: done.extend(outcomes_of(methods["recurses"], [(1,)])))
    other.start()
    other.join(20.0)
    assert [outcome.value for outcome in done] == [1]


@pytest.mark.jvm
def test_a_jvm_is_closed_in_the_middle_of_an_answer(sources):
    with Jvm() as jvm:
        blocks = evaluate_java_columns(load(jvm, sources)["same(int)"], [random_bits(INT, 10)])
        kept = next(blocks)
    assert same_columns(kept.values, random_bits(INT, 10))
    with pytest.raises(SideError, match="must be open, got one that was closed"):
        next(blocks)


@pytest.mark.parametrize(
    ("returns", "columns", "message"),
    [
        ("void", [Column.of(INT, [1])], r"primitives and arrays of such, got f\(int,int\); use"),
        ("int", [Column.of(INT, [1])], r"must be of the types of f\(int,int\), got \['int'\]"),
        ("int", [Column.of(INT, [1]), Column.of(INT, [])], r"same number of cases, got \[1, 0\]"),
    ],
)
def test_columns_that_do_not_fit_are_refused(returns, columns, message):
    method = SimpleNamespace(signature=Signature("f", ("int", "int"), returns))
    with pytest.raises(ValueError, match=message):
        evaluate_java_columns(method, columns)
