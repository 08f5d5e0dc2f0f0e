from bridge.constants import Constants, python_constants


def test_constants_of_python():
    source = (
        '"""Docstring 9."""\ndef f(x: int) -> str:\n    """8"""\n    return "a" * 3 + str(-2.5)\n'
    )
    assert python_constants(source) == Constants((3,), (2.5,), ("a",))


def test_each_constant_is_named_once_for_its_type():
    assert python_constants("x = [1, 1, True, 1.0, 2]") == Constants((1, 2), (1.0,))


def test_what_is_no_python_has_no_constants():
    assert python_constants("def f(") == Constants()
