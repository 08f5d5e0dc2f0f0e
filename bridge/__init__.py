"""Differential tests of a Python port against the Java it was ported from.

The names below are loaded when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bridge.compare import Bits, Tolerance, Ulps
    from bridge.corrections import Correction
    from bridge.engine import check
    from bridge.errors import BridgeError
    from bridge.jvm import Jvm
    from bridge.outcomes import Outcome
    from bridge.ports import Port
    from bridge.verdict import Status, Verdict

__all__ = [
    "Bits",
    "BridgeError",
    "Correction",
    "Jvm",
    "Outcome",
    "Port",
    "Status",
    "Tolerance",
    "Ulps",
    "Verdict",
    "check",
]

_HOMES = {
    "Bits": "compare",
    "BridgeError": "errors",
    "Correction": "corrections",
    "Jvm": "jvm",
    "Outcome": "outcomes",
    "Port": "ports",
    "Status": "verdict",
    "Tolerance": "compare",
    "Ulps": "compare",
    "Verdict": "verdict",
    "check": "engine",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'bridge' has no attribute {name!r}")
    return getattr(import_module(f"bridge.{_HOMES[name]}"), name)
