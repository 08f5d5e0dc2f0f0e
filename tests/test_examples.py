import pytest

from bridge.errors import RequestError
from bridge.examples import read_examples, read_written_examples


def test_a_json_file_is_read(tmp_path):
    (tmp_path / "e.json").write_text('{"f": [[1, [2, 3]], [4, []]]}')
    assert read_examples(tmp_path / "e.json") == {"f": [[1, [2, 3]], [4, []]]}


@pytest.mark.parametrize("text", ["[1]", '{"f": 1}', '{"f": [1]}', "{", None])
def test_a_json_file_of_another_form_is_refused(tmp_path, text):
    if text is not None:
        (tmp_path / "e.json").write_text(text)
    with pytest.raises(RequestError, match="must"):
        read_examples(tmp_path / "e.json")


def test_a_constant_of_the_port_is_read_without_running_it(tmp_path):
    (tmp_path / "foo.py").write_text('EXAMPLES = {"f": [(1, "a")], "g": [([],)]}\nraise 1\n')
    assert read_written_examples(tmp_path / "foo.py") == {"f": [[1, "a"]], "g": [[[]]]}


def test_a_constant_that_is_computed_is_refused(tmp_path):
    (tmp_path / "foo.py").write_text("EXAMPLES = {'f': make()}")
    with pytest.raises(RequestError, match=r"EXAMPLES in .*foo\.py must hold argument lists"):
        read_written_examples(tmp_path / "foo.py")


def test_tables_of_the_tests_are_read(tmp_path):
    (tmp_path / "foo.py").write_text("def f(a, b): return a + b\n")
    (tmp_path / "test_foo.py").write_text(
        "import foo, pytest\n"
        "@pytest.mark.parametrize(('a', 'b', 'expected'), [(1, -2, 3), (4, 5, 6)])\n"
        "def test_f(a, b, expected):\n"
        "    assert foo.f(a, b) == expected\n"
        "@pytest.mark.parametrize('x', [[1], [2, 3]])\n"
        "def test_g(x):\n"
        "    assert g(x)\n"
        "    assert h(x, 1) and k(other)\n"
        "@pytest.mark.parametrize('x', computed())\n"
        "def test_h(x):\n"
        "    assert g(x)\n"
    )
    found = read_written_examples(tmp_path / "foo.py")
    assert found == {"f": [[1, -2], [4, 5]], "g": [[[1]], [[2, 3]]]}


def test_a_port_without_examples_has_none(tmp_path):
    (tmp_path / "foo.py").write_text("def f(")
    assert read_written_examples(tmp_path / "foo.py") == {}
