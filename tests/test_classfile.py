import zipfile

import pytest
from py4j.java_gateway import find_jar_path

from bridge.classfile import class_constants, find_class
from bridge.javac import compile_java, find_jdk

JAVA = """
package a;
class Foo {
    static final long BIG = 1L << 40;
    static int f(int x, String s) {
        switch (x) { case 70: return -100; case 71: return 300; default: }
        switch (x) { case 1000: return 8; case 100000: return 9; default: }
        int[] many = new int[6];
        for (int i = 0; i < 6; i++) { many[i] = i + x * 40000; }
        return s.equals("\\0\\ud83d\\ude00\u00e9") ? (int) (x * 2.5f + 1e100 + x * BIG) : many[3];
    }
    static double g(double... rows) { return rows.length > 12345 ? 0.1 : rows[0] % 77; }
}
"""


@pytest.fixture(scope="module")
def jar(tmp_path_factory):
    source = tmp_path_factory.mktemp("a") / "Foo.java"
    source.write_text(JAVA, encoding="utf-8")
    return compile_java(find_jdk(), source, release=17)


@pytest.mark.jvm
def test_constants_of_pool_and_code_are_found(jar):
    found = class_constants(find_class("a.Foo", jar))
    assert {70, 71, -100, 300, 1000, 100000, 8, 9, 40000, 2**40, 12345} <= set(found.ints)
    assert set(found.floats) == {2.5, 1e100, 0.1, 77.0}
    assert found.texts == ("\0\ud83d\ude00\u00e9",)


@pytest.mark.jvm
def test_a_class_is_found_in_a_folder_as_in_a_jar(jar, tmp_path):
    with zipfile.ZipFile(jar) as opened:
        opened.extractall(tmp_path)
    assert find_class("a.Foo", tmp_path) == find_class("a.Foo", jar) != b""


def test_the_classes_of_a_library_can_be_read():
    with zipfile.ZipFile(find_jar_path()) as jar:
        contents = [jar.read(name) for name in jar.namelist() if name.endswith(".class")]
    found = [class_constants(content) for content in contents]
    assert len(found) > 50
    assert 25333 in {number for constants in found for number in constants.ints}


@pytest.mark.parametrize("place", ["nowhere", "."])
def test_what_is_not_there_is_empty(tmp_path, place):
    assert find_class("a.Foo", tmp_path / place) == b""
