"""A graph's boxes and edges in, a picture by matplotlib out: where there is no Graphviz."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from bridge.report.graph import GRADIENT, NAME, PIXELS_PER_INCH, VALUE, Box, Edge

__all__ = ["draw_figure"]

Point = tuple[float, float]
Row = TypeVar("Row", int, float)

# In inches: between columns, of a line of text, and between the texts of two rows.
_COLUMN, _LINE, _GAP = 1.35, 0.15, 0.25


@dataclass(frozen=True, slots=True)
class _Place:
    """Columns count to the right, rows upwards."""

    column: int
    row: int


@dataclass(frozen=True, slots=True)
class _Route:
    """An edge's corners and the middle of its texts, in columns and rows."""

    corners: tuple[Point, ...]
    middle: Point


def draw_figure(boxes: Sequence[Box], edges: Sequence[Edge], file: Path) -> None:
    """Draw to a file whose name ends in .svg or .png."""
    places = _place(boxes, edges)
    routes = _route(places, edges)
    points = [point for route in routes for point in route.corners]
    lines = max(edge.value.count("\n") + 1 for edge in edges)
    row_height = 2 * lines * _LINE + _GAP
    lowest, highest = (choose(y for _, y in points) for choose in (min, max))
    width = (max(x for x, _ in points) + 1) * _COLUMN
    height = (highest - lowest + 1) * row_height
    with rc_context({"font.size": 9, "svg.fonttype": "none", "text.parse_math": False}):
        figure = Figure(figsize=(width, height), dpi=PIXELS_PER_INCH)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(-0.5, width / _COLUMN - 0.5), ylim=(lowest - 0.5, highest + 0.5))
        axes.set_axis_off()
        texts = [_draw_box(axes, box, place) for box, place in zip(boxes, places, strict=False)]
        figure.draw_without_rendering()  # only now it is known where the boxes end
        for edge, route in zip(edges, routes, strict=True):
            _draw_edge(axes, edge, route, texts)
        figure.savefig(file)


def _place(boxes: Sequence[Box], edges: Sequence[Edge]) -> list[_Place]:
    """A place for each box and, last, for the end of the edge that leads out."""
    columns: list[int] = []
    for number in range(len(boxes) + 1):
        columns.append(1 + max((columns[e.start] for e in edges if e.end == number), default=-1))
    for number, box in enumerate(boxes):
        if not box.has_inputs:
            columns[number] = min(columns[e.end] for e in edges if e.start == number) - 1
    places: dict[int, _Place] = {}
    # In a column those with inputs come first, for these are to stand where their inputs do.
    order = sorted(
        range(len(columns)),
        key=lambda n: (columns[n], n < len(boxes) and not boxes[n].has_inputs, n),
    )
    for number in order:
        rows = [places[e.start].row for e in edges if e.end == number]
        wanted = round(sum(rows) / len(rows)) if rows else -1 if columns[number] else 0
        taken = {place.row for place in places.values() if place.column == columns[number]}
        row = next(r for r in _nearest(wanted, downwards=True) if r not in taken)
        places[number] = _Place(columns[number], row)
    return [places[number] for number in range(len(columns))]


def _route(places: Sequence[_Place], edges: Sequence[Edge]) -> list[_Route]:
    taken = set(places)
    seen: Counter[tuple[int, int]] = Counter()
    lanes: set[Point] = set()  # between two columns, where texts stand already
    direct = Counter(e.start for e in edges if places[e.end].column == places[e.start].column + 1)
    routes = []
    bends: list[Point]
    for edge in edges:
        start, end = places[edge.start], places[edge.end]
        first, last = (start.column, start.row), (end.column, end.row)
        between = range(start.column + 1, end.column)
        if between:
            row = next(
                r
                for r in _nearest(start.row)
                if not any(_Place(column, r) in taken for column in between)
            )
            taken |= {_Place(column, row) for column in between}
            bends = [(between[0] - 0.4, row), (between[-1] + 0.4, row)]
            middle: Point = ((between[0] + between[-1]) / 2, row)
        else:
            # Of several edges from one box each goes in the row that it leads to, or above it where
            # that is taken by one from the same box to the same box; no text over another.
            is_one = direct[edge.start] == 1
            wanted = start.row if is_one else end.row + 0.9 * seen[edge.start, edge.end]
            level = next(y for y in _nearest(wanted) if _is_free(start.column + 0.5, y, lanes))
            is_one = is_one and level == start.row
            middle = (start.column + 0.5, level)
            lanes.add(middle)
            bends = [(start.column + x, level) for x in (0.25, 0.75)[is_one:]]
        seen[edge.start, edge.end] += 1
        routes.append(_Route((first, *bends, last), middle))
    return routes


def _is_free(across: float, level: float, lanes: Iterable[Point]) -> bool:
    return all(x != across or abs(y - level) > 0.8 for x, y in lanes)


def _nearest(row: Row, *, downwards: bool = False) -> Iterator[Row]:
    """`row`, then those next to it, further and further away."""
    yield row
    for distance in count(1):
        yield row - distance if downwards else row + distance
        yield row + distance if downwards else row - distance


def _draw_box(axes: Axes, box: Box, place: _Place) -> Text:
    frame = {
        "boxstyle": "round,pad=0.35",
        "facecolor": "white",
        "edgecolor": "black" if box.has_inputs else "none",
    }
    texts = ((box.symbol, "black"), (box.name, NAME), (box.gradient, GRADIENT))
    lines = [(line, colour) for text, colour in texts for line in text.splitlines()]
    # A text has one colour: each is laid over a frame for all, with the others' lines blank.
    for shown in dict.fromkeys(colour for _, colour in lines):
        own = "\n".join(line if colour == shown else "" for line, colour in lines)
        _draw_text(axes, own, place, color=shown, zorder=4)
    every = "\n".join(line for line, _ in lines)
    return _draw_text(axes, every, place, color="none", zorder=3, bbox=frame)


def _draw_text(axes: Axes, text: str, place: _Place, **properties: Any) -> Text:
    # Lines that are blank at the end would not count.
    text = text.replace("\n\n", "\n \n")
    return axes.text(place.column, place.row, text, ha="center", va="center", **properties)


def _draw_edge(axes: Axes, edge: Edge, route: _Route, texts: Sequence[Text]) -> None:
    corners = route.corners
    axes.plot(*zip(*corners[:-1], strict=True), color="black", linewidth=0.8, zorder=1)
    end = texts[edge.end].get_bbox_patch() if edge.end < len(texts) else None
    arrow: dict[str, Any] = {
        "arrowstyle": "-|>",
        "linewidth": 0.8,
        "color": "black",
        "shrinkA": 0,
        "shrinkB": 1,
    }
    if end is not None:
        arrow["patchB"] = end
    axes.annotate("", corners[-1], corners[-2], arrowprops=arrow, zorder=2)
    for text, colour, side, offset in (
        (edge.value, VALUE, "bottom", 2),
        (edge.gradient, GRADIENT, "top", -3),
    ):
        axes.annotate(
            text,
            route.middle,
            (0, offset),
            textcoords="offset points",
            color=colour,
            fontsize=8,
            ha="center",
            va=side,
        )
