"""What an interrupted run had done, kept in the user's cache until the run is over.

A file for each folder and plan: a line with the seed, then a line for each port that is done, each
the pickled object in Base64 that `jobs.py` writes, too. It can run anything when it is read, as the
compiled classes beside it can.
"""

import hashlib
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from bridge.cache import cache_folder
from bridge.jobs import pack, unpack
from bridge.ports import Port
from bridge.session import Proven

__all__ = ["Kept", "files_of"]


class Kept:
    """The ports of a run that are done.

    Parameters
    ----------
    *plan : object
        What the results depend on beside the ports and the seed.
    """

    def __init__(self, *plan: object) -> None:
        what = (version("portproof"), str(Path.cwd()), *plan)
        self._file = cache_folder("runs") / hashlib.sha256(repr(what).encode()).hexdigest()[:32]

    @property
    def seed(self) -> int | None:
        """The seed of the run that was interrupted; None if none was."""
        lines = self._lines()
        return unpack(lines[0]) if lines else None

    def begin(self, seed: int, ports: Sequence[Port], *, resume: bool) -> dict[int, Proven]:
        """Start to keep, and give what is done by the number of the port.

        That is nothing unless a run with that seed is resumed; what has changed is not done.
        """
        lines = self._lines() if resume and self.seed == seed else [pack(seed)]
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text("".join(f"{line}\n" for line in lines), encoding="ascii")
        done: dict[str, Proven] = dict(unpack(line) for line in lines[1:])
        keys = {number: _key(port) for number, port in enumerate(ports)} if done else {}
        return {number: done[key] for number, key in keys.items() if key in done}

    def add(self, port: Port, proven: Proven) -> None:
        """Keep what became of a port, unless it could not be judged."""
        if proven.names:
            with self._file.open("a", encoding="ascii") as file:
                file.write(f"{pack((_key(port), proven))}\n")

    def end(self) -> None:
        """Drop it all: the run is over."""
        self._file.unlink(missing_ok=True)

    def _lines(self) -> list[str]:
        """What is kept; a line that was being written when the run ended has no end."""
        if not self._file.is_file():
            return []
        return self._file.read_text(encoding="ascii").split("\n")[:-1]


def _key(port: Port) -> str:
    """A hash of what is asked and of all files that it depends on."""
    key = hashlib.sha256(repr(port).encode())
    for file in files_of(port):
        key.update(hashlib.sha256(file.read_bytes()).digest())
    return key.hexdigest()


def files_of(port: Port) -> Iterator[Path]:
    """The files of a port, and those beside it that it may import."""
    for place, pattern in (
        *((path, "*.java") for path in port.java),
        *((path, "*.class") for path in port.classpath),
        *((path.parent, "*.py") for path in (port.python,) if isinstance(path, Path)),
        *((path, "") for path in (port.examples,) if path is not None),
    ):
        found = sorted(place.rglob(pattern)) if place.is_dir() else [place]
        yield from (file for file in found if file.is_file())
