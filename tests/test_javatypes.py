import math
from dataclasses import replace

import pytest

from bridge.errors import UnsupportedTypeError
from bridge.javatypes import OBJECT, PRIMITIVES, Form, JavaType, java_type

INF = math.inf
COLOR = JavaType("Color", constants=("RED", "GREEN"))
INTEGER, TEXT, INTS = JavaType("Integer"), JavaType("String"), JavaType("int", 1)
# Java's own bounds, Java SE 17 language specification, section 4.2.
BOUNDS = {
    "byte": (-128, 127),
    "short": (-32768, 32767),
    "char": (0, 65535),
    "int": (-2147483648, 2147483647),
    "long": (-9223372036854775808, 9223372036854775807),
}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("int", JavaType("int")),
        ("double[]", JavaType("double", 1)),
        ("char[][][]", JavaType("char", 3)),
        ("void", JavaType("void")),
        ("String[]", JavaType("String", 1)),
        ("List<Integer>", JavaType("List", 0, (INTEGER,))),
        ("Map<String,List<int[]>>[]", JavaType("Map", 1, (TEXT, JavaType("List", 0, (INTS,))))),
        ("Object", OBJECT),
        ("Set<Object>[]", JavaType("Set", 1, (OBJECT,))),
    ],
)
def test_type_is_read_and_written_alike(text, kind):
    assert java_type(text) == kind
    assert str(kind) == text


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("java.lang.Integer[][]", "Integer[][]"),
        (
            "java.util.Map<java.lang.String, java.util.List<java.lang.Integer>>[]",
            "Map<String,List<Integer>>[]",
        ),
        ("java.lang.Iterable<double[]>", "Iterable<double[]>"),
        ("java.util.List<? extends java.lang.Integer>", "List<Integer>"),
        ("Map< String , Set<? extends Long> >", "Map<String,Set<Long>>"),
        ("java.util.List<?>", "List<Object>"),
        ("java.util.Map<?, ? super java.lang.Integer>", "Map<Object,Object>"),
        ("java.util.TreeMap[]", "TreeMap<Object,Object>[]"),
        ("java.util.Set<java.util.Map>", "Set<Map<Object,Object>>"),
        ("java.util.List<? extends java.lang.Number>", "List<Number>"),
        ("java.lang.Comparable[]", "Comparable[]"),
    ],
)
def test_type_is_read_as_reflection_tells_it(told, text):
    assert str(java_type(told)) == text


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("Color{RED,GREEN}", COLOR, "Color"),
        ("Color{RED,GREEN}[]", replace(COLOR, depth=1), "Color[]"),
        ("Map<Color{RED,GREEN},int[]>", JavaType("Map", 0, (COLOR, INTS)), "Map<Color,int[]>"),
        ("TreeLike{OAK}", JavaType("TreeLike", constants=("OAK",)), "TreeLike"),
    ],
)
def test_the_constants_of_an_enum_are_read_and_not_shown(text, kind, shown):
    assert java_type(text) == kind
    assert (kind.text, str(kind)) == (text, shown)
    assert not kind.is_sorted


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("void", Form.VOID),
        ("char", Form.PRIMITIVE),
        ("Character", Form.BOX),
        ("String", Form.TEXT),
        ("char[]", Form.ROW),
        ("char[][]", Form.LIST),
        ("Character[]", Form.LIST),
        ("LinkedList<String>", Form.LIST),
        ("Iterable<String>", Form.LIST),
        ("Set<String>[]", Form.LIST),
        ("TreeSet<String>", Form.SET),
        ("HashMap<String,String>", Form.MAP),
        ("Color{RED}", Form.ENUM),
        ("Color{RED}[]", Form.LIST),
        ("Number", Form.ANY),
        ("Object[]", Form.LIST),
    ],
)
def test_form_of_known_types(text, form):
    assert java_type(text).form is form


def test_what_a_type_is_made_of():
    kind = java_type("Map<String,List<Integer>[]>")
    assert str(kind.key) == "String"
    assert str(kind.element) == "List<Integer>[]"
    assert str(kind.element.element.element) == "Integer"


@pytest.mark.parametrize(("text", "name"), [("Integer", "int"), ("Character[][]", "char")])
def test_a_box_has_the_row_of_its_primitive(text, name):
    assert java_type(text).primitive is PRIMITIVES[name]


@pytest.mark.parametrize(
    ("text", "is_sorted"),
    [("TreeSet<Long>", True), ("SortedMap<Long,Long>", True), ("Set<Long>", False)],
)
def test_what_java_keeps_sorted(text, is_sorted):
    assert java_type(text).is_sorted is is_sorted
    assert not java_type(f"{text}[]").is_sorted


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
    "text",
    [
        *("", "void[]", "double[]x", "Int", "double]", "double][", "double[[", "dou ble"),
        *("T", "List<T>", "List<? super T>", "? extends Integer", "?", "List<? Integer>"),
        *("java.util.Object", "foo.Bar", "foo.List<Integer>", ".List", "Color{}", "Color{RED}x"),
        *("java.lang.List<Integer>", "java.util.String", "java.lang.int", "Map.Entry<Long,Long>"),
        *("List<int>", "List<void>", "List<>", "List<Integer", "List<Integer>>", "List<Long>Long"),
    ],
)
def test_other_types_are_refused(text):
    with pytest.raises(
        UnsupportedTypeError, match=r"must be a primitive, a box, String, an enum, Object"
    ):
        java_type(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("List<Long,Long>", "List must have 1 type argument, got 'List<Long,Long>'"),
        ("Map<String>", "Map must have 2 type arguments, got 'Map<String>'"),
        ("Object<Long>", "Object must have 0 type arguments"),
        ("int<Integer>", "int must have 0 type arguments"),
    ],
)
def test_another_number_of_type_arguments_is_refused(text, message):
    with pytest.raises(UnsupportedTypeError, match=message):
        java_type(text)


@pytest.mark.parametrize("text", ["TreeSet<List<Long>>", "SortedMap<int[],Long>"])
def test_what_java_cannot_sort_is_refused(text):
    with pytest.raises(UnsupportedTypeError, match="sorts must be boxes, Strings or enums, got"):
        java_type(text)
