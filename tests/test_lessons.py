"""The lessons in examples/ say what a run gives."""

import importlib.util
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"


@pytest.fixture(scope="module")
def walk():
    """What the walk along the graph prints."""
    command = [sys.executable, "-W", "error", EXAMPLES / "softmax_with_loss.py"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def table():
    text = (ROOT / "README.md").read_text("utf-8")
    shown = re.search("<!-- bugs -->\n(.*?)<!-- end -->", text, re.DOTALL)[1]
    return [re.split(r" *\| *", line)[1:-1] for line in shown.splitlines()][2:]


def percents(cells):
    return [float(cell.partition(" %")[0]) for cell in cells[-2:]]


def test_the_walk_ends_in_a_minus_t(walk):
    ends = re.findall(r"^(?:1\. exp gives itself|That is a - t|The layer .*?) +(\[.*)", walk, re.M)
    assert len(ends) == 3
    assert set(ends) == {"[-0.768776  0.628532  0.140244]"}


def test_the_walk_goes_eight_steps_forward_and_eight_back(walk):
    steps = re.findall(r"^(\d)\. ", walk, re.M)
    assert steps == [*"12345678", *"87654321"]


def test_the_walk_shows_where_the_steps_fail(walk):
    assert walk.count("the steps [nan nan nan]") == 2
    assert "the layer [-8.497e-18  4.248e-18  4.248e-18]" in walk
    assert "agree to 2e-09: True" in walk


def test_the_figure_has_a_panel_for_each_bug_of_the_table():
    root = ET.parse(EXAMPLES / "what_each_bug_costs.svg").getroot()
    shown = " ".join(" ".join(text.itertext()) for text in root.iter())
    assert all(cells[0].partition(" (")[0] in shown for cells in table())


def test_the_right_networks_of_the_table_reach_96_percent():
    assert min(percents(cells)[0] for cells in table()) >= 96


@pytest.mark.slow
def test_each_bug_costs_what_the_table_says():
    pytest.importorskip("sklearn")
    spec = importlib.util.spec_from_file_location("costs", EXAMPLES / "what_each_bug_costs.py")
    costs = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up.
    sys.modules["costs"] = costs
    spec.loader.exec_module(costs)
    digits = costs.read_digits()
    assert [cells[0] for cells in table()] == [bug.name for bug in costs.BUGS]
    for cells, bug in zip(table(), costs.BUGS, strict=True):
        for percent, parts in zip(percents(cells), (bug.right, bug.wrong), strict=True):
            # One seed of the five, on another processor's sums.
            assert 100 * costs.accuracies(parts, 0, digits)[-1] == pytest.approx(percent, abs=2)
