import numpy as np
import pytest

from bridge.drawing import draw_cases
from bridge.javatypes import java_type
from bridge.related import related_to, size


@pytest.mark.parametrize(
    ("types", "case", "wanted"),
    [
        (("int", "int"), (3, 5), {3, 5}),
        (("String", "String"), ("aB", "x"), {"aB", "Ab", "ab", "a", "B", "aBx", "x"}),
        (("String", "String"), ("\u00df", "x"), {"\u00df", "SS", "ss", "", "\u00dfx", "x"}),
        (("String", "int"), ("abcd", 99), {0, 2, 3, 4, 99}),
        (("String", "char"), ("abc", 7), {97, 99, 7}),
        (("List<Integer>", "int"), ([70, 80, 90], -1), {70, 90, 0, 1, 2, 3, -1}),
        (("double[]", "double"), (np.array([1.5, 2.5]), 0.0), {1.5, 2.5, 0.0}),
        (("Map<String,Integer>", "String"), ([("k", 1)], "x"), {"k", "x"}),
        (("boolean", "int"), (True, 5), {5}),
        (("List<Integer>", "int"), (None, 5), {5}),
        (("List<Integer>", "int"), ([], 5), {0, 5}),
    ],
)
def test_a_later_argument_has_to_do_with_an_earlier_one(types, case, wanted):
    kinds = [java_type(text) for text in types]
    drawn = draw_cases(related_to(kinds, case), 300, 1)
    assert {second for _, second in drawn} == wanted


def test_half_of_a_surrogate_pair_is_a_part_of_it():
    kinds = [java_type("String")] * 2
    drawn = draw_cases(related_to(kinds, ("a\U0001f600", "x")), 300, 1)
    assert {"a", "\U0001f600"} <= {second for _, second in drawn}
    drawn = draw_cases(related_to(kinds, ("\U0001f600", "x")), 300, 1)
    assert set(map(chr, (0xD83D, 0xDE00))) <= {second for _, second in drawn}


def test_the_first_argument_and_half_of_the_others_stay():
    kinds = [java_type("int")] * 3
    drawn = draw_cases(related_to(kinds, (1, 2, 3)), 300, 1)
    assert {first for first, _, _ in drawn} == {1}
    assert (1, 2, 3) in drawn


@pytest.mark.parametrize(("value", "expected"), [("a\U0001f600", 3), ([1], 1), (None, 0)])
def test_a_text_has_the_size_of_its_units(value, expected):
    assert size(value) == expected
