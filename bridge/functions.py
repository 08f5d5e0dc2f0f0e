"""Where a Python function is found in, the function out."""

import importlib
import importlib.util
import operator
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

__all__ = ["PortFunction"]


@dataclass(frozen=True, slots=True)
class PortFunction:
    """A Python function by its place, so that a process of its own can import it."""

    module: str | Path  # name of a module, or the file of one
    name: str  # with dots where it lies in a class
    order: tuple[int, ...] = ()  # Java's parameters in the order it takes them; empty: the same

    def find(self) -> Callable[..., object]:
        """Import it, as a function that takes the arguments in Java's order.

        Raises
        ------
        Exception
            Whatever its module raises when it is imported, or if it is not there.
        """
        function: Callable[..., object] = operator.attrgetter(self.name)(self._import())
        if not self.order:
            return function
        return lambda *arguments: function(*(arguments[i] for i in self.order))

    def _import(self) -> ModuleType:
        if isinstance(self.module, str):
            return importlib.import_module(self.module)
        # As if the file were run as a script: it finds its siblings.
        sys.path.insert(0, os.path.dirname(os.path.abspath(self.module)))
        spec = importlib.util.spec_from_file_location(self.module.stem, self.module)
        if spec is None or spec.loader is None:
            raise ImportError(f"port must be a Python file, got {str(self.module)!r}")
        module = importlib.util.module_from_spec(spec)
        sys.modules[self.module.stem] = module
        spec.loader.exec_module(module)
        return module
