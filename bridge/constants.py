"""Compiled Java and Python source in, the constants that are written in them out.

Code changes its behaviour at the constants it compares with, so cases are drawn near them.
"""

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bridge.errors import JavacError
from bridge.javac import Jdk

__all__ = ["Constants", "java_constants", "python_constants"]

# What javap prints of an instruction that holds a constant or compares with some.
_JAVA_INT = re.compile(
    r"[bs]ipush\s+(-?\d+)$|// int (-?\d+)$|// long (-?\d+)l$|^\s+(-?\d+): \d+$|iconst_(m?\d)$"
)
_JAVA_FLOAT = re.compile(r"// (?:float|double) (-?[\d.E-]+)[fd]$")
_JAVA_TEXT = re.compile(r"// String (.*)$")
_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Constants:
    """Constants by kind, each once, in the order in which they are written."""

    ints: tuple[int, ...] = ()
    floats: tuple[float, ...] = ()
    texts: tuple[str, ...] = ()

    def __add__(self, other: "Constants") -> "Constants":
        """Those of both."""
        return _of(
            [*self.ints, *other.ints, *self.floats, *other.floats, *self.texts, *other.texts]
        )


def java_constants(jdk: Jdk, classes: Path, class_names: Sequence[str]) -> dict[str, Constants]:
    """Read the constants of compiled classes.

    Parameters
    ----------
    jdk : Jdk
        Whose javap reads them.
    classes : Path
        Folder or jar in which the classes are.
    class_names : sequence of str
        As `Class.getName` gives them.

    Returns
    -------
    dict of str to Constants
        By class name.

    Raises
    ------
    JavacError
        If javap cannot read a class.
    """
    options = ["-J-Dfile.encoding=UTF-8", "-c", "-p", "-cp", str(classes)]
    command = [str(jdk.javap), *options, *class_names]
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise JavacError(f"javap ended with {done.returncode}: {done.stderr.decode().strip()}")
    # One text a class, in the order asked for.
    texts = re.split(r"(?m)^Compiled from .*$", done.stdout.decode(errors="replace"))[1:]
    return {name: _of(_java_values(text)) for name, text in zip(class_names, texts, strict=True)}


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
    return _of(
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and id(node) not in docstrings
    )


def _java_values(text: str) -> Iterator[object]:
    for line in text.splitlines():
        integer, floating, words = (p.search(line) for p in (_JAVA_INT, _JAVA_FLOAT, _JAVA_TEXT))
        if words:
            yield words[1].encode("latin-1", "backslashreplace").decode("unicode_escape")
        elif integer:
            yield int(next(group for group in integer.groups() if group).replace("m", "-"))
        elif floating:
            yield float(floating[1])


def _of(values: Iterable[object]) -> Constants:
    # 1 and 1.0 are equal, and yet two constants.
    once = [value for _, value in dict.fromkeys((type(value), value) for value in values)]
    return Constants(
        tuple(value for value in once if type(value) is int),
        tuple(value for value in once if type(value) is float),
        tuple(v for v in once if isinstance(v, str) and len(v) <= _LONGEST_TEXT),
    )
