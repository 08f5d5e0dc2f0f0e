import numpy as np
import pytest

from bridge.javatypes import java_type
from bridge.shortening import shorten


def shortened(name, value, fails, least=0):
    [short] = shorten([java_type(name)], (value,), lambda case: fails(case[0]), least)
    return short


@pytest.mark.parametrize(
    ("name", "value", "short"),
    [
        ("int[]", np.array([7, 7, 7], "<i4"), [7, 7]),
        ("String", "abc", "bc"),
        ("List<Integer>", [3, None, 5], [None, 5]),
    ],
)
def test_what_a_case_fails_without_is_left_out(name, value, short):
    assert list(shortened(name, value, lambda rest: len(rest) >= 2)) == list(short)


def test_the_element_that_matters_stays():
    assert shortened("String", "abxcd", lambda rest: "x" in rest) == "x"


def test_an_ordinary_array_keeps_one_element():
    assert shortened("int[]", np.array([1, 2], "<i4"), lambda rest: True, least=1).size == 1


def test_numbers_and_null_stay_as_they_are():
    kinds = [java_type("int"), java_type("String")]
    assert shorten(kinds, (5, None), lambda case: True, 0) == (5, None)
