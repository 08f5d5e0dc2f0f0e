"""Where a Python function is found in, the function out, and what its module has."""

import importlib
import importlib.util
import inspect
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import numpy as np

from bridge.pairing import PythonFunction
from bridge.places import Place

__all__ = ["PortFunction", "classes_of", "describe", "import_port", "member_of"]

_ARRAY = re.compile("ndarray|NDArray|ArrayLike")

# Where a module keeps the text that was run in the place of its file's.
_TEXT = "__portproof_text__"


@dataclass(frozen=True, slots=True)
class PortFunction:
    """A Python function by its place, so that a process of its own can import it."""

    module: str | Path  # name of a module, or the file of one
    name: str  # with dots where it lies in a class
    order: tuple[int, ...] = ()  # Java's parameters in the order it takes them; empty: the same
    is_spread: bool = False  # whether the last, an array, is given as so many arguments
    text: str = ""  # what is run in place of what the module's file holds

    def find(self) -> Callable[..., object]:
        """Import it, as a function that takes the arguments in Java's order.

        Raises
        ------
        Exception
            Whatever its module raises when it is imported, or if it is not there.
        """
        function = member_of(import_port(self.module, self.text), self.name)
        if self.is_spread:
            return lambda *arguments: function(*arguments[:-1], *arguments[-1])
        if not self.order:
            return function
        return lambda *arguments: function(*(arguments[i] for i in self.order))


def import_port(module: str | Path, text: str = "") -> ModuleType:
    """Import a module by name, or a file as if it were run as a script: it finds its siblings.

    With a text that is run in the module's place, and found by all that imports it later.

    Raises
    ------
    Exception
        Whatever the module raises.
    """
    if text:
        return _import_text(module, text)
    if isinstance(module, str):
        return importlib.import_module(module)
    file = os.path.abspath(module)
    known = sys.modules.get(module.stem)
    if known is not None and getattr(known, "__file__", None) == file:
        return known
    sys.path.insert(0, os.path.dirname(file))
    spec = importlib.util.spec_from_file_location(module.stem, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"port must be a Python file, got {file!r}")
    port = importlib.util.module_from_spec(spec)
    sys.modules[module.stem] = port
    spec.loader.exec_module(port)
    return port


def _import_text(module: str | Path, text: str) -> ModuleType:
    if isinstance(module, str):
        spec = importlib.util.find_spec(module)
    else:
        file = os.path.abspath(module)
        sys.path.insert(0, os.path.dirname(file))
        spec = importlib.util.spec_from_file_location(module.stem, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"port must be a Python file, got {module!r}")
    known = sys.modules.get(spec.name)
    if getattr(known, _TEXT, None) == text and known is not None:
        return known
    port = importlib.util.module_from_spec(spec)
    setattr(port, _TEXT, text)
    sys.modules[spec.name] = port
    exec(compile(text, spec.origin or spec.name, "exec"), vars(port))
    return port


def describe(port: ModuleType) -> list[PythonFunction]:
    """List what can be called in a module: its functions, those of its classes, and imported ones.

    Names that begin with an underscore are the module's own business.
    """
    return list(_described(port, "", port.__name__, set()))


def member_of(owner: Any, name: str) -> Callable[..., object]:
    """Find the function of a dotted name; one that needs an object gets a new one for each call."""
    *classes, last = name.split(".")
    for part in classes:
        owner = getattr(owner, part)
    function: Callable[..., object] = getattr(owner, last)
    if not _needs_object(owner, last):
        return function
    return lambda *arguments: getattr(owner(), last)(*arguments)


def classes_of(names: Mapping[str, object]) -> tuple[type, ...]:
    """List the classes among a module's names, then those in its classes."""
    classes = [member for member in names.values() if isinstance(member, type)]
    inner = [member for owner in classes for member in vars(owner).values()]
    return (*classes, *(member for member in inner if isinstance(member, type)))


def _needs_object(owner: object, name: str) -> bool:
    return isinstance(owner, type) and inspect.isfunction(inspect.getattr_static(owner, name))


def _described(owner: Any, prefix: str, module: str, seen: set[int]) -> Iterator[PythonFunction]:
    public = getattr(owner, "__all__", None)
    for name, member in vars(owner).items():
        if name.startswith("_") or id(member) in seen:
            continue
        is_own = getattr(member, "__module__", module) == module
        if public is not None:
            is_own = name in public
        if isinstance(member, type):
            if is_own:
                yield from _described(member, f"{prefix}{name}.", module, {*seen, id(member)})
        elif callable(member) or isinstance(member, staticmethod | classmethod):
            function = getattr(owner, name)
            yield _function(f"{prefix}{name}", function, _needs_object(owner, name), is_own)


def _function(
    name: str, function: Callable[..., object], has_self: bool, is_own: bool
) -> PythonFunction:
    if isinstance(function, np.ufunc):
        return PythonFunction(name, function.nin, function.nin, is_own, takes_arrays=True)
    try:
        parameters = list(inspect.signature(function).parameters.values())[has_self:]
    except (TypeError, ValueError):  # as of some functions that are written in C
        return PythonFunction(name, 0, None, is_own, place=_place(function), needs_object=has_self)
    positional = [p for p in parameters if p.kind in {p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD}]
    least = sum(p.default is p.empty for p in positional)
    rest = [p for p in parameters if p.kind is p.VAR_POSITIONAL]
    most = None if rest else len(positional)
    takes_arrays = any(_ARRAY.search(str(p.annotation)) for p in parameters)
    names = tuple(p.name for p in (*positional, *rest))
    place = _place(function)
    return PythonFunction(name, least, most, is_own, takes_arrays, names, place, has_self)


def _place(function: Callable[..., object]) -> Place:
    """Where its code is; that of what is written in C is unknown."""
    try:
        inner = inspect.unwrap(getattr(function, "__func__", function))
    except ValueError:  # it wraps itself
        return Place()
    code = getattr(inner, "__code__", None)
    if not isinstance(code, CodeType) or not os.path.isfile(code.co_filename):
        return Place()
    return Place(os.path.abspath(code.co_filename), code.co_firstlineno)
