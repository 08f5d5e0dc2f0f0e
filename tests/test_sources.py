import pytest

from bridge.places import Place
from bridge.sources import Source, java_source, python_source

JAVA = '''class Foo {
    static final Foo ONE = new Foo();

    /** Gives { what it takes. */
    @SuppressWarnings("un{checked")
    static <T extends Comparable<T>> T
            same(@Deprecated T x, char brace) throws java.io.IOException, Error {
        String text = "}\\\\\\" }" + """
            } " }
            """; // }
        /* } */ if (brace == '}' || brace == '\\'') { same(x, brace); }
        return x;
    }
    int f(int x) { return x; } int g(int x) {
        return f(x);
    }
    Object outer() {
        return new Object() {
            Object outer() {
                return 1;
            }
        };
    }
    abstract int f(long x);
    int f(double x) {
        return 1;
'''

PYTHON = """import functools


def f(x):
    text = '''
def g(x):
'''

    def inner():
        return text
    return inner


@functools.cache
@functools.wraps(
    f
)
def cached(x):
    return 1


class Foo:
    async def method(self):
        return 1

    short = lambda self: (
        1
    )
"""


def found(file, text, read, *asked):
    file.write_text(text, encoding="utf-8")
    source = read(Place(str(file), asked[0]), *asked[1:])
    lines = source.text.split("\n")
    assert text.split("\n")[source.place.line - 1 :][: len(lines)] == lines or not source.text
    return source.place.line, source.place.line + len(lines) - 1


@pytest.mark.parametrize(
    ("line", "name", "first", "last"),
    [
        (8, "same", 5, 13),
        (14, "f", 14, 14),
        (14, "g", 14, 16),
        (15, "g", 14, 16),
        (18, "outer", 17, 23),
        (20, "outer", 19, 21),
        (26, "f", 25, 26),
    ],
)
def test_a_java_method_reaches_from_its_head_to_its_closing_brace(
    tmp_path, line, name, first, last
):
    span = found(tmp_path / "Foo.java", JAVA.rstrip("\n"), java_source, line, name)
    assert span == (first, last)


@pytest.mark.parametrize(
    ("line", "first", "last"), [(4, 4, 11), (9, 9, 10), (14, 14, 19), (23, 23, 24), (26, 26, 28)]
)
def test_a_python_function_has_its_decorators(tmp_path, line, first, last):
    assert found(tmp_path / "foo.py", PYTHON, python_source, line) == (first, last)


def test_lines_are_numbered_as_in_the_file():
    assert Source(Place("a.py", 7), "a\n\fb").lines == [(7, "a"), (8, "\fb")]
    assert Source().lines == []


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_the_ends_of_lines_are_those_of_any_system(tmp_path, end):
    file = tmp_path / "Foo.java"
    file.write_bytes(JAVA.replace("\n", end).encode())
    assert java_source(Place(str(file), 15), "g").text.endswith("return f(x);\n    }")


@pytest.mark.parametrize("place", [Place(), Place("/absent/Foo.java", 3), Place(__file__, 100_000)])
def test_what_cannot_be_read_is_unknown(place):
    assert java_source(place, "f") == python_source(place) == Source()


@pytest.mark.parametrize("text", ["def f(:\n    pass", "x = '\0'", "# coding: none\n"])
def test_what_is_no_python_is_unknown(tmp_path, text):
    (tmp_path / "foo.py").write_text(text)
    assert python_source(Place(str(tmp_path / "foo.py"), 1)) == Source()


def test_a_method_that_is_not_there_is_unknown(tmp_path):
    (tmp_path / "Foo.java").write_text(JAVA)
    assert java_source(Place(str(tmp_path / "Foo.java"), 18), "f") == Source()
