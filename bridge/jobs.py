"""What is to be checked: one Java program against one port, and how strictly."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from bridge.compare import Rule, Ulps

__all__ = ["Arrays", "Exceptions", "Job", "Types"]


class Arrays(Enum):
    """What a port gets for a Java array of primitives."""

    ANNOTATED = "annotated"  # an ndarray where the annotations say so, else a list
    LIST = "list"
    NUMPY = "numpy"


class Exceptions(Enum):
    """When two exceptions agree."""

    KIND = "kind"  # where one stands for the other
    ANY = "any"
    IGNORE = "ignore"  # cases in which a side raised are not judged


class Types(Enum):
    """How strictly a result must be of the Java method's type."""

    STRICT = "strict"
    LOOSE = "loose"  # 1, 1.0 and True are the same


@dataclass(frozen=True, slots=True)
class Job:
    """One Java program, its port, and what counts as the same."""

    python: str | Path  # an importable module, or the file of one
    java: tuple[Path, ...] = ()  # sources; none if classes are named
    classes: tuple[str, ...] = ()  # with their packages; none: all that the sources declare
    classpath: tuple[Path, ...] = ()
    pairs: Mapping[str, str] = field(default_factory=dict)  # Java names and their functions
    methods: tuple[str, ...] = ()  # the Java methods to check; none: all
    cases: int = 1000
    rule: Rule = field(default_factory=lambda: Ulps(4.0))
    timeout_s: float = 1.0
    examples: Path | None = None
    arrays: Arrays = Arrays.ANNOTATED
    nulls: bool = False
    private: bool = False
    types: Types = Types.STRICT
    exceptions: Exceptions = Exceptions.KIND

    @property
    def name(self) -> str:
        """What reports call it."""
        return self.python.stem if isinstance(self.python, Path) else self.python
