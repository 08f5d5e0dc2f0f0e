"""Where functions are written down: a file and a line of it."""

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Place"]


@dataclass(frozen=True, slots=True)
class Place:
    """A file and a line of it, counted from 1; empty and 0 where they are not known."""

    file: str = ""
    line: int = 0

    @property
    def path(self) -> str:
        """The file, seen from the working directory if it lies therein, with slashes."""
        file = Path(self.file)
        if self.file and file.is_absolute() and file.is_relative_to(Path.cwd()):
            file = file.relative_to(Path.cwd())
        return file.as_posix() if self.file else ""
