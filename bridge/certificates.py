"""What sweeps found to a file and back: named so exactly that anyone can sweep any block again.

A certificate is JSON. It names what was swept and on what, and nothing of how: not the engine, the
host or the time.

==============  ==================================================================================
schema          1
made_with       versions of portproof, Java with its vendor, Python and NumPy; models of the CPUs
methods         for each method:
  pair          the port as a configuration has it, or ``{"bundled": true}``
  reference     what reports call the Java side
  java, python  the method's signature, and the function's name
  rule          how close results must be
  domain        for each parameter its axis, as the table in `bridge.domains` says
  seed          of what is drawn
  inputs        how many there are
  differences   in how many the sides differ that are to agree, or do not what was declared
  unjudged      in how many a side reached a limit
  corrections   by name, in how many the sides differ as it says; all that are declared
  outcomes      for either side how the calls ended
  histogram     distances in ULP: in how many inputs that are to agree
  worst, first  the first of those furthest apart, at most one, and the first differences: number
                of the input, distance in ULP, why it is a difference, arguments, both outcomes
  truth         for how many inputs the true value was asked, and how far each side was from it
  block         how many inputs a block has
  blocks        for each block a text: its differences, a checksum of what Java did and one of what
                Python did, as `bridge.swept` says
==============  ==================================================================================

JSON has no infinity: a distance that is infinite is written as the largest double.
"""

import json
import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from bridge.domains import Axis, Domain
from bridge.errors import RequestError
from bridge.swept import Findings, Found, SweptBlock

__all__ = [
    "Certificate",
    "Certified",
    "block_line",
    "cpu",
    "made_with",
    "read_certificate",
    "write_certificate",
    "write_whole",
]

_COUNTS = ("inputs", "differences", "unjudged", "corrections", "histogram")


@dataclass(frozen=True, slots=True)
class Certified:
    """One method that was swept."""

    pair: Mapping[str, Any]
    reference: str
    java: str
    python: str
    rule: str
    domain: Domain
    findings: Findings
    blocks: tuple[str, ...]

    @property
    def stale(self) -> list[str]:
        """The corrections that account for nothing, where all there is was swept."""
        if not self.domain.is_whole or self.findings.inputs < self.domain.size:
            return []
        return [name for name, count in self.findings.corrections.items() if not count]


@dataclass(frozen=True, slots=True)
class Certificate:
    """Methods that were swept, and on what."""

    made_with: Mapping[str, str]
    methods: tuple[Certified, ...]


def made_with(java_version: str, java_vendor: str) -> dict[str, str]:
    """What results may depend on beside the sources."""
    return {
        "portproof": version("portproof"),
        "java": f"{java_version} ({java_vendor})",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "cpu": cpu(),
    }


@lru_cache
def cpu() -> str:
    """The model, for the same code may do something else on another one."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def block_line(block: SweptBlock) -> str:
    """What a certificate says of one block."""
    return f"{block.findings.differences} {block.java} {block.python}"


def write_certificate(file: Path, certificate: Certificate) -> None:
    """Write it, as a whole or not at all.

    Raises
    ------
    RequestError
        If it cannot be written.
    """
    methods = list(map(_method_as_json, certificate.methods))
    document = {"schema": 1, "made_with": dict(certificate.made_with), "methods": methods}
    write_whole(file, json.dumps(document, indent=1, allow_nan=False) + "\n", "--certificate")


def write_whole(file: Path, text: str, option: str) -> None:
    """Write a file as a whole or not at all.

    Raises
    ------
    RequestError
        If it cannot be written; with the option that named it.
    """
    beside = file.with_name(f".{file.name}.new")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)
    except OSError as error:
        raise RequestError(f"{option} must name a file to write, got {error}") from error


def read_certificate(file: Path) -> Certificate:
    """Read what `write_certificate` wrote.

    Raises
    ------
    RequestError
        If it is no certificate.
    """
    try:
        document = json.loads(file.read_text(encoding="ascii"))
        if document["schema"] != 1:
            raise ValueError(f"schema {document['schema']!r}")
        methods = tuple(map(_method, document["methods"]))
        made = {str(name): str(value) for name, value in document["made_with"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RequestError(
            f"{file} must be a certificate of portproof sweep, got {error!r}"
        ) from error
    return Certificate(made, methods)


def _method_as_json(method: Certified) -> dict[str, Any]:
    found = method.findings
    return {
        "pair": dict(method.pair),
        "reference": method.reference,
        "java": method.java,
        "python": method.python,
        "rule": method.rule,
        "domain": [axis.to_json() for axis in method.domain.axes],
        "seed": method.domain.seed,
        **{name: getattr(found, name) for name in _COUNTS},
        "outcomes": {"java": found.java, "python": found.python},
        "worst": list(map(_found_as_json, found.worst)),
        "first": list(map(_found_as_json, found.first)),
        "truth": {
            "asked": found.truths,
            "java_max_ulp": _finite(found.java_max_ulp),
            "python_max_ulp": _finite(found.python_max_ulp),
        },
        "block": method.domain.block,
        "blocks": list(method.blocks),
    }


def _method(table: Mapping[str, Any]) -> Certified:
    domain = Domain(tuple(map(Axis.read, table["domain"])), int(table["seed"]))
    blocks = tuple(map(str, table["blocks"]))
    if len(blocks) != domain.blocks or table["block"] != domain.block:
        raise ValueError(
            f"{len(blocks)} blocks of {table['block']}, where there are {domain.blocks} of "
            f"{domain.block}"
        )
    outcomes, truth = table["outcomes"], table["truth"]
    findings = Findings(
        **{name: table[name] for name in _COUNTS},
        java=outcomes["java"],
        python=outcomes["python"],
        worst=_founds(table["worst"]),
        first=_founds(table["first"]),
        truths=truth["asked"],
        java_max_ulp=truth["java_max_ulp"],
        python_max_ulp=truth["python_max_ulp"],
    )
    return Certified(
        dict(table["pair"]),
        str(table["reference"]),
        str(table["java"]),
        str(table["python"]),
        str(table["rule"]),
        domain,
        findings,
        blocks,
    )


def _found_as_json(found: Found) -> dict[str, Any]:
    return asdict(found) | {"ulp": None if found.ulp is None else _finite(found.ulp)}


def _founds(tables: Sequence[Mapping[str, Any]]) -> tuple[Found, ...]:
    names = [field.name for field in fields(Found)]
    return tuple(Found(**{name: table[name] for name in names}) for table in tables)


def _finite(ulp: float) -> float:
    return min(ulp, sys.float_info.max)
