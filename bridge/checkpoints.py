"""The blocks of a sweep that are done, kept in the user's cache until the command is over.

A file for each method and all that its results depend on, with a line for each block, as
`bridge.jobs.pack` writes it. A line that was being written when the sweep was killed has no end.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from bridge.cache import cache_folder
from bridge.configuration import pair_table
from bridge.domains import Domain
from bridge.jobs import pack, unpack
from bridge.kept import files_of
from bridge.ports import Port
from bridge.swept import Findings, SweptBlock

__all__ = ["Checkpoint"]


class Checkpoint:
    """The blocks of one method that are done.

    Parameters
    ----------
    port : Port
        What is swept.
    method : str
        The method's signature.
    domain : Domain
        Its inputs.
    made_with : mapping of str to str
        What the results depend on beside these.
    """

    def __init__(
        self, port: Port, method: str, domain: Domain, made_with: Mapping[str, str]
    ) -> None:
        # What is kept can be read by what keeps the same fields only.
        kept = [field.name for kind in (SweptBlock, Findings) for field in fields(kind)]
        swept = [port.reference, method, repr(domain), pair_table(port), str(Path.cwd())]
        told = [*swept, made_with, kept]
        key = hashlib.sha256(json.dumps(told, sort_keys=True).encode())
        for file in files_of(port):
            key.update(hashlib.sha256(file.read_bytes()).digest())
        self._file = cache_folder("sweeps") / key.hexdigest()[:32]

    def begin(self, *, resume: bool) -> dict[int, SweptBlock]:
        """Start to keep, and give the blocks that are done by their numbers: none but to resume."""
        lines = self._lines() if resume else []
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text("".join(f"{line}\n" for line in lines), encoding="ascii")
        blocks: list[SweptBlock] = list(map(unpack, lines))
        return {block.number: block for block in blocks}

    def add(self, block: SweptBlock) -> None:
        """Keep a block."""
        with self._file.open("a", encoding="ascii") as file:
            file.write(f"{pack(block)}\n")

    def end(self) -> None:
        """Drop it all: the command is over."""
        self._file.unlink(missing_ok=True)

    def _lines(self) -> list[str]:
        if not self._file.is_file():
            return []
        return self._file.read_text(encoding="ascii").split("\n")[:-1]
