"""What Java is sent and gives back, for every type: bit for bit, whatever it is."""

import math

import numpy as np
import pytest
from every_type import KINDS
from hypothesis import strategies as st

from bridge.drawing import draw_cases
from bridge.errors import SideError
from bridge.evaluate import evaluate_java
from bridge.javac import compile_java
from bridge.javatypes import OBJECT, PRIMITIVES, Typed, java_type, without_constants
from bridge.outcomes import OutcomeStatus, Unfit
from bridge.strategies import Lengths, Tier, values_of
from bridge.values import from_python, same_bits, utf_16
from bridge.wire import encode

pytestmark = pytest.mark.jvm

ROWS = [f"{name}[]" for name in PRIMITIVES]
SAME = list(dict.fromkeys([*KINDS, *ROWS, "Character[]", "List<Character>"]))
BUILT = {
    "Iterable": "ArrayList",
    "Collection": "ArrayList",
    "List": "ArrayList",
    "ArrayList": "ArrayList",
    "LinkedList": "LinkedList",
    "Set": "LinkedHashSet",
    "LinkedHashSet": "LinkedHashSet",
    "HashSet": "HashSet",
    "SortedSet": "TreeSet",
    "TreeSet": "TreeSet",
    "Map": "LinkedHashMap",
    "LinkedHashMap": "LinkedHashMap",
    "HashMap": "HashMap",
    "SortedMap": "TreeMap",
    "TreeMap": "TreeMap",
}
# What a port would have for what Java tells of its objects.
TOLD = [
    *(True, 1, 2, "A", 3, 4, 0.5, 0.25, "ab", None),
    *([5], ["B"], ["c"], [[6]], [7], [], {8}, {"d": 9}),
]
SOURCE = """
import java.util.*;
import java.util.stream.*;

public class Border {
    static class Outer<T> { class Inner {} }
    enum Color { RED, GREEN { }, BLUE }

    static int appends(List<Integer> x) { x.add(7); return x.size(); }
    static int puts(Map<String,List<Integer>> x) { x.put("b", List.of(2)); return x.size(); }
    static int overwrites(Integer[][] x) { x[0][0] = null; return 0; }
    static int appendsAndThrows(List<Integer> x) { x.add(7); throw new IllegalStateException(); }

    static List<? extends Integer> bounded(Collection<? extends Integer> x) {
        return new ArrayList<>(x);
    }

    static Map<String,Integer> counts(String x) {
        Map<String,Integer> counts = new TreeMap<>(Comparator.reverseOrder());
        for (String word : x.split(" ")) { counts.merge(word, 1, Integer::sum); }
        return counts;
    }

    static Set<Double> zeros(int x) { return new TreeSet<>(List.of(0.0, -0.0)); }
    static List<List<Integer>[]> arrays(int x) {
        @SuppressWarnings("unchecked") List<Integer>[] row = new List[] {List.of(x), null};
        return Collections.singletonList(row);
    }

    static Iterable<Integer> lazy(int x) { return () -> IntStream.range(0, x).iterator(); }
    static Iterable<Integer> endless(int x) { return () -> Stream.generate(() -> 1).iterator(); }
    static Iterable<Integer> noIterator(int x) { return () -> null; }
    static Iterable<Integer> raises(int x) {
        return () -> { throw new IllegalStateException("not today"); };
    }
    static List<Integer> calls(int x) {
        return new AbstractList<>() {
            @Override public int size() { return 3; }
            @Override public Integer get(int i) { return i < x ? Integer.valueOf(i) : get(i); }
        };
    }
    @SuppressWarnings("unchecked") static List<List<Integer>> inItself(int x) {
        List<Object> list = new ArrayList<>();
        list.add(list);
        return (List<List<Integer>>) (List<?>) list;
    }
    static List<Integer> fillsHeap(int x) {
        return new AbstractList<>() {
            @Override public int size() { return 1; }
            @Override public Integer get(int i) { return new int[Integer.MAX_VALUE].length; }
        };
    }
    static int leavesUnreadable(List<List<Integer>> x) { x.add(calls(0)); return 1; }
    static int leavesRaising(List<Iterable<Integer>> x) { x.add(raises(0)); return 1; }
    static int leavesRaisingAndThrows(List<Iterable<Integer>> x) {
        x.add(raises(0));
        throw new IllegalArgumentException("mine");
    }

    static String classOf(Object x) { return x.getClass().getSimpleName(); }
    static Object told(int x) {
        Object[] all = {
            true, (byte) 1, (short) 2, 'A', 3, 4L, 0.5f, 0.25, "ab", null, new int[] {5},
            new char[] {'B'}, new String[] {"c"}, new int[][] {{6}}, List.of(7), new ArrayDeque<>(),
            new TreeSet<>(List.of(8)), Map.of("d", 9)
        };
        return all[x];
    }
    static <T extends Comparable<T>> T largest(Map<T,T> x) {
        return x.isEmpty() ? null : Collections.max(x.keySet());
    }
    static <T> T first(T[] x) { return x[0]; }
    static <T extends Comparable<T>> String arrayOf(T[] x) { return x.getClass().getSimpleName(); }
    static <T extends List<String>> String joined(T x) { return String.join("", x); }
    static double sum(List<? extends Number> x) {
        return x.stream().mapToDouble(Number::doubleValue).sum();
    }
    static int fills(List<? super Integer> x) { x.add(7); return x.size(); }
    @SuppressWarnings({"rawtypes", "unchecked"}) static List raw(Map x) {
        return new ArrayList(x.values());
    }
    static Object thread(int x) { return new Thread(); }
    static List<Object> threads(int x) { return List.of(x, new Thread()); }
    static Comparable<?> big(int x) { return java.math.BigInteger.valueOf(x); }
    static int leavesThread(Object[] x, int y) {
        x[0] = new Thread();
        return 10 / y;
    }

    static Color next(Color x) { return Color.values()[(x.ordinal() + 1) % 3]; }
    static Map<Color,Integer> lengths(Set<Color> x) {
        Map<Color,Integer> lengths = new EnumMap<>(Color.class);
        for (Color color : x) { lengths.put(color, color.name().length()); }
        return lengths;
    }

    static int ofThread(Thread x) { return 0; }
    static <T extends List<T>> int ofItself(T x) { return 0; }
    static Outer<String>.Inner inner(List<Outer<String>.Inner> x) { return null; }
    static TreeSet<int[]> unsorted(List<?> x) { return null; }
"""


def source():
    same = [
        f"    static {text} same{n}({text} x) {{ return x; }}"
        for n, text in enumerate(map(without_constants, SAME))
    ]
    built = [
        f"    static String built{name}({name}<Integer{',Integer' * ('Map' in name)}> x) "
        "{ return x.getClass().getSimpleName(); }"
        for name in BUILT
    ]
    return "\n".join([SOURCE, *same, *built, "}"])


@pytest.fixture(scope="module")
def border(jvm, tmp_path_factory):
    folder = tmp_path_factory.mktemp("border")
    (folder / "Border.java").write_text(source(), encoding="utf-8")
    methods = jvm.load(compile_java(jvm.jdk, folder, release=17), "Border")
    return {method.signature.name: method for method in methods}


def call(border, name, *arguments, timeout_s=10.0):
    [outcome] = evaluate_java(border[name], [arguments], timeout_s)
    return outcome


def send(border, text, values, timeout_s=10.0):
    """What comes back, and what the argument is afterwards."""
    method = border[f"same{SAME.index(text)}"]
    outcomes = evaluate_java(method, [(value,) for value in values], timeout_s)
    assert {outcome.status for outcome in outcomes} == {OutcomeStatus.RETURNED}
    return [(outcome.value, *outcome.arguments_after) for outcome in outcomes]


@pytest.mark.parametrize("tier", [Tier.ORDINARY, Tier.EXTREME])
@pytest.mark.parametrize("text", SAME)
def test_what_is_sent_comes_back(border, text, tier):
    kind = java_type(text)
    strategy = values_of(kind, tier, Lengths(0, 8), nulls=True)
    values = [value for (value,) in draw_cases(st.tuples(strategy), 40, seed=7)]
    keeps_order = not any(word in text for word in ("Hash", "Tree"))
    for value, (returned, after) in zip(values, send(border, text, values), strict=True):
        assert same_bits(kind, returned, value)
        assert same_bits(kind, after, value)
        assert not keeps_order or encode(kind, returned) == encode(kind, value)


def test_every_char_comes_back(border):
    units = list(range(65536))
    assert send(border, "char", units) == [(unit, unit) for unit in units]
    for text in ("char[]", "Character[]", "List<Character>"):
        [(returned, _)] = send(border, text, [np.array(units, "<u2") if "char" in text else units])
        assert list(returned) == units
    everything = utf_16("".join(map(chr, units)))
    assert send(border, "String", [everything]) == [(everything, everything)]


@pytest.mark.parametrize(("name", "unsigned"), [("float", "<u4"), ("double", "<u8")])
def test_every_pattern_of_a_nan_comes_back_in_an_array(border, name, unsigned):
    ones = np.iinfo(unsigned).max
    patterns = np.random.default_rng(1).integers(0, ones, 10_000, unsigned, endpoint=True)
    exponent = np.array([np.inf], PRIMITIVES[name].dtype).view(unsigned)
    row = (patterns | exponent).astype(unsigned).view(PRIMITIVES[name].dtype)
    assert np.isnan(row).any()
    [(returned, _)] = send(border, f"{name}[]", [row])
    assert returned.tobytes() == row.tobytes()


@pytest.mark.parametrize("text", ["Double", "List<Long>[]", "Map<Double,Double>", "Double[]"])
def test_payloads_of_nan_and_signs_of_zero_come_back(border, text):
    patterns = np.array([0x7FF8000000000000, 0xFFF8DEADBEEF0001, 1 << 63, 0], "<u8")
    doubles = patterns.view("<f8").tolist()
    if text == "Map<Double,Double>":
        values = [[(1.0, doubles[0]), (2.0, doubles[1]), (doubles[2], 0.0), (doubles[3], 1.0)]]
    elif text == "Double":
        values = doubles
    else:
        values = [doubles] if text == "Double[]" else [[[-1], None, []]]
    kind = java_type(text)
    for value, (returned, _) in zip(values, send(border, text, values), strict=True):
        assert encode(kind, returned) == encode(kind, value)


@pytest.mark.slow
def test_fifty_megabytes_come_back(border):
    row = np.random.default_rng(1).integers(0, 2**63, 6_553_600).view("<f8")
    [(returned, _)] = send(border, "double[]", [row], 60.0)
    assert returned.tobytes() == row.tobytes()


@pytest.mark.slow
@pytest.mark.parametrize("thousand", ["x" * 1000, "\u20ac" * 999 + "\ud800"], ids=["x", "\u20ac"])
def test_a_string_of_25_million_units_comes_back(border, thousand):
    text = thousand * 25_000
    [(returned, after)] = send(border, "String", [text], 60.0)
    assert returned == text
    assert after == text


@pytest.mark.parametrize("name", BUILT)
def test_the_declared_type_says_what_is_built(border, name):
    empty = call(border, f"built{name}", [])
    assert empty.value == BUILT[name]


def test_a_sorted_map_comes_back_in_its_order(border):
    outcome = call(border, "counts", "b a c a")
    assert outcome.value == [("c", 1), ("b", 1), ("a", 2)]


def test_java_holds_both_zeros_in_a_set(border):
    assert repr(call(border, "zeros", 0).value) == "[-0.0, 0.0]"


def test_arrays_of_lists_in_a_list_come_back(border):
    assert call(border, "arrays", 5).value == [[[5], None]]


def test_what_java_does_to_its_arguments_shows(border):
    assert call(border, "appends", [1, None]).arguments_after == ([1, None, 7],)
    assert call(border, "puts", [("a", None)]).arguments_after == ([("a", None), ("b", [2])],)
    assert call(border, "overwrites", [[1, 2]]).arguments_after == ([[None, 2]],)
    raised = call(border, "appendsAndThrows", [])
    assert raised.error_class == "java.lang.IllegalStateException"
    assert raised.arguments_after == ([7],)


def test_a_bound_is_read_for_a_wildcard(border):
    signature = border["bounded"].signature
    assert (str(signature), signature.returns) == ("bounded(Collection<Integer>)", "List<Integer>")
    assert call(border, "bounded", [3, None]).value == [3, None]


def test_an_iterable_without_a_size_is_read(border):
    assert call(border, "lazy", 3).value == [0, 1, 2]


@pytest.mark.parametrize(
    ("name", "error_class"),
    [
        ("raises", "java.lang.IllegalStateException"),
        ("noIterator", "java.lang.NullPointerException"),
        ("inItself", "java.lang.ClassCastException"),
    ],
)
def test_what_raises_when_it_is_read_has_raised(border, name, error_class):
    outcome = call(border, name, 1)
    assert (outcome.status, outcome.error_class) == (OutcomeStatus.RAISED, error_class)
    assert outcome.arguments_after == (1,)
    assert call(border, "lazy", 1).value == [0]


@pytest.mark.parametrize(
    ("name", "argument", "status"),
    [
        ("calls", 1, OutcomeStatus.STACK_OVERFLOW),
        ("leavesUnreadable", [], OutcomeStatus.STACK_OVERFLOW),
        ("fillsHeap", 1, OutcomeStatus.OUT_OF_MEMORY),
    ],
)
def test_what_ends_java_when_it_is_read_has_ended_it(border, name, argument, status):
    assert call(border, name, argument).status is status
    assert call(border, "calls", 3).value == [0, 1, 2]


def test_an_iterable_without_end_ends_the_case(border):
    assert call(border, "endless", 1, timeout_s=1.0).ended
    assert call(border, "lazy", 1).value == [0]


def test_an_argument_that_raises_when_it_is_read_is_said_so(border):
    left = call(border, "leavesRaising", [])
    assert (left.status, left.error_class) == (
        OutcomeStatus.RAISED,
        "java.lang.IllegalStateException",
    )
    assert isinstance(left.arguments_after[0], Unfit)
    thrown = call(border, "leavesRaisingAndThrows", [])
    assert (thrown.error_class, thrown.message) == ("java.lang.IllegalArgumentException", "mine")
    assert isinstance(thrown.arguments_after[0], Unfit)


@pytest.mark.parametrize(
    ("name", "signature"),
    [
        ("ofThread", "ofThread(java.lang.Thread)"),
        ("ofItself", "ofItself(T)"),
        ("inner", "inner(java.util.List<Border$Outer<java.lang.String>$Inner>)"),
        ("unsorted", "unsorted(List<Object>)"),
    ],
)
def test_a_method_of_other_types_is_listed_as_unsupported(border, name, signature):
    assert str(border[name].signature) == signature
    assert border[name].signature.unsupported


@pytest.mark.parametrize(
    ("name", "signature"),
    [
        ("largest", "largest(Map<Comparable,Comparable>)"),
        ("first", "first(Object[])"),
        ("joined", "joined(List<String>)"),
        ("sum", "sum(List<Number>)"),
        ("fills", "fills(List<Object>)"),
        ("raw", "raw(Map<Object,Object>)"),
        ("next", "next(Color)"),
        ("lengths", "lengths(Set<Color>)"),
    ],
)
def test_a_type_comes_down_to_what_java_sees(border, name, signature):
    assert str(border[name].signature) == signature
    assert not border[name].signature.unsupported


@pytest.mark.parametrize(("number", "port"), list(enumerate(TOLD)))
def test_java_tells_what_an_object_is(border, number, port):
    assert same_bits(OBJECT, call(border, "told", number).value, from_python(OBJECT, port))


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("Short", 1, "Short"),
        ("Character", 65, "Character"),
        ("String", "1", "String"),
        ("float[]", np.ones(1, "<f4"), "float[]"),
        ("Object[]", [None], "Object[]"),
        ("List", [], "ArrayList"),
        ("Set", [], "LinkedHashSet"),
        ("Map", [], "LinkedHashMap"),
    ],
)
def test_java_gets_an_object_of_the_type_told(border, text, value, name):
    assert call(border, "classOf", Typed(java_type(text), value)).value == name


def test_type_variables_get_ints(border):
    one, two = Typed(java_type("Integer"), 1), Typed(java_type("Integer"), 2)
    assert call(border, "largest", [(one, None), (two, None)]).value == two
    assert call(border, "first", [two, one]).value == two
    assert call(border, "arrayOf", [one]).value == "Comparable[]"
    assert call(border, "joined", ["a", "b"]).value == "ab"
    assert call(border, "sum", [one, two]).value == 3.0
    assert call(border, "raw", [(one, two)]).value == [two]
    assert call(border, "fills", []).arguments_after == ([Typed(java_type("Integer"), 7)],)


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("thread", "java.lang.Thread"),
        ("threads", "java.lang.Thread"),
        ("big", "java.math.BigInteger"),
    ],
)
def test_an_object_of_another_class_is_unfit(border, name, of):
    outcome = call(border, name, 1)
    assert outcome.value == Unfit(f"an object of class {of}")
    assert outcome.arguments_after == (1,)


@pytest.mark.parametrize(
    ("divisor", "status"), [(1, OutcomeStatus.RETURNED), (0, OutcomeStatus.RAISED)]
)
def test_an_argument_left_with_an_object_of_another_class_is_unfit(border, divisor, status):
    outcome = call(border, "leavesThread", [None], divisor)
    assert outcome.status is status
    assert outcome.arguments_after == (Unfit("an object of class java.lang.Thread"), divisor)


def test_constants_of_an_enum_come_by_their_names(border):
    assert call(border, "next", "GREEN").value == "BLUE"
    assert call(border, "next", None).error_class == "java.lang.NullPointerException"
    assert call(border, "lengths", ["RED", "GREEN"]).value == [("RED", 3), ("GREEN", 5)]


def test_what_every_enum_has_is_not_listed(jvm, tmp_path):
    source = (
        "enum Bit { A, B; static Bit valueOf(int x) { return A; } static int f() { return 1; } }"
    )
    (tmp_path / "Bit.java").write_text(source)
    methods = jvm.load(compile_java(jvm.jdk, tmp_path, release=17), "Bit")
    assert [str(method.signature) for method in methods] == ["f()", "valueOf(int)"]


def test_a_type_that_only_looks_supported_is_an_error_of_the_harness(jvm, tmp_path):
    source = "class Byte extends java.util.ArrayList { static Byte same(int x) { return null; } }"
    (tmp_path / "Byte.java").write_text(source)
    classes = compile_java(jvm.jdk, tmp_path, release=17)
    [method] = jvm.load(classes, "Byte")
    with pytest.raises(SideError, match="no encoding for Byte"):
        evaluate_java(method, [(1,)])


def test_infinities_and_subnormals_come_back_boxed(border):
    values = [math.inf, -math.inf, 5e-324, -1.7976931348623157e308]
    assert send(border, "Double", values) == [(value, value) for value in values]
