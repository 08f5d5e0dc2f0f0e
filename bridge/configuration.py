"""A configuration file in, the arguments of ``portproof check`` that it stands for out.

The file is ``portproof.toml``, or the table ``tool.portproof`` of ``pyproject.toml``: a list
``pairs`` of tables with ``java`` (a source or several; none with ``class``), ``python`` and any of
the command's options by its long name; options that stand beside the list hold for all pairs that
do not say otherwise.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bridge.errors import RequestError

__all__ = ["Configuration", "find_configuration", "read_configuration"]


@dataclass(frozen=True, slots=True)
class Configuration:
    """Arguments, as a shell would hand them over in the file's folder."""

    common: list[str]
    pairs: list[list[str]]


def find_configuration(folder: Path) -> Path | None:
    """Find the configuration file of a folder; ``portproof.toml`` goes first."""
    own, shared = folder / "portproof.toml", folder / "pyproject.toml"
    if own.is_file():
        return own
    return shared if shared.is_file() and _table(shared) is not None else None


def read_configuration(file: Path) -> Configuration:
    """Read what holds for all pairs, and each pair.

    Raises
    ------
    RequestError
        If it is no TOML, or lists no pairs.
    """
    common = dict(_table(file) or {})
    pairs = common.pop("pairs", None)
    if not isinstance(pairs, list) or not pairs or not all(isinstance(p, dict) for p in pairs):
        raise RequestError(f"{file} must list pairs, got {pairs!r}; add [[pairs]] to it")
    return Configuration([*_options(common)], [_arguments(pair, file) for pair in pairs])


def _arguments(pair: Mapping[str, Any], file: Path) -> list[str]:
    options = dict(pair)
    java, python = options.pop("java", []), options.pop("python", None)
    sources = [java] if isinstance(java, str) else java
    if not isinstance(python, str) or not isinstance(sources, list):
        raise RequestError(f"each pair in {file} must name java and python, got {dict(pair)!r}")
    return [*_options(options), "--", *map(str, sources), python]


def _options(table: Mapping[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        values = value if isinstance(value, list) else [value]
        if isinstance(value, dict):
            values = [f"{key}={item}" for key, item in value.items()]
        for item in values:
            if item is not False:
                yield f"--{name}" if item is True else f"--{name}={item}"


def _table(file: Path) -> Mapping[str, Any] | None:
    """What the file says for us; None if it says nothing."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RequestError(f"configuration must be TOML, got {str(file)!r}: {error}") from error
    if file.name != "pyproject.toml":
        return table
    found = table.get("tool", {}).get("portproof")
    return found if isinstance(found, dict) else None
