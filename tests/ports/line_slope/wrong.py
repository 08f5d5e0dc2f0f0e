from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    x: float
    y: float


def slope(x1, y1, x2, y2):
    """Return the slope of the line through two points."""
    start = Point(x1, y1)
    end = Point(x2, y2)
    return (end.y - start.y) / (end.x - start.x)
