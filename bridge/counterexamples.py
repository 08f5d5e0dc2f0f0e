"""Counterexamples to files and back, so that they can be run again: here, or where the files go.

Each is a JSON file of its own in the folder ``.portproof`` of the working directory, named by its
ID: the pair as a configuration has it, with paths that are relative where they can be, the method,
the typed arguments, and what both sides did with them.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bridge.configuration import pair_table
from bridge.errors import RequestError
from bridge.typedjson import to_json
from bridge.verdict import Status, Verdict

__all__ = ["FOLDER", "Kept", "drop", "drop_stale", "identify", "keep", "read_kept"]

FOLDER = Path(".portproof")


@dataclass(frozen=True, slots=True)
class Kept:
    """A counterexample that was kept."""

    id: str
    pair: dict[str, Any]  # as a configuration has it; {"bundled": True} for the bundled port
    reference: str
    method: str
    arguments: list[Any]  # typed values
    java: dict[str, Any]  # what Java did, as JSON
    python: dict[str, Any]


def identify(verdict: Verdict) -> str:
    """The ID of a verdict's counterexample: its method and a hash of all that it is.

    Empty if there is none to keep, or functions that no file can hold are a part of it.
    """
    kept = _kept(verdict)
    return kept.id if kept else ""


def keep(verdicts: Iterable[Verdict], folder: Path = FOLDER) -> None:
    """Write the counterexamples of verdicts that are DIFFERENT.

    Raises
    ------
    OSError
        If the folder cannot be written to.
    """
    for kept in filter(None, map(_kept, verdicts)):
        folder.mkdir(exist_ok=True)
        fields = {name: getattr(kept, name) for name in _KINDS}
        text = json.dumps({"portproof": version("portproof"), **fields}, indent=1) + "\n"
        # Whoever reads it meanwhile finds the whole of it, or what was there before.
        with tempfile.NamedTemporaryFile(
            "w", dir=folder, prefix=".", suffix=".new", delete=False, encoding="utf-8"
        ) as file:
            file.write(text)
        os.chmod(file.name, 0o644)
        os.replace(file.name, _file(folder, kept.id))


def read_kept(ids: Sequence[str] = (), folder: Path = FOLDER) -> list[Kept]:
    """Read the counterexamples with these IDs; none: all.

    Raises
    ------
    RequestError
        If there is none of an ID, or a file is damaged.
    """
    found = sorted(file.stem for file in folder.glob("*.json"))
    for name in ids:
        if name not in found:
            raise RequestError(
                f"ID must be one of {', '.join(found) or f'those in {folder}'}, got {name!r}"
            )
    return [_read(_file(folder, name)) for name in ids or found]


def drop(kept: Kept, folder: Path = FOLDER) -> None:
    """Delete the file of a counterexample."""
    _file(folder, kept.id).unlink(missing_ok=True)


def drop_stale(verdicts: Sequence[Verdict], folder: Path = FOLDER) -> None:
    """Delete the counterexamples of methods whose signatures are no more.

    Parameters
    ----------
    verdicts : sequence of Verdict
        On all methods of the Java classes that they name as their references.
    """
    for kept in read_kept(folder=folder):
        file = os.path.abspath(kept.pair.get("python", ""))
        known = {
            v.java
            for v in verdicts
            if v.reference == kept.reference and v.python_place.file == file
        }
        # What is gone altogether may be one that only `--all` looks at.
        if kept.method not in known and _name(kept.method) in map(_name, known):
            drop(kept, folder)


def _name(signature: str) -> str:
    return signature.partition("(")[0]


def _kept(verdict: Verdict) -> Kept | None:
    found, signature = verdict.counterexample, verdict.signature
    if verdict.status is not Status.DIFFERENT or found is None or signature is None:
        return None
    if not found.port.is_portable:
        return None
    pair = pair_table(found.port)
    arguments = [*map(to_json, signature.parameter_types, found.case)]
    what = (pair.get("java"), pair.get("python"), verdict.reference, verdict.java, arguments)
    digest = hashlib.sha256(json.dumps(what).encode()).hexdigest()[:8]
    return Kept(
        id=f"{signature.name}-{digest}",
        pair=pair,
        reference=verdict.reference,
        method=verdict.java,
        arguments=arguments,
        java=found.java.to_json(signature),
        python=found.python.to_json(signature),
    )


_KINDS = {
    "pair": dict,
    "reference": str,
    "method": str,
    "arguments": list,
    "java": dict,
    "python": dict,
}


def _read(file: Path) -> Kept:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        fields = {name: found[name] for name in _KINDS}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RequestError(f"{file} must hold a counterexample, got {error!r}") from error
    for name, kind in _KINDS.items():
        if not isinstance(fields[name], kind):
            raise RequestError(f"{name} in {file} must be a {kind.__name__}, got {fields[name]!r}")
    return Kept(file.stem, **fields)


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.json"
