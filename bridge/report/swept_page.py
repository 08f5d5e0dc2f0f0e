"""What sweeps found as one HTML page, which needs nothing else and runs no script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from bridge.certificates import Certificate, Certified
from bridge.points import Points
from bridge.report.pictures import errors_picture
from bridge.report.swept import swept_lines, swept_summary
from bridge.report.wording import legible

__all__ = ["sweep_as_html"]

_PAGE = files("bridge.report") / "page"


@dataclass(frozen=True, slots=True)
class _Swept:
    """What the page tells of a method."""

    title: str
    found: str
    details: tuple[str, ...]
    histogram: Mapping[str, int]
    outcomes: tuple[tuple[str, Mapping[str, int]], ...]
    picture: Markup
    caption: str


def sweep_as_html(certificate: Certificate, points: Sequence[Points]) -> str:
    """Write the page.

    Parameters
    ----------
    certificate : Certificate
        What was found.
    points : sequence of Points
        For each of its methods how far apart the sides are at the most in each block.
    """
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    result, _, counts = swept_summary(certificate.methods).partition(": ")
    methods = zip(certificate.methods, points, strict=True)
    page = environment.from_string((_PAGE / "swept.html").read_text(encoding="utf-8")).render(
        style=Markup((_PAGE / "report.css").read_text(encoding="utf-8")),
        result=result,
        counts=counts,
        made_with=certificate.made_with,
        methods=[_swept(method, apart, f"s{n}") for n, (method, apart) in enumerate(methods)],
    )
    return legible(page)


def _swept(method: Certified, apart: Points, key: str) -> _Swept:
    found, *details = swept_lines(method)
    axis = "argument" if len(method.domain.axes) == 1 else "largest argument, with its sign"
    return _Swept(
        title=f"{method.reference} {method.java} and {method.python}",
        found=found.partition(": ")[2],
        details=tuple(detail.strip() for detail in details),
        histogram=method.findings.histogram,
        outcomes=(("Java", method.findings.java), ("Python", method.findings.python)),
        picture=Markup(errors_picture(apart, axis, key)),
        caption=f"The largest distance in each of {len(method.blocks):,} blocks, which hold all "
        f"inputs; above 1 ULP the scale is logarithmic",
    )
