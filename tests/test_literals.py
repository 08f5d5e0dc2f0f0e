import math
from enum import Enum
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.report.layout import one_line
from bridge.report.literals import literal, names_of, text_literal


class Size(Enum):
    SMALL = 1


def written(value):
    return one_line(literal(value, {Size: "port.Size"}))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "True"),
        (-7, "-7"),
        (-0.0, "-0.0"),
        (5e-324, "5e-324"),
        (-math.inf, "-math.inf"),
        (math.nan, "math.nan"),
        (None, "None"),
        ("it's", '"it\'s"'),
        ('"\ud800\n', "'\"\\ud800\\n'"),
        ([1, [2.5]], "[1, [2.5]]"),
        ((1,), "(1,)"),
        (set(), "set()"),
        ({"b", "a"}, '{"a", "b"}'),
        (frozenset({1}), "frozenset({1})"),
        ({"a": [1]}, '{"a": [1]}'),
        (Size.SMALL, "port.Size.SMALL"),
        (np.array([1.5], "<f4"), "np.array([1.5], np.float32)"),
        (np.array([True]), "np.array([True], np.bool_)"),
        (np.int64(7), "7"),
    ],
)
def test_values_are_written_as_people_write_them(value, text):
    assert written(value) == text


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_read_back(text):
    assert eval(text_literal(text)) == text


@given(st.floats(allow_nan=False))
def test_any_float_is_read_back(value):
    assert eval(written(value), {"math": math}) == value


def test_classes_are_named_by_their_place_in_the_module():
    module = ModuleType("shop")
    module.Shop = type("Shop", (), {"Size": Size})
    assert names_of(module, "port") == {module.Shop: "port.Shop", Size: "port.Shop.Size"}
