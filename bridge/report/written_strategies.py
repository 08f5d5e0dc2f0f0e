"""A Java type in, the source of a Hypothesis strategy out that draws what a port gets for it.

Ranges are those of the types, or small ones where a method takes long, or fails, for large values.
"""

from dataclasses import dataclass, replace

import numpy as np

from bridge.javatypes import Form, JavaType
from bridge.report.layout import Group, Source, call, named
from bridge.report.literals import Names, literal
from bridge.values import Conversion, to_python

__all__ = ["CONSTANTS", "Drawing", "strategy"]

# Strategies that are long, or want a word said, get a name at the top of the file.
CONSTANTS = {
    "BYTE": "st.integers(-(2**7), 2**7 - 1)",
    "SHORT": "st.integers(-(2**15), 2**15 - 1)",
    "INT": "st.integers(-(2**31), 2**31 - 1)",
    "LONG": "st.integers(-(2**63), 2**63 - 1)",
    "CHAR": "st.characters(max_codepoint=0xFFFF, exclude_categories=())",
    "TEXT": """st.text(st.characters(exclude_categories=()), max_size=12).map(
    # Strings in Java are of UTF-16 units, of which two may make one character.
    lambda s: s.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
)""",
}

_PRINTABLE = call("st.characters", "min_codepoint=32", "max_codepoint=126")
_INTEGERS = {"byte", "short", "int", "long"}
_LENGTH, _INNER_LENGTH = 12, 5


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is to be drawn for a method."""

    conversion: Conversion
    names: Names
    is_small: bool = False  # whether only small values are drawn
    with_nulls: bool = False
    is_key: bool = False  # whether it is for what lies in a set, or is a key
    most: int = _LENGTH  # the length of arrays and lists

    def inner(self) -> "Drawing":
        """What lies deeper."""
        return replace(self, most=_INNER_LENGTH)

    def of_keys(self) -> "Drawing":
        """What lies in a set, or is a key, which no null is."""
        return replace(self.inner(), is_key=True, with_nulls=False)


def strategy(kind: JavaType, drawing: Drawing) -> Source:
    """Write the strategy for a type that can be drawn."""
    values = _values(kind, drawing)
    is_null_drawn = drawing.with_nulls and kind.form is not Form.PRIMITIVE
    return call("st.one_of", call("st.none"), values) if is_null_drawn else values


def _values(kind: JavaType, drawing: Drawing) -> Source:
    match kind.form:
        case Form.PRIMITIVE | Form.BOX:
            return _number(kind.primitive.name, drawing)
        case Form.TEXT:
            return _small_text() if drawing.is_small else "TEXT"
        case Form.ENUM:
            return _constants(kind, drawing)
        case Form.ANY:
            return _number("int", drawing)
        case Form.ROW if drawing.conversion.is_numpy and not kind.is_char and not drawing.is_key:
            return _array(kind, drawing)
        case Form.ROW:
            return _list(_number(kind.name, drawing), drawing)
        case Form.SET:
            name = "st.frozensets" if drawing.is_key else "st.sets"
            return call(name, strategy(kind.element, drawing.of_keys()), f"max_size={drawing.most}")
        case Form.MAP:
            key, item = drawing.of_keys(), drawing if drawing.is_key else drawing.inner()
            entries = strategy(kind.key, key), strategy(kind.element, item)
            drawn = call("st.dictionaries", *entries, f"max_size={drawing.most}")
            if not drawing.is_key:
                return drawn
            return call("st.builds", "lambda entries: frozenset(entries.items())", drawn)
    return _list(strategy(kind.element, drawing.inner()), drawing)


def _number(name: str, drawing: Drawing) -> Source:
    if name == "boolean":
        return call("st.booleans")
    if name == "char":
        return _PRINTABLE if drawing.is_small else "CHAR"
    if name in _INTEGERS:
        return call("st.integers", "-100", "100") if drawing.is_small else name.upper()
    bounds = ["-100", "100"] if drawing.is_small else []
    width = ["width=32"] if name == "float" else []
    # Java has one NaN as a key, Python as many as there are objects.
    no_nan = ["allow_nan=False"] if drawing.is_key and not drawing.is_small else []
    return call("st.floats", *bounds, *width, *no_nan)


def _small_text() -> Source:
    return call("st.text", _PRINTABLE, f"max_size={_LENGTH}")


def _constants(kind: JavaType, drawing: Drawing) -> Source:
    """The members of the port's enum, which is named as a whole where it has just these."""
    members = [to_python(kind, name, drawing.conversion) for name in kind.constants]
    owner = type(members[0])
    if owner in drawing.names and [*getattr(owner, "__members__", {}).values()] == members:
        return call("st.sampled_from", drawing.names[owner])
    items = tuple(literal(member, drawing.names) for member in members)
    return call("st.sampled_from", Group("[", items, "]"))


def _array(kind: JavaType, drawing: Drawing) -> Source:
    dtype = "np.bool_" if kind.name == "boolean" else f"np.{np.dtype(kind.primitive.dtype).name}"
    size = call("st.integers", "0", str(drawing.most))
    if not drawing.is_small or kind.name == "boolean":
        return call("arrays", dtype, size)
    elements = call("st.integers", "-100", "100")
    if kind.primitive.is_floating:
        elements = call("st.floats", "-100", "100", *(["width=32"] * (kind.name == "float")))
    return call("arrays", dtype, size, named("elements=", elements))


def _list(elements: Source, drawing: Drawing) -> Source:
    drawn = call("st.lists", elements, f"max_size={drawing.most}")
    return call("st.builds", "tuple", drawn) if drawing.is_key else drawn
