"""The rules of Java that ports ignore, and how a port is rewritten to keep each."""

from bridge.rules.floats import FLOATS
from bridge.rules.integers import ARITHMETIC, DIVISIONS, SHIFTS
from bridge.rules.places import PLACES
from bridge.rules.rule import Rule
from bridge.rules.statements import STATEMENTS
from bridge.rules.texts import TEXTS

__all__ = ["RULES", "Rule"]

# In the order in which they are tried: the most specific ones first. Wrapping every sum hides much.
RULES: tuple[Rule, ...] = (
    *TEXTS,
    *STATEMENTS,
    *PLACES,
    *SHIFTS,
    *DIVISIONS,
    *FLOATS,
    *ARITHMETIC,
)
