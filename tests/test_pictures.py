import math
import re

import numpy as np
import pytest

from bridge.points import Points
from bridge.report.pictures import corrected_regions, curves_picture, errors_picture

INF, NAN = math.inf, math.nan
X = np.array([-INF, -1e300, -1e3, -1.0, 0.0, 0.5, 1.0, 1e3, 1e300, INF])
NOWHERE = np.zeros(10, bool)


def points(is_corrected=NOWHERE, x=X, **series):
    return Points(x, tuple((name, np.array(v)) for name, v in series.items()), is_corrected)


def marks(svg, side):
    """How many marks a side has, but for the one in the legend."""
    uses = re.findall('<use [^>]*style="([^"]*)"', svg)
    return sum(f"stroke: var(--{side})" in style for style in uses) - 1


def words(svg):
    return re.findall(">([^<>]+)</text>", svg)


def test_each_side_has_a_mark_for_each_case():
    java, python = np.linspace(0, 3, 10), np.array([0.5] * 7 + [NAN] * 3)
    svg = errors_picture(points(java=java, python=python), "argument", "k")
    assert (marks(svg, "java"), marks(svg, "python")) == (10, 7)
    assert {"Java", "Python", "argument", "ULP off the true value"} <= set(words(svg))


def test_cases_at_one_place_have_one_mark():
    x = np.sort(np.concatenate([X, np.full(500, 2.0)]))
    svg = errors_picture(points(np.zeros(510, bool), x, apart=np.zeros(510)), "argument", "k")
    assert marks(svg, "java") == 11
    assert "ULP apart" in words(svg)


def test_the_axis_reaches_to_the_largest_double_on_both_sides():
    svg = errors_picture(points(java=[INF] + [1.0] * 8 + [1e300]), "argument", "k")
    shown = words(svg)
    assert shown[:1] == ["\u221210\u00b3\u2070\u2078"]
    assert {"0", "10\u00b3\u2070\u2078", "&gt; 1"} <= set(shown)


@pytest.mark.parametrize(
    ("is_corrected", "regions"),
    [
        ([0, 0, 0, 0], []),
        ([1, 1, 1, 1], [(0.0, 6.0)]),
        ([0, 1, 1, 0], [(0.5, 4.5)]),
        ([1, 0, 0, 1], [(0.0, 0.5), (4.5, 6.0)]),
        ([0, 1, 0, 0], [(0.5, 2.0)]),
    ],
)
def test_a_region_reaches_half_way_to_where_no_correction_applies(is_corrected, regions):
    x = np.array([0.0, 1.0, 3.0, 6.0])
    assert list(corrected_regions(x, np.array(is_corrected, bool))) == regions


@pytest.mark.parametrize("draw", [errors_picture, curves_picture])
def test_a_corrected_region_is_shaded(draw):
    zeros = np.zeros(10)
    series = {"java": zeros, "python": zeros, "truth": zeros}
    if draw is errors_picture:
        del series["truth"]
    x = np.linspace(-6, 6, 10)
    for is_corrected, count in ((NOWHERE, 0), (x == x[4], 2), (abs(x) > 3, 3)):
        # One of them stands in the legend.
        svg = draw(points(is_corrected, x, **series), "argument", "k")
        assert svg.count("fill: var(--region)") == count
        assert ("correction applies" in words(svg)) is (count > 0)


def test_curves_show_both_sides_and_the_truth():
    x = np.linspace(-6, 6, 10)
    java = np.where(x > 0, INF, x)
    svg = curves_picture(points(NOWHERE, x, java=java, python=x, truth=x), "argument", "k")
    assert {"Java", "Python", "true value"} <= set(words(svg))
    for side in ("java", "python", "truth"):
        assert f"stroke: var(--{side})" in svg


@pytest.mark.parametrize("few", [Points(), points(NOWHERE[:7], X[:7], java=X[:7])])
def test_too_few_points_make_no_picture(few):
    assert errors_picture(few, "argument", "k") == curves_picture(few, "argument", "k") == ""


def test_pictures_of_a_page_share_no_names():
    first, second = (errors_picture(points(java=X), "argument", key) for key in "ab")
    names = [set(re.findall(' id="([^"]+)"', svg)) for svg in (first, second)]
    assert names[0]
    assert names[0].isdisjoint(names[1])


def test_pictures_have_no_colours_of_their_own():
    svg = errors_picture(points(NOWHERE, java=X, python=X), "argument", "k")
    assert re.findall("#[0-9a-f]{6}", svg) == []
