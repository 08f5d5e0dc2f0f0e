"""What stands in the pictures of graphs; how they look was looked at."""

import re
import shutil
import xml.etree.ElementTree as ET
from html import unescape
from itertools import combinations

import pytest
from click.testing import CliRunner

from activations.graph import backpropagate, softmax_with_loss_graph, variable
from bridge.cli import main
from bridge.report import graph as drawing

THREE = softmax_with_loss_graph([1.0, 2.0, 0.5], 0)
PROGRAMS = [
    pytest.param(
        shutil.which("dot"),
        marks=pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz's dot"),
        id="dot",
    ),
    pytest.param(None, id="matplotlib"),
]
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(params=PROGRAMS)
def draw(request, tmp_path, monkeypatch):
    """Draw with one program, and give the file."""
    monkeypatch.setattr(drawing.shutil, "which", lambda name: request.param)

    def draw(graph, name="graph.svg"):
        drawing.draw_graph(graph, tmp_path / name)
        return tmp_path / name

    return draw


def texts(file):
    return re.findall(r"<text[^>]*>(.*?)</text>", file.read_text("utf-8"), re.DOTALL)


def test_the_picture_shows_each_node_value_and_gradient(draw):
    shown = " ".join(texts(draw(THREE)))
    for text in ("exp", "1/S", "log a", "t log a", "loss", "11.76", "0.2312", "1.464"):
        assert text in shown
    for gradient in ("\u22120.7688", "0.6285", "0.1402", "\u221211.76", "\u22124.325"):
        assert gradient in shown.replace("&#8722;", "\u2212")


def test_the_picture_goes_from_left_to_right(draw):
    root = ET.parse(draw(THREE)).getroot()
    places = {
        "".join(text.itertext()): text
        for text in root.iter("{http://www.w3.org/2000/svg}text")
        if "".join(text.itertext()) in {"S", "1/S", "log a", "t log a", "sum", "loss"}
    }
    across = {
        name: float(text.get("x") or re.search(r"translate\(([\d.]+)", text.get("transform"))[1])
        for name, text in places.items()
    }
    assert sorted(across, key=across.get) == ["S", "1/S", "log a", "t log a", "sum", "loss"]


def test_png_is_drawn_so_large_that_it_can_be_read(draw):
    data = draw(THREE, "graph.png").read_bytes()
    assert data[:8] == PNG
    width, height = (int.from_bytes(data[at : at + 4]) for at in (16, 20))
    assert width > 1500
    assert 300 < height < 1000


def test_a_sum_of_gradients_stands_at_what_is_used_twice(draw):
    x = variable("x", 3.0)
    shown = texts(draw(backpropagate((x * x).named("y"))))
    assert [shown.count(text) for text in ("6", "3", "9")] == [1, 4, 1]


def test_names_stand_there_as_they_are(draw):
    name = r"$\frac$ & <b>"
    shown = texts(draw(backpropagate((variable(name, 1.0) * 2.0).named("$y$"))))
    assert {name, "$y$"} <= {unescape(text) for text in shown}


def test_an_empty_array_is_drawn_as_such(draw):
    shown = texts(draw(backpropagate(variable("x", []).sum().named("y"))))
    assert [shown.count(text) for text in ("[]", "0", "1")] == [2, 1, 1]


def test_no_text_stands_on_another(draw):
    x, y = variable("x", 3.0), variable("y", 4.0)
    root = ET.parse(draw(backpropagate(x * x * x + x * y / (x + 1.0)))).getroot()
    places = [
        complex(float(text.get("x")), float(text.get("y")))
        for text in root.iter("{http://www.w3.org/2000/svg}text")
        if text.get("x") and "opacity: 0" not in text.get("style", "")
    ]
    assert len(places) >= 22
    assert min(abs(place - other) for place, other in combinations(places, 2)) > 8


def test_long_arrays_are_cut(draw):
    shown = texts(draw(softmax_with_loss_graph(range(10), 3)))
    assert "5" in shown
    assert "9" not in shown


def test_the_command_draws(tmp_path):
    for name in ("graph.svg", "graph.png"):
        result = CliRunner().invoke(main, ["graph", "--out", str(tmp_path / name)])
        assert (result.exit_code, result.output) == (0, "")
        assert (tmp_path / name).stat().st_size > 5000


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "Missing option '--out'"),
        (["--out", "graph.pdf"], "--out must end in .svg or .png, got graph.pdf"),
        (["--out", "nowhere/graph.svg"], "--out must name a file that can be written"),
        (["--out", "graph.svg", "--label", "3"], "t must hold labels in [0, 3), got 3"),
        (["--out", "graph.svg", "--logits", "1,a"], "could not convert string to float"),
    ],
)
def test_what_cannot_be_drawn_is_refused(words, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["graph", *words])
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert list(tmp_path.iterdir()) == []


def test_a_failing_dot_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr(drawing.shutil, "which", lambda name: "false")
    with pytest.raises(drawing.BridgeError, match=r"^dot failed: "):
        drawing.draw_graph(THREE, tmp_path / "graph.svg")
