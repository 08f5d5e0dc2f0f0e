"""What a rule of Java is: how ports ignore it, and what they would look like if they kept it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it needs libcst, which takes a while to import
    from bridge.rules.code import Code
    from bridge.rules.edits import Edit

__all__ = ["Rewrite", "Rule"]

# Gives the edits by which a port would keep a rule, each at a place where it may matter.
Rewrite = Callable[["Code"], Iterator["Edit"]]


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
        Ways to make a port keep the rule, tried in this order.
    """

    id: str
    title: str
    section: str
    explanation: str
    java: str = ""
    rewrites: tuple[Rewrite, ...] = ()
