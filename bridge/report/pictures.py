"""Points in, pictures as SVG out, to stand within a page.

They take the page's colours: lines those of the CSS variables ``--java``, ``--python``, ``--truth``
and ``--region``, and words that of the text around them.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bridge.points import Points

__all__ = ["corrected_regions", "curves_picture", "errors_picture"]

_Array = np.ndarray[Any, np.dtype[Any]]

# matplotlib draws in these, which do not occur otherwise, and the page's colours take their place.
_COLOURS = {
    "#010203": "currentColor",
    "#010204": "var(--java)",
    "#010205": "var(--python)",
    "#010206": "var(--truth)",
    "#010207": "var(--region)",
}
_TEXT, _JAVA, _PYTHON, _TRUTH, _REGION = _COLOURS

_SETTINGS: dict[Any, Any] = {
    "font.size": 10,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "svg.fonttype": "none",  # words stay words
    "text.color": _TEXT,
    "axes.edgecolor": _TEXT,
    "axes.labelcolor": _TEXT,
    "xtick.color": _TEXT,
    "ytick.color": _TEXT,
    "legend.frameon": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
_DOTS: Mapping[str, Any] = {"linestyle": "none", "markersize": 4.5, "clip_on": False}
# Each side has a shape of its own, too, for those who cannot tell the colours.
_MARKS: Mapping[str, Mapping[str, Any]] = {
    "java": {"label": "Java", "color": _JAVA, "marker": "o", "markerfacecolor": "none"},
    "python": {"label": "Python", "color": _PYTHON, "marker": "x"},
    "apart": {"label": "Java and Python", "color": _JAVA, "marker": "o", "markerfacecolor": "none"},
}
_LINES: Mapping[str, Mapping[str, Any]] = {
    "java": {"label": "Java", "color": _JAVA, "linewidth": 2},
    "python": {"label": "Python", "color": _PYTHON, "linewidth": 2, "linestyle": (0, (3, 2))},
    "truth": {"label": "true value", "color": _TRUTH, "linewidth": 7, "zorder": 1},
}

# The larger, the more of the axis is left to the numbers up to 1000; with 3 they have a third.
_STRETCH = 3.0
_DECADES = (0, 1, 4, 16, 64, 308)
_LARGEST = float(np.finfo(np.float64).max)
# Whatever is further off has nothing to do with the truth any more.
_MOST_ULP = 1e18
_METADATA = ("Creator", "Date", "Format", "Type")
# So many places of an axis can be told apart.
_STEPS = 250
_FEWEST = 8  # points that are worth a picture


def errors_picture(points: Points, axis: str, key: str) -> str:
    """Draw what was measured in ULP, over the whole range; empty if there is nothing to see.

    Parameters
    ----------
    points : Points
        Distances in ULP.
    axis : str
        What the numbers of the horizontal axis are.
    key : str
        What tells the picture from others on the page.
    """
    if len(np.unique(points.x)) < _FEWEST:
        return ""
    with rc_context({**_SETTINGS, "svg.hashsalt": key}):
        is_apart = "apart" in dict(points.series)
        figure, axes = _new(axis, "ULP apart" if is_apart else "ULP off the true value")
        x = _places(points.x)
        _shade(axes, x, points.is_corrected)
        levels = {name: _levels(values) for name, values in points.series}
        top = _top(levels.values())
        for name, level in levels.items():
            y = np.where(np.isinf(level), top + 1, level)
            shown = _told_apart(x, y / top)
            axes.plot(x[shown], y[shown], **_DOTS, **_MARKS[name])
        _mark_places(axes)
        _mark_levels(axes, top, has_more=any(np.isinf(level).any() for level in levels.values()))
        return _svg(figure)


def curves_picture(points: Points, axis: str, key: str) -> str:
    """Draw values over a usual range; empty if there are too few for a curve."""
    if len(np.unique(points.x)) < _FEWEST:
        return ""
    with rc_context({**_SETTINGS, "svg.hashsalt": key}):
        figure, axes = _new(axis, "value")
        series = dict(points.series)
        judged = ~(np.isnan(series["java"]) & np.isnan(series["python"]))
        _shade(axes, points.x[judged], points.is_corrected[judged])
        for name, values in series.items():
            known = ~np.isnan(values)
            # A line ends at an infinity.
            drawn = np.where(np.isfinite(values), values, np.nan)
            axes.plot(points.x[known], drawn[known], **_LINES[name])
        axes.set_ylim(*_limits(series))
        return _svg(figure)


def corrected_regions(x: _Array, is_corrected: _Array) -> Iterator[tuple[float, float]]:
    """From where to where a correction applies, half-way to the next point where none does.

    Parameters
    ----------
    x, is_corrected : ndarray of shape (n,)
        Sorted, and whether one applies there.
    """
    steps = np.flatnonzero(np.diff(is_corrected, prepend=False, append=False))
    between = np.concatenate([x[:1], (x[1:] + x[:-1]) / 2, x[-1:]])
    yield from zip(between[steps[::2]].tolist(), between[steps[1::2]].tolist(), strict=True)


def _new(x: str, y: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(5.8, 3.0))
    # matplotlib would draw everything twice to find these out.
    figure.subplots_adjust(left=0.14, right=0.98, bottom=0.16, top=0.88)
    axes = figure.add_subplot(xlabel=x, ylabel=y)
    return figure, axes


def _shade(axes: Axes, x: _Array, is_corrected: _Array) -> None:
    # A region that is a single number is to be seen, too.
    least = (x[-1] - x[0]) / _STEPS
    label = "correction applies"
    for start, stop in corrected_regions(x, is_corrected):
        wider = max(0.0, least - (stop - start)) / 2
        axes.axvspan(start - wider, stop + wider, color=_REGION, linewidth=0, label=label)
        label = ""


def _places(x: _Array) -> _Array:
    """Where numbers stand on an axis from -1 to 1, the largest double and infinity at its ends."""
    places: _Array = np.copysign(_stretched(np.minimum(np.abs(x), _LARGEST)), x)
    return places / _stretched(np.array(_LARGEST))


def _stretched(size: _Array) -> _Array:
    stretched: _Array = np.log1p(_STRETCH * np.log10(1 + size))
    return stretched


def _mark_places(axes: Axes) -> None:
    numbers = 10.0 ** np.array(_DECADES)
    places, labels = _places(numbers), [_power(decade) for decade in _DECADES]
    backwards = [f"\u2212{label}" for label in labels[::-1]]
    axes.set_xticks([*-places[::-1], 0.0, *places], [*backwards, "0", *labels])
    axes.set_xlim(-1.03, 1.03)


def _levels(ulps: _Array) -> _Array:
    """How high distances stand: to 1 as they are, and above that a step for each power of 10."""
    levels = np.where(ulps > 1, 1 + np.log10(np.maximum(ulps, 1)), ulps)
    return np.where(ulps > _MOST_ULP, np.inf, levels)


def _top(levels: Iterable[_Array]) -> int:
    finite = np.concatenate([level[np.isfinite(level)] for level in levels])
    return int(np.ceil(finite.max(initial=1.0)))


def _mark_levels(axes: Axes, top: int, *, has_more: bool) -> None:
    levels = range(0, top + 1, -(-top // 5))
    labels = ["0" if level == 0 else _power(level - 1) for level in levels]
    more = {top + 1: f"> {_power(top - 1)}"} if has_more else {}
    axes.set_yticks([*levels, *more], [*labels, *more.values()])
    axes.set_ylim(-0.04 * top, top + (1.15 if has_more else 0.15))


def _power(decade: int) -> str:
    if decade <= 1:
        return str(10**decade)
    return "10" + str(decade).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _told_apart(x: _Array, y: _Array) -> _Array:
    """The indices of points that can be seen, one for each place."""
    measured = np.flatnonzero(~np.isnan(y))
    places = np.round(np.stack([x[measured], y[measured]], axis=1) * _STEPS)
    _, first = np.unique(places, axis=0, return_index=True)
    return measured[np.sort(first)]


def _limits(series: Mapping[str, _Array]) -> tuple[float, float]:
    """From where to where to look: as far again as the truth reaches, not to a pole of Java's."""
    truth = series["truth"]
    low, high = float(truth.min()), float(truth.max())
    room = (high - low) or 1.0
    values = np.concatenate([v[np.isfinite(v)] for v in series.values()])
    return max(low - room, values.min()) - room / 20, min(high + room, values.max()) + room / 20


def _svg(figure: Figure) -> str:
    """Write it in the page's colours, without the names that another picture has, too."""
    figure.legend(loc="upper left", ncols=4, handlelength=1.5, columnspacing=1.2)
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata=dict.fromkeys(_METADATA))
    svg = file.getvalue()
    svg = re.sub(r' id="[\w.]+_\d+"| font-family: [^;"]*;?', "", svg[svg.index("<svg") :])
    for drawn, shown in _COLOURS.items():
        svg = svg.replace(drawn, shown)
    return svg
