"""What a Java method takes and gives."""

from dataclasses import dataclass
from typing import Self

from bridge.errors import UnsupportedTypeError
from bridge.javatypes import JavaType, Value, java_type, without_constants
from bridge.wire import Reader, encode_int, encode_text

__all__ = ["Case", "Signature"]

Case = tuple[Value, ...]  # the arguments of one call, typed by the signature


@dataclass(frozen=True, slots=True)
class Signature:
    """One Java method's name, parameter types and return type, as Java source writes them.

    Types are written with their simple names and without blanks, such as ``Map<String,int[]>``; the
    constants of an enum follow it in braces, and ``str`` leaves them out.
    """

    name: str
    parameters: tuple[str, ...]
    returns: str
    is_open: bool = False  # whether the last parameter, an array, stands for any number of values

    def __str__(self) -> str:
        listed = without_constants(",".join(self.parameters))
        return (
            f"{self.name}({listed.removesuffix('[]')}...)"
            if self.is_open
            else (f"{self.name}({listed})")
        )

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Read what `encode`, or `Evaluator.java`, wrote."""
        name, returns = reader.text() or "", _short(reader.text() or "")
        parameters = [reader.text() or "" for _ in range(reader.int32())]
        is_open = bool(parameters) and parameters[-1].endswith("...")
        if is_open:
            parameters[-1] = parameters[-1].removesuffix("...") + "[]"
        return cls(name, tuple(map(_short, parameters)), returns, is_open)

    def encode(self) -> bytes:
        """Its texts: name, return type; int32 number of parameters, and their types."""
        parameters = list(self.parameters)
        if self.is_open:
            parameters[-1] = parameters[-1].removesuffix("[]") + "..."
        texts = [encode_text(self.name), encode_text(self.returns), encode_int(len(parameters))]
        return b"".join([*texts, *map(encode_text, parameters)])

    @property
    def parameter_types(self) -> tuple[JavaType, ...]:
        """The parameters' types.

        Raises
        ------
        UnsupportedTypeError
            If one of them cannot cross the border.
        """
        return tuple(java_type(text) for text in self.parameters)

    @property
    def return_type(self) -> JavaType:
        """The type of what it returns; raises as `parameter_types` does."""
        return java_type(self.returns)

    @property
    def unsupported(self) -> str:
        """Why its values cannot cross the border; empty if they can."""
        try:
            _ = self.parameter_types, self.return_type
        except UnsupportedTypeError as error:
            return str(error)
        return ""


def _short(type_name: str) -> str:
    """The type as Java source with imports writes it, or as it is told if it is not supported."""
    try:
        return java_type(type_name).text
    except UnsupportedTypeError:
        return type_name.replace(", ", ",")
