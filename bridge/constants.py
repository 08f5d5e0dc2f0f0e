"""Python source in, the constants that are written in it out.

Code changes its behaviour at the constants it compares with, so cases are drawn near them.
"""

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

__all__ = ["Constants", "python_constants"]

_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Constants:
    """Constants by kind, each once, in the order in which they are written."""

    ints: tuple[int, ...] = ()
    floats: tuple[float, ...] = ()
    texts: tuple[str, ...] = ()

    @classmethod
    def of(cls, values: Iterable[object]) -> Self:
        """Sort values by kind; those of other kinds, and long texts, are left out."""
        # 1 and 1.0 are equal, and yet two constants.
        once = [value for _, value in dict.fromkeys((type(value), value) for value in values)]
        return cls(
            tuple(value for value in once if type(value) is int),
            tuple(value for value in once if type(value) is float),
            tuple(v for v in once if isinstance(v, str) and len(v) <= _LONGEST_TEXT),
        )

    def __or__(self, other: Self) -> Self:
        """These, and what others there are."""
        mine = (*self.ints, *self.floats, *self.texts)
        return self.of((*mine, *other.ints, *other.floats, *other.texts))


def python_constants(source: str) -> Constants:
    """Read the constants of a Python source; none if it is no Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return Constants()
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return Constants.of(
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and id(node) not in docstrings
    )
