import pytest

from bridge.constants import Constants, java_constants, python_constants
from bridge.errors import JavacError
from bridge.javac import compile_java, find_jdk

JAVA = r"""
public class K {
    static final int LIMIT = 123456;
    static int f(int x) {
        if (x == 100) { return -1; }
        if (x > 30000) { return -30001; }
        switch (x) { case 5: return 1; case 1000: return 3; default: return x * LIMIT; }
    }
    static boolean g(String s, long l, char c) {
        return s.equals("say \"int 5\"\n\u00e9") && l == 10000000000L && c == 'q';
    }
    static double h(double x, float y) { return x + 0.1 + 1e-7 - y * 2.5f; }
    static class Inner { static int f() { return 77; } }
}
"""


def test_constants_of_python():
    source = (
        '"""Docstring 9."""\ndef f(x: int) -> str:\n    """8"""\n    return "a" * 3 + str(-2.5)\n'
    )
    assert python_constants(source) == Constants((3,), (2.5,), ("a",))


def test_each_constant_is_named_once_for_its_type():
    assert python_constants("x = [1, 1, True, 1.0, 2]") == Constants((1, 2), (1.0,))


def test_what_is_no_python_has_no_constants():
    assert python_constants("def f(") == Constants()


def test_constants_of_both_are_put_together():
    both = Constants((1, 2), (0.5,), ("a",)) + Constants((2, 3), (), ("b",))
    assert both == Constants((1, 2, 3), (0.5,), ("a", "b"))


@pytest.mark.jvm
def test_constants_of_a_class_file(tmp_path):
    (tmp_path / "K.java").write_text(JAVA)
    jdk = find_jdk()
    classes = compile_java(jdk, tmp_path, release=17)
    found = java_constants(jdk, classes, ["K", "K$Inner"])
    assert {100, -1, 30000, -30001, 5, 1000, 123456, 10_000_000_000, 113} <= set(found["K"].ints)
    assert set(found["K"].floats) == {0.1, 1e-7, 2.5}
    assert found["K"].texts == ('say "int 5"\né',)
    assert found["K$Inner"] == Constants((77,))


@pytest.mark.jvm
def test_a_class_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(JavacError, match="javap ended with 1"):
        java_constants(find_jdk(), tmp_path, ["Nowhere"])
