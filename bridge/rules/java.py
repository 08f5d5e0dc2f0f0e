"""A Java method's text in, what it says of types and operations out: read as tokens, not parsed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

__all__ = ["JavaText", "plain_name"]

# What is no code: comments, text blocks, strings and chars. JLS 17, 3.7 and 3.10.
_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
_STRING = re.compile(r'"{3}.*?"{3}|"(?:\\.|[^"\\\n])*"', re.DOTALL)
_DECLARED = re.compile(
    r"\b(byte|short|char|int|long|float|double|boolean|var|[A-Z]\w*)(?:\s*<[^;{}()]*?>)?"
    r"((?:\s*\[\s*\])*)(?:\s*\.\.\.)?\s+(\w+)\b((?:\s*\[\s*\])*)"
)
_SAME_TYPE = re.compile(
    r"\b(byte|short|char|int|long|float|double|boolean)((?:\[\])*)\s+([^;(){}]*)"
)
_LONG_LITERAL = re.compile(r"\b(?:0[xX][0-9a-fA-F_]+|\d[\d_]*)[lL]\b")


def plain_name(name: str) -> str:
    """A name without what Java and Python write otherwise: ``hash_value`` as ``hashvalue``."""
    return name.replace("_", "").lower()


@dataclass(frozen=True, slots=True)
class JavaText:
    """The method that is ported, and the file that it stands in.

    Attributes
    ----------
    text : str
        The method.
    line : int
        The number of its first line.
    file : str
        All of the file.
    returns : str
        The type of its result.
    parameters : mapping of str to str
        What the port calls the parameters, and their types.
    """

    text: str
    line: int
    file: str
    returns: str
    parameters: Mapping[str, str]
    _types: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for text in (self.file, self.text):
            self._types.update(_declared(_code(text)))
        self._types.update({plain_name(name): kind for name, kind in self.parameters.items()})

    def has(self, pattern: str) -> bool:
        """Whether the code of the file matches anywhere; that of the methods it calls counts."""
        return re.search(pattern, _code(self.file)) is not None

    def type_of(self, name: str) -> str:
        """The type of what goes by a name in the port, as far as the names are alike; or empty."""
        return self._types.get(plain_name(name), "")

    @property
    def is_long(self) -> bool:
        """Whether longs occur in it."""
        return re.search(r"\b[lL]ong\b", _code(self.file)) is not None or bool(
            _LONG_LITERAL.search(_code(self.file))
        )

    def lines(self, pattern: str) -> Sequence[int]:
        """The numbers of the method's lines that match."""
        lines = enumerate(_code(self.text).split("\n"), self.line)
        return [number for number, text in lines if re.search(pattern, text)] if pattern else []


def _code(text: str) -> str:
    """The text without comments and the contents of strings; lines stay."""
    without = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    return _STRING.sub(lambda found: '""' + "\n" * found[0].count("\n"), without)


def _declared(code: str) -> Iterator[tuple[str, str]]:
    for found in _DECLARED.finditer(code):
        dimensions = (found[2] + found[4]).count("[")
        yield plain_name(found[3]), found[1] + "[]" * dimensions
    for found in _SAME_TYPE.finditer(code):
        for part in found[3].split(","):
            name = re.match(r"\s*(\w+)\s*(=|$)", part)
            if name:
                yield plain_name(name[1]), found[1] + found[2]
