"""What a rule of Java is: how ports ignore it, and what they would look like if they kept it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bridge.rules.code import Code
    from bridge.rules.edits import Edit

__all__ = ["Rewrite", "Rule", "rewrites"]

# Gives ways to make a port keep a rule, each the edits at the places where it may matter.
Rewrite = Callable[["Code"], Iterator[Iterable["Edit"]]]


def rewrites(module: str, *names: str) -> tuple[Rewrite, ...]:
    """The functions of a module of this package, found when they are called.

    What they are made of, libcst, takes a third of a second to import; a run in which nothing
    differs does without it.

    Parameters
    ----------
    module : str
        Such as ``_integers``.
    *names : str
        Functions that take a `Code` and yield edits, of one way, or lists of edits, of several.
    """
    # A partial of a function crosses to other processes, which a function within one does not.
    return tuple(partial(_find_and_run, module, name) for name in names)


def _find_and_run(module: str, name: str, code: "Code") -> Iterator[Iterable["Edit"]]:
    edits: Iterable[Edit | list[Edit]]
    edits = [*getattr(import_module(f"bridge.rules.{module}"), name)(code)]
    several = [edit for edit in edits if isinstance(edit, list)]
    one = [edit for edit in edits if not isinstance(edit, list)]
    yield from several
    if one:
        yield one


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
    rewrites : tuple of callable
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
