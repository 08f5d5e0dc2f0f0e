"""The compiled core, or nothing: then the NumPy forms do its work.

Nothing where it could not be built, and where ``PORTPROOF_PURE=1`` is in the environment.
"""

import importlib
import os
from typing import Any

__all__ = ["COMPILED"]


def _load() -> Any:
    if os.environ.get("PORTPROOF_PURE") == "1":
        return None
    try:
        return importlib.import_module("activations._compiled")
    except ImportError:
        return None


COMPILED = _load()
