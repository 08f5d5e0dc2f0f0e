"""A compiled class in, the signatures of its methods out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bridge.errors import UnsupportedTypeError
from bridge.javatypes import JavaType, Value, java_type
from bridge.jvm import Jvm
from bridge.wire import Reader

__all__ = ["Case", "JavaMethod", "Signature", "load_class"]

Case = tuple[Value, ...]  # the arguments of one call, typed by the signature


@dataclass(frozen=True, slots=True)
class Signature:
    """One Java method's name, parameter types and return type, as Java source writes them.

    Types are written with their simple names and without blanks, such as ``Map<String,int[]>``.
    """

    name: str
    parameters: tuple[str, ...]
    returns: str

    def __str__(self) -> str:
        return f"{self.name}({','.join(self.parameters)})"

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


@dataclass(frozen=True, slots=True)
class JavaMethod:
    """A method that was loaded and can be called."""

    jvm: Jvm
    number: int
    class_name: str
    signature: Signature


def load_class(jvm: Jvm, classes: Path, class_name: str) -> Sequence[JavaMethod]:
    """Load a class and list its static methods that are not private, by name and parameters."""
    answer = jvm.load(classes, class_name)
    first = answer.int32()
    methods = [
        JavaMethod(jvm, first + i, class_name, _read_signature(answer))
        for i in range(answer.int32())
    ]
    return sorted(methods, key=lambda method: str(method.signature))


def _read_signature(answer: Reader) -> Signature:
    name, returns = answer.text() or "", _short(answer.text() or "")
    return Signature(
        name, tuple(_short(answer.text() or "") for _ in range(answer.int32())), returns
    )


def _short(type_name: str) -> str:
    """The type as Java source with imports writes it, or as it is told if it is not supported."""
    try:
        return str(java_type(type_name))
    except UnsupportedTypeError:
        return type_name.replace(", ", ",")
