"""Python objects in, the expressions that make them out."""

import math
from collections.abc import Mapping
from enum import Enum
from types import ModuleType
from typing import Any

import numpy as np

from bridge.report.layout import Group, Source, call, named, one_line

__all__ = ["Names", "literal", "names_of", "text_literal"]

# What the module's classes are called in the file: each class, by its place in the module.
Names = Mapping[type, str]


def names_of(module: ModuleType, alias: str) -> dict[type, str]:
    """Name the classes of a module, and those in them."""
    names: dict[type, str] = {}
    for name, owner in vars(module).items():
        if isinstance(owner, type):
            names.setdefault(owner, f"{alias}.{name}")
            for inner_name, inner in vars(owner).items():
                if isinstance(inner, type):
                    names.setdefault(inner, f"{alias}.{name}.{inner_name}")
    return names


def literal(value: object, names: Names) -> Source:
    """Write an object that a port gets; floats exactly, strings as Ruff quotes them."""
    match value:
        case Enum():
            return f"{names[type(value)]}.{value.name}"
        case str():
            return text_literal(value)
        case float():
            return _float(value)
        case np.ndarray():
            return call("np.array", literal(value.tolist(), names), f"np.{_dtype(value)}")
        case np.generic():
            return literal(value.item(), names)
        case list():
            return Group("[", tuple(literal(item, names) for item in value), "]")
        case tuple():
            return Group("(", tuple(literal(item, names) for item in value), ")")
        case set() if value:
            items = (literal(item, names) for item in value)
            return Group("{", tuple(sorted(items, key=one_line)), "}")
        case frozenset() if value:
            return call("frozenset", literal(set(value), names))
        case dict():
            entries = (_entry(key, item, names) for key, item in value.items())
            return Group("{", tuple(entries), "}")
    return repr(value)


def text_literal(text: str) -> str:
    """Write a string, in double quotes unless that takes more escapes."""
    body = ascii(text)[1:-1].replace("\\'", "'")
    if text.count('"') > text.count("'"):
        return "'{}'".format(body.replace("'", "\\'"))
    return '"{}"'.format(body.replace('"', '\\"'))


def _entry(key: object, item: object, names: Names) -> Source:
    return named(f"{one_line(literal(key, names))}: ", literal(item, names))


def _dtype(array: np.ndarray[Any, np.dtype[Any]]) -> str:
    return "bool_" if array.dtype == bool else str(array.dtype)


def _float(value: float) -> str:
    if math.isnan(value):
        return "math.nan"
    if math.isinf(value):
        return "math.inf" if value > 0 else "-math.inf"
    return repr(value)
