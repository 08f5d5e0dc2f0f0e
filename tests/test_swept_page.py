"""The page of a sweep, and the points of its picture."""

import numpy as np
import pytest
from test_html import Reader

from bridge.certificates import Certificate, Certified
from bridge.domains import domain_of
from bridge.javatypes import java_type
from bridge.outcomes import Outcome, OutcomeStatus
from bridge.points import block_points
from bridge.report.swept_page import sweep_as_html
from bridge.signatures import Signature
from bridge.swept import Findings, Found, SweptBlock, joined

FLOAT = Signature("f", ("float",), "float")
DOMAIN = domain_of(FLOAT)


def found(number, ulp):
    [column] = DOMAIN.columns(number, number + 1)
    case = (column.values[0].item(),)
    java, python = (Outcome(OutcomeStatus.RETURNED, case, y) for y in (0.0, 1e-45))
    return Found.of(FLOAT, number, ulp, "", case, java, python)


def blocks(apart):
    """Blocks that are so far apart at the most."""
    for number, ulp in enumerate(apart):
        worst = (found(number * DOMAIN.block + 9, ulp),) if ulp else ()
        yield SweptBlock(number, Findings(DOMAIN.block, histogram={"0": 1}, worst=worst), "", "")


def test_a_block_stands_where_it_is_worst_and_else_where_it_begins():
    points = block_points(DOMAIN, blocks([0.0, 3.0, 0.0]))
    numbers = [0, DOMAIN.block + 9, 2 * DOMAIN.block]
    assert points.x.tolist() == [float(DOMAIN.columns(n, n + 1)[0].values[0]) for n in numbers]
    assert dict(points.series)["apart"].tolist() == [0.0, 3.0, 0.0]


def test_points_are_in_the_order_of_their_places_and_nan_has_none():
    points = block_points(DOMAIN, blocks([1.0] * DOMAIN.blocks))
    assert len(points) == DOMAIN.blocks - 4
    assert (np.diff(points.x) > 0).all()


def test_what_has_no_distance_has_no_points():
    assert len(block_points(DOMAIN, [SweptBlock(0, Findings(), "", "")])) == 0


@pytest.fixture
def page():
    swept = list(blocks([*range(12)]))
    method = Certified({}, "Foo<", "f(float)", "foo.f", "bits", DOMAIN, joined(swept), ("",) * 12)
    certificate = Certificate({"java": "17"}, (method,))
    return sweep_as_html(certificate, [block_points(DOMAIN, swept)])


def test_the_page_tells_what_was_found(page):
    reader = Reader(page)
    words = "".join(reader.words)
    assert reader.open == []
    assert "Foo< f(float) and foo.f" in words
    assert "every float" in words
    assert "The largest distance in each of 12 blocks" in words
    assert reader.tags.count("svg") == 1


def test_the_page_asks_for_nothing(page):
    names = {name for name, _ in Reader(page).attributes}
    assert not names & {"src", "href", "onclick"}
    assert "script" not in Reader(page).tags


def test_a_method_of_numbers_that_are_no_floats_has_no_picture():
    domain = domain_of(Signature("g", ("short",), "int"))
    method = Certified({}, "Foo", "g(short)", "foo.g", "bits", domain, Findings(65536), ())
    page = sweep_as_html(Certificate({}, (method,)), [block_points(domain, [])])
    assert "svg" not in Reader(page).tags
    assert java_type("short").name in page
