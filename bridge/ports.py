"""What is to be proven: which Java method goes with which Python function, and how close."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bridge.corrections import Correction
from bridge.expectations import Expectation
from bridge.functions import PortFunction
from bridge.signatures import Case
from bridge.values import Conversion

__all__ = ["Pair", "Port"]


@dataclass(frozen=True, slots=True)
class Pair:
    """One Java method and the Python function that replaces it."""

    java: str  # the signature
    python: str  # the function's qualified name
    # Where it is found, for a process of its own; or itself, to be run in place. It takes the Java
    # method's arguments in Java's order.
    function: PortFunction | Callable[..., object]
    truth: Callable[..., Expectation]  # what is right, on both sides
    java_max_ulp: Callable[..., float]  # how far off Java may be where no correction applies
    python_max_ulp: float
    same_length: bool = False  # whether the arrays of a case have one length
    given: tuple[Case, ...] = ()
    conversion: Conversion = Conversion()  # noqa: RUF009 - it is frozen

    def in_place(self) -> Callable[..., object]:
        """Give the function for a call in this process."""
        return self.function.find() if isinstance(self.function, PortFunction) else self.function


@dataclass(frozen=True, slots=True)
class Port:
    """A Java class, its Python functions, and the differences that are intended."""

    reference: str  # short name of the Java side, as reports show it
    sources: Path
    class_name: str
    pairs: tuple[Pair, ...]
    corrections: tuple[Correction, ...] = ()
    python_only: tuple[str, ...] = ()  # functions without a Java partner
