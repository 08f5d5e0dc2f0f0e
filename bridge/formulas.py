"""What people write down of arguments in, functions of them out: conditions, and true values."""

import ast
import builtins
import math
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import mpmath
import numpy as np

from bridge.errors import RequestError
from bridge.functions import PortFunction

__all__ = ["Formula", "as_function", "is_place", "rounded"]

# A function; or the text of an expression, or the place of a function: `module:name`, where the
# module may be a file, too.
Formula = str | Callable[..., Any]

_AT_HAND = {"math": math, "np": np}
_PLACE = re.compile(r"[\w./-]+:[\w.]+")


def as_function(
    formula: Formula, parameters: Sequence[str], what: str
) -> Callable[..., Any] | None:
    """Make a function of a formula; None of an empty text.

    Parameters
    ----------
    formula : Formula
        What somebody wrote down.
    parameters : sequence of str
        What an expression calls the arguments.
    what : str
        What an error calls the formula.

    Raises
    ------
    RequestError
        If it is no expression, uses names that are not there, or its module has no such function.

    Examples
    --------
    >>> as_function("math.isnan(x) or x > y", ["x", "y"], "applies")(2.0, 1.0)
    True
    """
    if not isinstance(formula, str):
        return formula
    formula = formula.strip()
    if not formula:
        return None
    if is_place(formula):
        return _imported(formula, what)
    try:
        tree = ast.parse(f"lambda {', '.join(parameters)}: (\n{formula}\n)", what, "eval")
    except SyntaxError as error:
        raise RequestError(
            f"{what} must be a Python expression, got {formula!r}: {error.msg}"
        ) from error
    unknown = _names(tree) - {*parameters, *_AT_HAND, *dir(builtins)}
    if unknown:
        raise RequestError(
            f"{what} must use {', '.join((*parameters, *_AT_HAND))} and what Python has built in, "
            f"got {min(unknown)!r} in {formula!r}"
        )
    function: Callable[..., Any] = eval(compile(tree, what, "eval"), dict(_AT_HAND))
    return function


def is_place(text: str) -> bool:
    """Whether a formula is the place of a function, and no expression."""
    return _PLACE.fullmatch(text) is not None


def rounded(answer: object) -> object:
    """Give exact numbers as the nearest floating-point numbers, also within sequences."""
    if isinstance(answer, mpmath.mpf | Fraction):
        return float(answer)
    if isinstance(answer, list | tuple):
        return [rounded(item) for item in answer]
    return answer


def _imported(place: str, what: str) -> Callable[..., Any]:
    module, _, name = place.rpartition(":")
    # A command's own folder is not on the path, as that of `python -m` is.
    if os.getcwd() not in sys.path:
        sys.path.append(os.getcwd())
    try:
        function = PortFunction(Path(module) if module.endswith(".py") else module, name).find()
    # The module is the user's own, and may raise anything.
    except Exception as error:
        raise RequestError(f"{what} must be a function, got {place!r}: {error}") from error
    return function


def _names(tree: ast.Expression) -> set[str]:
    """The names that an expression takes from outside."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    own = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    own |= {argument.arg for node in ast.walk(tree) for argument in _arguments(node)}
    return {node.id for node in names} - own


def _arguments(node: ast.AST) -> Iterator[ast.arg]:
    if isinstance(node, ast.arguments):
        yield from (*node.posonlyargs, *node.args, *node.kwonlyargs)
