"""What was seen of an expression of a port."""

from dataclasses import dataclass

__all__ = ["Seen"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What an expression gave while cases ran.

    Attributes
    ----------
    types : frozenset of str
        The names of the classes; ``intarray`` and ``floatarray`` of NumPy arrays of such.
    low, high : float
        The smallest and the largest int; 0 where there was none.
    """

    types: frozenset[str] = frozenset()
    low: float = 0.0
    high: float = 0.0
