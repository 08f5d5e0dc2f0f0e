"""The strategies that are written into a file draw what the port takes, and Java holds."""

from enum import Enum

import numpy as np
import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from hypothesis.extra.numpy import arrays

from bridge.javatypes import java_type
from bridge.report.layout import one_line
from bridge.report.written_strategies import CONSTANTS, Drawing, strategy
from bridge.values import Conversion, from_python


class Size(Enum):
    SMALL = 1
    LARGE = 2


NAMES = {Size: "Size"}
AT_HAND = {"st": st, "np": np, "arrays": arrays, "Size": Size}
AT_HAND |= {name: eval(text, AT_HAND) for name, text in CONSTANTS.items()}
TYPES = [
    *("boolean", "byte", "short", "char", "int", "long", "float", "double", "Integer", "Double"),
    *("String", "Object", "Size{SMALL,LARGE}", "int[]", "char[]", "float[]", "double[][]"),
    *("String[]", "List<Integer>", "Set<Double>", "Set<List<String>>", "Map<String,int[]>"),
    *("Map<List<Integer>,Set<Character>>", "Set<Map<String,Set<Integer>>>", "List<Size{A,B}>"),
]


def written(text, *, is_numpy=False, **options):
    drawing = Drawing(Conversion(is_numpy, classes=(Size,)), NAMES, **options)
    return one_line(strategy(java_type(text), drawing))


@pytest.mark.parametrize("is_small", [False, True])
@pytest.mark.parametrize("is_numpy", [False, True])
@pytest.mark.parametrize("text", TYPES)
def test_what_is_drawn_is_of_the_type(text, is_numpy, is_small):
    source = written(text, is_numpy=is_numpy, is_small=is_small, with_nulls=not is_small)

    @settings(max_examples=20, database=None)
    @given(eval(source, AT_HAND))
    def test(value):
        from_python(java_type(text), value)

    test()


@pytest.mark.parametrize(
    ("text", "options", "source"),
    [
        ("int", {}, "INT"),
        ("int", {"is_small": True}, "st.integers(-100, 100)"),
        ("float", {}, "st.floats(width=32)"),
        ("Integer", {"with_nulls": True}, "st.one_of(st.none(), INT)"),
        ("List<Integer>", {}, "st.lists(INT, max_size=12)"),
        ("long[]", {"is_numpy": True}, "arrays(np.int64, st.integers(0, 12))"),
        ("Size{SMALL,LARGE}", {}, "st.sampled_from(Size)"),
        ("Size{SMALL,HUGE}", {}, 'st.sampled_from([Size.SMALL, "HUGE"])'),
        ("Map<String,Integer>", {}, "st.dictionaries(TEXT, INT, max_size=12)"),
    ],
)
def test_a_strategy_is_written_as_people_write_it(text, options, source):
    assert written(text, **options) == source


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("int", lambda value: value == -(2**31)),
        ("double", lambda value: value != value),
        ("String", lambda value: any("\ud800" <= unit <= "\udfff" for unit in value)),
        ("List<Integer>", lambda value: len(value) == 12),
    ],
)
def test_extremes_are_drawn(text, wanted):
    anywhere = settings(max_examples=5000, database=None)
    assert wanted(find(eval(written(text), AT_HAND), wanted, settings=anywhere))


def test_small_values_are_small():
    with pytest.raises(NoSuchExample):
        find(
            eval(written("double[]", is_small=True), AT_HAND),
            lambda v: any(x > 100 for x in v),
            settings=settings(max_examples=300, database=None),
        )
