import math

import numpy as np
import pytest

from bridge.javatypes import java_type
from bridge.points import points_of, stands_for
from bridge.signatures import Signature

INF, NAN = math.inf, math.nan
SCALAR = Signature("f", ("double",), "double")


@pytest.mark.parametrize(
    ("kinds", "case", "number"),
    [
        (["double"], (-2.5,), -2.5),
        (["float"], (np.float32(0.5),), 0.5),
        (["double[]"], (np.array([1.0, -3.0, 2.0]),), -3.0),
        (["double[][]"], ([np.array([1.0]), None, np.array([-INF])],), -INF),
        (["List<Double>"], ([1.0, None, 4.0],), 4.0),
        (["int", "double"], (7, 0.5), 0.5),
        (["double[]"], (np.array([]),), NAN),
        (["double[]"], (np.array([1.0, NAN]),), NAN),
        (["Double"], (None,), NAN),
        (["String", "int[]"], ("x", np.array([5], "<i4")), NAN),
    ],
)
def test_the_largest_number_stands_for_a_case(kinds, case, number):
    found = stands_for(list(map(java_type, kinds)), case)
    np.testing.assert_equal(found, number)


def test_points_are_sorted_and_what_says_nothing_is_left_out():
    cases = [(3.0,), (NAN,), (-1.0,), (2.0,)]
    series = {"java": [1.0, 1.0, INF, None], "python": [None, 0.0, 0.5, None]}
    points = points_of(SCALAR, cases, series, [False, False, True, False])
    assert points.x.tolist() == [-1.0, 3.0]
    assert dict(points.series)["java"].tolist() == [INF, 1.0]
    np.testing.assert_array_equal(dict(points.series)["python"], [0.5, NAN])
    assert points.is_corrected.tolist() == [True, False]


def test_no_cases_make_no_points():
    assert len(points_of(SCALAR, [], {"apart": []}, [])) == 0
