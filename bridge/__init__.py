"""Differential tests of a Python port against the Java it was ported from.

The names below are loaded when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bridge.compare import Bits, Exceptions, Tolerance, Ulps
    from bridge.corrections import Correction
    from bridge.engine import check
    from bridge.errors import BridgeError
    from bridge.functions import import_port
    from bridge.javafunctions import (
        JavaError,
        JavaFunction,
        JavaTimeoutError,
        assert_different,
        assert_same,
        load_java,
    )
    from bridge.jvm import Jvm
    from bridge.outcomes import Outcome
    from bridge.ports import Port
    from bridge.verdict import Status, Verdict

__all__ = [
    "Bits",
    "BridgeError",
    "Correction",
    "Exceptions",
    "JavaError",
    "JavaFunction",
    "JavaTimeoutError",
    "Jvm",
    "Outcome",
    "Port",
    "Status",
    "Tolerance",
    "Ulps",
    "Verdict",
    "assert_different",
    "assert_same",
    "check",
    "import_port",
    "load_java",
]

_HOMES = {
    "Bits": "compare",
    "BridgeError": "errors",
    "Correction": "corrections",
    "Exceptions": "compare",
    "JavaError": "javafunctions",
    "JavaFunction": "javafunctions",
    "JavaTimeoutError": "javafunctions",
    "Jvm": "jvm",
    "Outcome": "outcomes",
    "Port": "ports",
    "Status": "verdict",
    "Tolerance": "compare",
    "Ulps": "compare",
    "Verdict": "verdict",
    "assert_different": "javafunctions",
    "assert_same": "javafunctions",
    "check": "engine",
    "import_port": "functions",
    "load_java": "javafunctions",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'bridge' has no attribute {name!r}")
    return getattr(import_module(f"bridge.{_HOMES[name]}"), name)
