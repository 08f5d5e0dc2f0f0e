"""A computational graph in, a picture of it out, from left to right.

Each edge has the value that goes along it above, and below it the gradient that comes back. A
node whose value is used several times shows the sum of what comes back, too.
"""

import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from html import escape
from pathlib import Path

import numpy as np
import numpy.typing as npt

from activations.graph import Graph
from bridge.errors import BridgeError

__all__ = [
    "FORMATS",
    "GRADIENT",
    "NAME",
    "PIXELS_PER_INCH",
    "VALUE",
    "Box",
    "Edge",
    "dot_source",
    "draw_graph",
    "read_graph",
]

FORMATS = (".svg", ".png")
VALUE, GRADIENT, NAME = "#1f4e9c", "#b3261e", "#555555"
PIXELS_PER_INCH = 160

_SYMBOLS = {"*": "\u00d7", "sum": "\u03a3"}
# So many entries of an array are shown.
_ENTRIES = 6


@dataclass(frozen=True, slots=True)
class Box:
    """What stands at a node; the texts may be empty."""

    symbol: str
    name: str
    gradient: str
    has_inputs: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """From a node to one that uses it, or from the output to the number after the last."""

    start: int
    end: int
    value: str
    gradient: str


def draw_graph(graph: Graph, file: Path) -> None:
    """Draw with Graphviz's dot if that is there, else with matplotlib.

    Parameters
    ----------
    graph : Graph
        What `activations.graph.backpropagate` made.
    file : Path
        Its name ends in .svg or .png.

    Raises
    ------
    BridgeError
        If dot fails.
    """
    dot = shutil.which("dot")
    if dot is None:
        from bridge.report.graph_figure import draw_figure

        draw_figure(*read_graph(graph), file)
        return
    resolution = [f"-Gdpi={PIXELS_PER_INCH}"] if file.suffix == ".png" else []
    command = [dot, f"-T{file.suffix[1:]}", *resolution, "-o", str(file)]
    source = dot_source(*read_graph(graph)).encode()
    done = subprocess.run(command, input=source, capture_output=True, check=False)
    if done.returncode:
        raise BridgeError(f"dot failed: {done.stderr.decode(errors='replace').strip()}")


def read_graph(graph: Graph) -> tuple[list[Box], list[Edge]]:
    """What is to be drawn; numbers with four digits, one line for each entry of an array."""
    uses = Counter(place for node in graph.nodes for place in node.inputs)
    boxes = []
    for place, node in enumerate(graph.nodes):
        symbol = _SYMBOLS.get(node.operation, node.operation)
        name = node.name if node.inputs or node.name else _lines(node.value)
        gradient = _lines(node.gradient) if uses[place] > 1 else ""
        boxes.append(
            Box(symbol, "" if name == symbol else name, gradient, has_inputs=bool(node.inputs))
        )
    edges = [
        Edge(start, end, _lines(graph.nodes[start].value), _lines(gradient))
        for end, node in enumerate(graph.nodes)
        for start, gradient in zip(node.inputs, node.passed_back, strict=True)
    ]
    last = graph.nodes[-1]
    edges.append(Edge(len(boxes) - 1, len(boxes), _lines(last.value), _lines(last.gradient)))
    return boxes, edges


def dot_source(boxes: list[Box], edges: list[Edge]) -> str:
    """Write it in Graphviz's language."""
    lines = [
        "digraph {",
        "rankdir=LR; nodesep=0.25; ranksep=0.1;",
        'node [fontname="Helvetica", fontsize=11, margin="0.08,0.04", height=0, width=0];',
        "edge [arrowsize=0.6];",
    ]
    for number, box in enumerate(boxes):
        shape = "shape=box, style=rounded" if box.has_inputs else "shape=plaintext"
        texts = ((box.symbol, "black"), (box.name, NAME), (box.gradient, GRADIENT))
        label = "<BR/>".join(_coloured(text, colour) for text, colour in texts if text)
        lines.append(f"n{number} [{shape}, label=<{label}>];")
    lines.append(f"n{len(boxes)} [shape=point, style=invis];")
    for number, edge in enumerate(edges):
        # A label is a node of its own, through which the line goes on below the value.
        lines += [
            f"e{number} [shape=plain, label=<{_table(edge)}>];",
            f"n{edge.start} -> e{number}:w [arrowhead=none]; e{number}:e -> n{edge.end};",
        ]
    return "\n".join([*lines, "}"])


def _lines(array: npt.NDArray[np.float64]) -> str:
    if not array.size:
        return "[]"
    texts = [f"{entry + 0.0:.4g}" for entry in array.ravel()[:_ENTRIES]]
    return "\n".join(texts + ["…"] * (array.size > _ENTRIES)).replace("-", "\u2212")


def _table(edge: Edge) -> str:
    rows = ((edge.value, VALUE, ' SIDES="B" BORDER="1"'), (edge.gradient, GRADIENT, ""))
    cells = "".join(
        f"<TR><TD{border}>{_coloured(text, colour)}</TD></TR>" for text, colour, border in rows
    )
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2">{cells}</TABLE>'


def _coloured(text: str, colour: str) -> str:
    return f'<FONT COLOR="{colour}">{escape(text).replace(chr(10), "<BR/>")}</FONT>'
