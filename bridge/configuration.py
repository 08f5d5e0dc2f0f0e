"""A configuration file in, the arguments of ``portproof check`` that it stands for out.

The file is ``portproof.toml``, or the table ``tool.portproof`` of ``pyproject.toml``: a list
``pairs`` of tables with ``java`` (a source or several; none with ``class``), ``python`` and any of
the command's options by its long name; options that stand beside the list hold for all pairs that
do not say otherwise. What no command line could hold are a pair's ``corrections``, a list of tables
with the fields of a `Correction`, and its ``oracle``, a table of Java names and formulas; ``sweep``
marks it for ``portproof sweep``.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from bridge.compare import Aspect, Bits, Exceptions
from bridge.corrections import Correction
from bridge.errors import RequestError
from bridge.formulas import Formula
from bridge.ports import Arrays, Port

__all__ = [
    "Configuration",
    "PairTable",
    "command_words",
    "correction_table",
    "find_configuration",
    "judging_table",
    "pair_table",
    "read_configuration",
    "read_pair_table",
]

_ASPECTS = {"result": Aspect.RESULT, "arguments": Aspect.ARGUMENTS}
_TEXTS = {"name", "reason", "applies", "java", "python", "fix", "found_by"}
_LISTS = {"methods", "cases"}
_REQUIRED = {"name", "methods", "reason", "applies"}


@dataclass(frozen=True, slots=True)
class PairTable:
    """What a file says of one pair."""

    arguments: list[str]  # as a shell would hand them over in the file's folder
    corrections: tuple[Correction, ...] = ()
    oracles: tuple[tuple[str, Formula], ...] = ()
    is_swept: bool = False


@dataclass(frozen=True, slots=True)
class Configuration:
    """What holds for all pairs, as arguments of the command, and each pair."""

    common: list[str]
    pairs: list[PairTable]


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
    return Configuration([*_options(common)], [read_pair_table(pair, str(file)) for pair in pairs])


def read_pair_table(table: Mapping[str, Any], where: str) -> PairTable:
    """Read the table of one pair.

    Parameters
    ----------
    table : mapping of str to object
        Its entries.
    where : str
        What an error calls the file.

    Raises
    ------
    RequestError
        If it names no port, or a correction or oracle cannot be read.
    """
    options = dict(table)
    corrections, oracle = options.pop("corrections", []), options.pop("oracle", {})
    is_swept = options.pop("sweep", False)
    if not isinstance(is_swept, bool):
        raise RequestError(f"sweep in {where} must be true or false, got {is_swept!r}")
    if not isinstance(corrections, list):
        raise RequestError(f"corrections in {where} must be tables, got {corrections!r}")
    if not isinstance(oracle, dict) or not all(isinstance(f, str) for f in oracle.values()):
        raise RequestError(f"oracle in {where} must be a table of formulas, got {oracle!r}")
    return PairTable(
        _arguments(options, where),
        tuple(_correction(correction, where) for correction in corrections),
        tuple(oracle.items()),
        is_swept,
    )


def pair_table(port: Port) -> dict[str, Any]:
    """Write a port as the table that `read_pair_table` reads, with relative paths.

    Of the bundled one it holds ``bundled`` instead of files; functions that are no texts are left
    out.
    """
    files = {} if port.is_bundled else _files(port)
    table = {
        "bundled": port.is_bundled,
        "recorded": _portable(port.recorded) if port.recorded else "",
        **files,
        "all": port.with_private,
        **judging_table(port),
    }
    return {name: value for name, value in table.items() if value}


def judging_table(port: Port) -> dict[str, Any]:
    """Write what of `pair_table` says how cases are judged, whatever the Java."""
    rule = port.rule
    table = {
        "pair": dict(port.by_hand),
        "arrays": "" if port.arrays is Arrays.ANNOTATED else port.arrays.value,
        "types": "loose" if port.is_loose else "",
        "exceptions": "" if port.exceptions is Exceptions.KIND else port.exceptions.value,
        "rule": "" if rule is None else str(rule),
        "signed-zero": rule is not None and not isinstance(rule, Bits) and rule.signed_zero,
        "corrections": [correction_table(c) for c in port.corrections if port.is_text],
        "oracle": dict(port.oracles) if port.is_text else {},
    }
    return {name: value for name, value in table.items() if value}


def command_words(table: Mapping[str, Any], *more: str) -> list[str]:
    """Give the words of the command that a pair's table stands for; no command has corrections.

    Parameters
    ----------
    table : mapping of str to object
        As `pair_table` gives it.
    *more : str
        Words to be put between options and files.
    """
    options = dict(table)
    files = [*options.pop("java", []), *filter(None, [options.pop("python", "")])]
    for name in ("bundled", "corrections", "oracle"):
        options.pop(name, None)
    words = (word.split("=", 1) for word in _options(options))
    return [*(part for word in words for part in word), *more, *files]


def _files(port: Port) -> dict[str, Any]:
    return {
        "java": [_portable(path) for path in port.java],
        "python": _portable(port.python) if isinstance(port.python, Path) else port.python,
        "class": list(port.classes),
        "classpath": [_portable(path) for path in port.classpath],
    }


def _portable(path: Path) -> str:
    inside = path.is_absolute() and path.is_relative_to(Path.cwd())
    return (path.relative_to(Path.cwd()) if inside else path).as_posix()


def correction_table(correction: Correction) -> dict[str, Any]:
    """Write a correction as the table that `read_pair_table` reads; its formulas must be texts."""
    aspect = next(name for name, aspect in _ASPECTS.items() if aspect is correction.aspect)
    table = {field.name: getattr(correction, field.name) for field in fields(correction)}
    table |= {"aspect": aspect, **{name: list(table[name]) for name in _LISTS}}
    default = {"aspect": "result"}
    return {name: value for name, value in table.items() if value and value != default.get(name)}


def _correction(table: object, where: str) -> Correction:
    what = f"each correction in {where}"
    if not isinstance(table, dict):
        raise RequestError(f"{what} must be a table, got {table!r}")
    known = {*_TEXTS, *_LISTS, "aspect"}
    if not _REQUIRED <= table.keys() <= known:
        raise RequestError(
            f"{what} must have {', '.join(sorted(_REQUIRED))}, and may have "
            f"{', '.join(sorted(known - _REQUIRED))}, got {', '.join(sorted(table))}"
        )
    for name, value in table.items():
        if name in _LISTS and not isinstance(value, list):
            raise RequestError(f"{name} of {what} must be a list, got {value!r}")
        if name in _TEXTS and not isinstance(value, str):
            raise RequestError(f"{name} of {what} must be a text, got {value!r}")
    aspect = table.get("aspect", "result")
    if aspect not in _ASPECTS:
        raise RequestError(f"aspect of {what} must be result or arguments, got {aspect!r}")
    return Correction(**{**table, "aspect": _ASPECTS[aspect]})


def _arguments(pair: Mapping[str, Any], where: str) -> list[str]:
    options = dict(pair)
    java, python = options.pop("java", []), options.pop("python", None)
    sources = [java] if isinstance(java, str) else java
    if not isinstance(python, str) or not isinstance(sources, list):
        raise RequestError(f"each pair in {where} must name java and python, got {dict(pair)!r}")
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
