import pytest

from bridge.javac import compile_java, find_jdk
from bridge.javaplaces import JavaPlaces
from bridge.places import Place
from bridge.signatures import Signature

pytestmark = pytest.mark.jvm

JAVA = """package a.b;
import java.util.*;
public class Foo {
    public static int f(int x) { return x; }
    public static int f(int[] x) {
        int sum = 0;
        for (int one : x) { sum += one; }
        return sum;
    }
    public static int f(Map<String, List<Integer>> x, String... more) { return 3; }
    public static <T extends Object & Comparable<T>> T top(T x) { return x; }
    public enum Color { RED }
    public static class Inner implements Comparable<Inner> {
        public Color g(Color c) { return c; }
        public int compareTo(Inner other) { return 0; }
        public Inner clone() { return this; }
    }
}
"""


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    for package, text in (("a/b", JAVA), ("b", JAVA.replace("a.b", "b").replace("\n", "\n\n"))):
        (folder / package).mkdir(parents=True)
        (folder / package / "Foo.java").write_text(text)
    jar = compile_java(find_jdk(), folder, release=17)
    return folder / "a" / "b" / "Foo.java", JavaPlaces([folder], [jar])


@pytest.mark.parametrize(
    ("owner", "name", "parameters", "line"),
    [
        ("Foo", "f", ["int"], 4),
        ("Foo", "f", ["int[]"], 6),
        ("Foo", "f", ["Map<String,List<Integer>>", "String[]"], 10),
        ("Foo", "top", ["Comparable"], 11),
        ("Foo$Inner", "g", ["Color{RED}"], 14),
        ("Foo$Inner", "compareTo", ["a.b.Foo$Inner"], 15),
        ("Foo$Inner", "compareTo", ["Inner{...}"], 15),
        ("Foo$Inner", "clone", [], 16),
        ("Foo", "f", ["String"], 0),
        ("Foo", "absent", [], 0),
    ],
)
def test_a_method_has_the_first_line_of_its_code(places, owner, name, parameters, line):
    file, found = places
    place = found.find(f"a.b.{owner}", Signature(name, tuple(parameters), "int"))
    assert place == Place(str(file), line)


def test_files_of_one_name_are_told_apart_by_their_package(places):
    file, found = places
    place = found.find("b.Foo", Signature("f", ("int",), "int"))
    assert place == Place(str(file.parents[2] / "b" / "Foo.java"), 7)


def test_a_class_without_a_source_has_no_place(places, tmp_path):
    f = Signature("f", ("int",), "int")
    (tmp_path / "Bar.java").write_text("class Bar { static int f(int x) { return x; } }")
    jar = compile_java(find_jdk(), tmp_path / "Bar.java", release=17)
    assert places[1].find("java.lang.Math", f) == Place()
    assert JavaPlaces([places[0]], [jar]).find("Bar", f) == Place()
