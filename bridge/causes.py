"""Why a port differs from Java: the rules of Java it ignores, the lines, the fix."""

from dataclasses import dataclass
from enum import Enum

from bridge.rules import Rule

__all__ = ["Cause", "Step", "Who"]


class Who(Enum):
    """Which side does not have the true value."""

    JAVA = "java"
    PYTHON = "python"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the port that ran, and what its local variables held after it."""

    line: int
    text: str
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """Why the sides differ, as far as it was found out.

    Attributes
    ----------
    rules : tuple of Rule
        Those that make the differing cases agree once the port keeps them; empty where none does.
    python_lines, java_lines : tuple of int
        Lines of the port's file where the rules matter, and of the Java file that do such things.
    fix : str
        Unified diff of the port's file; empty if there is none.
    is_verified : bool
        Whether fresh cases agreed with the fix applied.
    who : Who or None
        Which side does not have the true value, where that is known.
    remark : str
        What `who` means for the reader, and what to do; empty if nothing is known.
    steps : tuple of Step
        Where no rule explains it: how the port ran through the smallest differing case.
    """

    rules: tuple[Rule, ...]
    python_lines: tuple[int, ...] = ()
    java_lines: tuple[int, ...] = ()
    fix: str = ""
    is_verified: bool = False
    who: Who | None = None
    remark: str = ""
    steps: tuple[Step, ...] = ()
