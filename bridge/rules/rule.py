"""What a rule of Java is: how ports ignore it, and what they would look like if they kept it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bridge.rules.code import Code
    from bridge.rules.edits import Edit

__all__ = ["Rewrite", "Rule", "rewrites"]


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A function that gives ways to make a port keep a rule, found when it is called.

    What it is made of, libcst, takes a third of a second to import; a run in which nothing differs
    does without it.

    Attributes
    ----------
    module : str
        Of this package, such as ``_integers``.
    name : str
        Of a function that takes a `Code`. It yields edits, one for each place where the rule may
        matter; or lists of them, where there are several ways.
    """

    module: str
    name: str

    def __call__(self, code: "Code") -> Iterator[Iterable["Edit"]]:
        """Give the ways, each the edits at all places."""
        found: list[Edit | list[Edit]]
        found = [*getattr(import_module(f"bridge.rules.{self.module}"), self.name)(code)]
        yield from (way for way in found if isinstance(way, list))
        one = [edit for edit in found if not isinstance(edit, list)]
        if one:
            yield one


def rewrites(module: str, *names: str) -> tuple[Rewrite, ...]:
    """Name functions of one module."""
    return tuple(Rewrite(module, name) for name in names)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of Java that ports ignore.

    Attributes
    ----------
    id : str
        What it is called in files and options.
    title : str
        The same for readers, in a few words.
    section : str
        Where it is written down, such as ``JLS 15.18.2``.
    explanation : str
        A paragraph for somebody who does not know it.
    java : str
        Pattern of the Java that does such a thing; empty if no text shows it.
    rewrites : tuple of Rewrite
        What makes a port keep the rule, tried in this order.
    is_noise : bool
        Whether its rewrites are no fixes, but what may happen: each case needs to agree in one.
    """

    id: str
    title: str
    section: str
    explanation: str
    java: str = ""
    rewrites: tuple[Rewrite, ...] = ()
    is_noise: bool = False

    def ways(self, code: "Code") -> Iterator[Iterable["Edit"]]:
        """All the ways to make a port keep the rule."""
        for rewrite in self.rewrites:
            yield from rewrite(code)
