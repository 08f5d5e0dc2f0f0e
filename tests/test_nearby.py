import numpy as np
import pytest

from bridge.drawing import draw_cases
from bridge.javatypes import Typed, java_type
from bridge.nearby import cases_near
from bridge.signatures import Signature


def near(parameters, *given, count=200):
    signature = Signature("f", tuple(parameters), "int")
    return draw_cases(cases_near(signature, given), count, 1)


def ints(*row):
    return np.array(row, "<i4")


def test_numbers_stay_in_the_range_that_was_seen_and_as_far_around():
    drawn = [x for (x,) in near(["int"], (100,), (150,))]
    assert 50 <= min(drawn) < 100
    assert 150 < max(drawn) <= 200


@pytest.mark.parametrize(("given", "low"), [((3, 5), 1), ((0, 5), 0)])
def test_what_was_never_negative_stays_so(given, low):
    drawn = [x for (x,) in near(["int"], *((x,) for x in given))]
    assert min(drawn) == low


def test_numbers_keep_to_their_type():
    drawn = [x for (x,) in near(["byte"], (100,), (127,))]
    assert max(drawn) == 127


def test_whole_doubles_are_drawn_where_all_were_whole():
    drawn = [x for (x,) in near(["double"], (1.0,), (20.0,))]
    assert {x.is_integer() for x in drawn} == {True, False}


def test_sorted_arrays_stay_sorted():
    drawn = [row for (row,) in near(["int[]"], (ints(1, 3, 7),), (ints(5),))]
    assert all((np.diff(row) >= 0).all() for row in drawn)
    assert len({len(row) for row in drawn}) > 3


def test_distinct_elements_stay_distinct():
    drawn = [row for (row,) in near(["int[]"], (ints(9, 3, 7),))]
    assert all(len(set(row.tolist())) == len(row) for row in drawn)
    unequal = [row for (row,) in near(["int[]"], (ints(9, 3, 9),))]
    assert any(len(set(row.tolist())) < len(row) for row in unequal)


def test_an_int_that_was_the_length_stays_it():
    drawn = near(["int[]", "int"], (ints(1, 2), 2), (ints(4, 1, 3), 3))
    assert all(n == len(row) for row, n in drawn)


def test_an_int_that_was_an_index_stays_one():
    drawn = near(["int[]", "int"], (ints(1, 2), 1), (ints(4, 1, 3), 0))
    assert all(0 <= n < max(len(row), 1) for row, n in drawn)
    assert len({n for _, n in drawn}) > 3


def test_an_int_that_was_at_most_the_length_stays_so():
    drawn = near(["String", "int"], ("ab", 2), ("abc", 1))
    assert all(0 <= n <= len(text) for text, n in drawn)


def test_arrays_that_were_as_long_as_each_other_stay_so():
    drawn = near(["int[]", "int[]"], (ints(1, 2), ints(2, 1)), (ints(5), ints(5)))
    drawn = [case for case in drawn if len(case[0]) <= 10]
    assert all(len(a) == len(b) for a, b in drawn)
    assert len({len(a) for a, _ in drawn}) > 3


def test_texts_keep_to_the_characters_of_the_classes_seen():
    drawn = [text for (text,) in near(["String"], ("12",), ("7-",))]
    assert set("".join(drawn)) == set("0123456789-")


def test_a_square_matrix_stays_square():
    square = [ints(1, 2), ints(3, 4)]
    drawn = [m for (m,) in near(["int[][]"], (square,), ([ints(5)],))]
    assert all(len(row) == len(m) for m in drawn for row in m)


def test_rows_that_were_as_long_as_each_other_stay_so():
    drawn = [m for (m,) in near(["int[][]"], ([ints(1, 2, 5), ints(3, 4, 5)],), ([ints(5)],))]
    assert all(len({len(row) for row in m}) <= 1 for m in drawn)
    assert len({len(m[0]) for m in drawn if m}) > 2


def test_null_and_empty_examples_are_no_hindrance():
    assert near(["int[]", "String"], (None, ""), (ints(), None))


def test_objects_are_of_the_types_that_were_seen():
    given = [(Typed(java_type("String"), "12"),), (Typed(java_type("Integer"), 500),), (None,)]
    drawn = [value for (value,) in near(["Object"], *given)]
    assert {str(value.kind) for value in drawn} == {"String", "Integer"}
    assert min(value.value for value in drawn if str(value.kind) == "Integer") >= 1


def test_every_constant_of_an_enum_is_near_any():
    drawn = near(["Color{RED,GREEN,BLUE}[]"], (["RED", "RED"],))
    assert {color for (row,) in drawn for color in row} == {"RED", "GREEN", "BLUE"}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Color{RED,GREEN}[]", ["RED", "GREEN"]),
        ("List<Boolean>", [True, False]),
        ("Object[]", [Typed(java_type("Boolean"), value) for value in (True, False)]),
    ],
)
def test_there_may_be_fewer_distinct_elements_than_places(text, row):
    drawn = [row for (row,) in near([text], (row,))]
    assert {len(row) for row in drawn} == {0, 1, 2}


def test_collections_are_drawn_as_ordinary_ones():
    drawn = near(["Map<String,Integer>", "List<Double>"], ([("a", 1)], [0.5]))
    assert len(drawn) > 100
