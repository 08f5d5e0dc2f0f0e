"""Java methods in, the places in the port's sources where they are written down out."""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from bridge.classfile import MethodLine, find_class, method_lines
from bridge.javatypes import without_constants
from bridge.places import Place
from bridge.signatures import Signature

__all__ = ["JavaPlaces"]


class JavaPlaces:
    """Finds methods in sources.

    Parameters
    ----------
    sources : sequence of Path
        Files, or folders of such.
    classes : sequence of Path
        Folders and jars of what they were compiled to.
    """

    def __init__(self, sources: Sequence[Path], classes: Sequence[Path]) -> None:
        self._sources = sources
        self._classes = classes
        self._lines = lru_cache(self._read)

    def find(self, class_name: str, signature: Signature) -> Place:
        """The first line of a method's code; what the sources do not hold is unknown."""
        file, lines = self._lines(class_name)
        erased = tuple(map(_erased, signature.parameters))
        alike = [
            line
            for line in lines
            if line.name == signature.name and len(line.parameters) == len(erased)
        ]
        exact = [line for line in alike if line.parameters == erased]
        # The signature tells a type variable by another bound than the class file at times.
        meant = exact or (alike if len(alike) == 1 else [])
        # A bridge method, which javac makes, has the line of its class, which is above.
        return Place(file, max((line.line for line in meant), default=0))

    def _read(self, class_name: str) -> tuple[str, Sequence[MethodLine]]:
        content = find_class(class_name, *self._classes)
        if not content or not self._sources:
            return "", ()
        name, lines = method_lines(content)
        file = "/".join([*class_name.split(".")[:-1], name])
        named = [f for f in self._files if f.name == name]
        # The folders need not be those of the package, and b/Foo.java may lie in another a.
        best = [f for f in named if f.as_posix().endswith(f"/{file}")]
        chosen = min(map(str, best or named), key=len, default="")
        return chosen, lines if chosen else ()

    @cached_property
    def _files(self) -> Sequence[Path]:
        sources = (source.absolute() for source in self._sources)
        return [f for s in sources for f in (sorted(s.rglob("*.java")) if s.is_dir() else [s])]


def _erased(type_name: str) -> str:
    """Such as ``Map[]`` for ``java.util.Map<String,Long>[]``."""
    plain = re.sub("<.*>", "", without_constants(type_name))
    return re.split("[.$]", plain)[-1]
