"""What is to be proven: a Java program, its port, and what counts as the same."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from hypothesis.strategies import SearchStrategy

from bridge.compare import Exceptions, Rule
from bridge.constants import Constants
from bridge.corrections import Correction, Site
from bridge.expectations import Expectation
from bridge.formulas import Formula
from bridge.functions import PortFunction
from bridge.places import Place
from bridge.signatures import Case, Signature
from bridge.values import Conversion

__all__ = ["Arrays", "Oracle", "Pair", "Port", "make_port"]


class Arrays(Enum):
    """What a port gets for a Java array of primitives."""

    ANNOTATED = "annotated"  # an ndarray where the annotations say so, else a list
    LIST = "list"
    NUMPY = "numpy"


def _any_distance(*_: object) -> float:
    return math.inf


@dataclass(frozen=True, slots=True)
class Oracle:
    """The true value of a method, and how far off each side may be."""

    truth: Callable[..., Expectation | None]  # None: it is not known
    java_max_ulp: Callable[..., float] = _any_distance  # where no correction applies
    python_max_ulp: float = math.inf

    @property
    def is_bound(self) -> bool:
        """Whether it judges the sides, and does not only measure them."""
        return math.isfinite(self.python_max_ulp)


@dataclass(frozen=True, slots=True)
class Pair:
    """One Java method and the Python function that replaces it."""

    java: str  # the signature
    python: str  # the function's qualified name
    # Where it is found, for a process of its own; or itself, to be run in place. It takes the Java
    # method's arguments in Java's order.
    function: PortFunction | Callable[..., object]
    oracle: Oracle | None = None
    same_length: bool = False  # whether the arrays of a case have one length
    given: tuple[Case, ...] = ()
    conversion: Conversion = Conversion()  # noqa: RUF009 - it is frozen
    constants: Constants = Constants()  # noqa: RUF009 - those of both sides; it is frozen
    is_vectorised: bool = False  # whether the function takes arrays for a method of numbers
    # For each parameter of the Java method what draws it in place of our own; none: for no one.
    arguments: tuple[SearchStrategy[Any] | None, ...] = ()
    parameters: tuple[str, ...] = ()  # what the function calls its arguments, as far as known
    sites: tuple[Site, ...] = ()  # the corrections that are declared for the method
    java_place: Place = Place()  # noqa: RUF009 - it is frozen
    python_place: Place = Place()  # noqa: RUF009 - it is frozen

    def in_place(self) -> Callable[..., object]:
        """Give the function for a call in this process."""
        return self.function.find() if isinstance(self.function, PortFunction) else self.function

    def undrawn(self, signature: Signature) -> str:
        """Why no cases can be drawn; empty if they can."""
        own = self.arguments or (None,) * len(signature.parameters)
        for number, (kind, strategy) in enumerate(zip(signature.parameter_types, own, strict=True)):
            if kind.holds_objects and strategy is None:
                return (
                    f"parameter {number + 1} must be of a type that can be drawn, got {kind}; "
                    f"pass a strategy for it with arguments="
                )
        return ""


@dataclass(frozen=True, slots=True)
class Port:
    """A Java program and the Python module that replaces it.

    Parameters
    ----------
    java : tuple of Path
        Sources, or folders of sources; none if classes on the class path are named.
    python : str or Path
        An importable module, or the file of one.
    classes : tuple of str
        The classes to prove, with their packages; none: all that the sources declare.
    classpath : tuple of Path
        Folders and jars that the classes need, or are in.
    methods : tuple of str
        Names of the Java methods to prove, optionally with the signature; none: all.
    by_hand : tuple of (str, str)
        Java names, optionally with the signature, and the functions that go with them.
    pairs : tuple of Pair
        Pairs of which more is known; all others are found by their names.
    rule : Rule, optional
        How close floating-point results must be; if left out 4 ULP, or what an oracle allows.
    exceptions : Exceptions
        When two exceptions agree.
    arrays : Arrays
        What the port gets for a Java array of primitives.
    is_loose : bool
        Whether 1, 1.0 and True are the same result.
    with_nulls : bool
        Whether null is drawn for arguments.
    with_private : bool
        Whether private methods are proven, too.
    examples : Path, optional
        A JSON file of given cases.
    arguments : tuple of (str, SearchStrategy)
        What draws the arguments for the port's parameters of these names, in place of our own.
    corrections : tuple of Correction
        The differences that are intended.
    oracles : tuple of (str, Formula)
        Java names, optionally with the signature, and what gives their true values.
    reference : str
        What reports call the Java side; the class's name if empty.
    is_bundled : bool
        Whether it is the one that ``portproof check`` proves without being told what.
    recorded : Path, optional
        A file that says what the Java did, and stands for it.
    """

    java: tuple[Path, ...]
    python: str | Path
    classes: tuple[str, ...] = ()
    classpath: tuple[Path, ...] = ()
    methods: tuple[str, ...] = ()
    by_hand: tuple[tuple[str, str], ...] = ()
    pairs: tuple[Pair, ...] = ()
    rule: Rule | None = None
    exceptions: Exceptions = Exceptions.KIND
    arrays: Arrays = Arrays.ANNOTATED
    is_loose: bool = False
    with_nulls: bool = False
    with_private: bool = False
    examples: Path | None = None
    arguments: tuple[tuple[str, SearchStrategy[Any]], ...] = ()
    corrections: tuple[Correction, ...] = ()
    oracles: tuple[tuple[str, Formula], ...] = ()
    reference: str = ""
    is_bundled: bool = False
    recorded: Path | None = None

    @property
    def name(self) -> str:
        """The module's name, as reports show it."""
        return self.python.stem if isinstance(self.python, Path) else self.python

    @property
    def is_text(self) -> bool:
        """Whether its formulas are texts, so that another process can be told of them."""
        formulas = [f for correction in self.corrections for f in correction.formulas]
        formulas += [formula for _, formula in self.oracles]
        return all(isinstance(formula, str) for formula in formulas)

    @property
    def is_portable(self) -> bool:
        """Whether files and texts say what a case of it needs to be run again in a JVM."""
        is_told = self.is_bundled or (self.is_text and not self.pairs)
        return is_told and self.recorded is None


def make_port(
    java: str | Path | Sequence[str | Path],
    python: str | Path,
    pairs: Mapping[str, str] | None = None,
    arguments: Mapping[str, SearchStrategy[Any]] | None = None,
    corrections: Sequence[Correction] = (),
    oracle: Mapping[str, Formula] | None = None,
    **options: Any,
) -> Port:
    """Make a port of what people write.

    Parameters
    ----------
    java : path or sequence of paths
        Java sources that belong together.
    python : str or path
        A file that ends in ``.py``, or an importable module.
    pairs : mapping of str to str, optional
        Java names and the names of the functions that go with them.
    arguments : mapping of str to SearchStrategy, optional
        By the name of a parameter, what draws its arguments.
    corrections : sequence of Correction
        The differences that are intended.
    oracle : mapping of str to Formula, optional
        By Java name, what gives the true values.
    **options
        Any other field of `Port`.
    """
    sources = [java] if isinstance(java, str | Path) else java
    return Port(
        java=tuple(map(Path, sources)),
        python=Path(python) if str(python).endswith(".py") else str(python),
        by_hand=tuple((pairs or {}).items()),
        arguments=tuple((arguments or {}).items()),
        corrections=tuple(corrections),
        oracles=tuple((oracle or {}).items()),
        **options,
    )
