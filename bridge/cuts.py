"""The values of a term where the sides differ and where they agree in, what parts them out.

A constant lies between a value of one kind of case and the nearest of the other, where it is the
roundest number there is.
"""

import operator
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from bridge.candidates import Scale, Term
from bridge.roundnumbers import RoundNumber, round_number, roundest_between

__all__ = ["Cut", "cut_term"]

_MODULI = (2, 3, 4, 5, 7, 8, 10, 12, 16, 24, 32, 60, 64, 100, 256, 1000)
_WIDTHS = (32, 64, 16, 8)
_MOST_NAMED = 6  # constants that a term is held against one by one
_LOOSE = {">=", "<=", "!="}
_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
}


@dataclass(frozen=True, slots=True)
class Cut:
    """A comparison of a term with a constant."""

    text: str
    cost: float
    holds: Callable[[Any], bool]  # for a value of the term
    takes_null: bool = False  # whether it is false for None, and does not raise


def cut_term(term: Term, differing: Iterable[Any], agreeing: Iterable[Any]) -> Iterator[Cut]:
    """Give the comparisons of a term with constants that may tell the cases apart.

    Values that are not of its scale, and NaN, must be left out.
    """
    failing, passing = list(differing), list(agreeing)
    if not failing:
        return
    if term.scale is Scale.HOLDER:
        yield from _held(term, failing, passing)
        return
    yield from _named(term, failing, passing)
    if term.scale is Scale.NAME:
        return
    for sign in _SIGNS:
        yield _compared(term, sign, round_number(0))
    yield from _thresholds(term, sorted(set(failing)), sorted(set(passing)))
    if term.scale is Scale.WHOLE:
        yield from _whole(term, failing)


def _compared(term: Term, sign: str, number: RoundNumber) -> Cut:
    holds = _SIGNS[sign]
    # Of two that are true in the same cases people write the strict one, or equality.
    cost = term.cost + 1 + number.cost + 0.1 * (sign in _LOOSE)
    text = f"{term.text} {sign} {number.text}"
    return Cut(text, cost, lambda value: holds(value, number.value), sign == "==")


def _named(term: Term, failing: Sequence[Any], passing: Sequence[Any]) -> Iterator[Cut]:
    """Equality with what is frequent where the cases differ, and with what is not there."""
    often = _most_frequent(Counter(failing), set(failing))
    never = _most_frequent(Counter(passing), set(passing) - set(failing))[:2]
    for sign, values in (("==", often), ("!=", never)):
        for value in values:
            if isinstance(value, str):
                yield _named_text(term, sign, value)
            else:
                yield _compared(term, sign, round_number(value))


def _most_frequent(counted: Counter[Any], among: Iterable[Any]) -> list[Any]:
    """The most frequent of them; of two the one that is easier to say."""

    def rank(value: Any) -> tuple[Any, ...]:
        cost = len(value) if isinstance(value, str) else round_number(value).cost
        return -counted[value], cost, value

    return sorted(among, key=rank)[:_MOST_NAMED]


def _named_text(term: Term, sign: str, value: str) -> Cut:
    holds = _SIGNS[sign]
    cost = term.cost + 1 + 1 + len(value) / 2
    return Cut(f"{term.text} {sign} {value!a}", cost, lambda v: holds(v, value), sign == "==")


def _thresholds(term: Term, failing: Sequence[Any], passing: Sequence[Any]) -> Iterator[Cut]:
    """What is true in all cases that differ, and what is true in none that agree."""
    lowest, highest = failing[0], failing[-1]
    below = [value for value in passing if value < lowest]
    above = [value for value in passing if value > highest]
    lower = [_parting(term, ">", below[-1], lowest)] if below else []
    upper = [_parting(term, "<", highest, above[0])] if above else []
    if passing and highest > passing[-1]:
        beyond = next(value for value in failing if value > passing[-1])
        upper.append(_parting(term, ">", passing[-1], beyond))
    if passing and lowest < passing[0]:
        beyond = next(value for value in reversed(failing) if value < passing[0])
        lower.append(_parting(term, "<", beyond, passing[0]))
    yield from (_compared(term, sign, number) for sign, number in (*lower, *upper))
    if below and above:
        yield _within(term, lower[0], upper[0])


def _parting(term: Term, sign: str, low: Any, high: Any) -> tuple[str, RoundNumber]:
    """The sign, strict or not, and the number that have `low` and `high` on different sides."""
    numbers = roundest_between(low, high, is_whole=term.scale is Scale.WHOLE)
    before = next(number for number in numbers if number.value < high)
    after = next(number for number in numbers if number.value > low)
    strict, other = (before, after) if sign == ">" else (after, before)
    return (f"{sign}=", other) if other.cost < strict.cost else (sign, strict)


def _within(term: Term, lower: tuple[str, RoundNumber], upper: tuple[str, RoundNumber]) -> Cut:
    """Both at once, as Python writes it."""
    (above, low), (below, high) = lower, upper
    text = f"{low.text} {above.replace('>', '<')} {term.text} {below} {high.text}"
    is_above, is_below = _SIGNS[above], _SIGNS[below]
    return Cut(
        text,
        term.cost + 2 + low.cost + high.cost,
        lambda value: is_above(value, low.value) and is_below(value, high.value),
    )


def _whole(term: Term, failing: Sequence[int]) -> Iterator[Cut]:
    """Remainders, and what an integer type of Java does not hold."""
    for bits in _WIDTHS:
        least, end = -(2 ** (bits - 1)), 2 ** (bits - 1)
        yield Cut(
            f"not {round_number(least).text} <= {term.text} < {round_number(end).text}",
            term.cost + (2.5 if bits > 16 else 4),
            partial(_is_outside, least, end),
        )
    text = f"({term.text})" if " " in term.text.partition("(")[0] else term.text
    for modulus in _MODULI:
        remainders = {value % modulus for value in failing}
        if len(remainders) == 1:
            remainder = remainders.pop()
            yield Cut(
                f"{text} % {modulus} == {remainder}",
                term.cost + 2 + round_number(modulus).cost + round_number(remainder).cost,
                partial(_leaves, modulus, remainder),
            )


def _is_outside(least: int, end: int, value: int) -> bool:
    return not least <= value < end


def _leaves(modulus: int, remainder: int, value: int) -> bool:
    return value % modulus == remainder


def _is_in(item: Any, value: Any) -> bool:
    return item in value


def _held(term: Term, failing: Sequence[Any], passing: Sequence[Any]) -> Iterator[Cut]:
    """What is in all that differ, or in none of those that agree."""
    often = Counter(item for value in failing for item in _items(value))
    never = Counter(item for value in passing for item in _items(value))
    everywhere = [item for item in often if often[item] == len(failing)]
    only_here = [item for item in often if item not in never]
    for item in dict.fromkeys(
        (*_most_frequent(often, everywhere), *_most_frequent(often, only_here))
    ):
        said = f"{item!a}" if isinstance(item, str) else round_number(item).text
        yield Cut(
            f"{said} in {term.text}",
            term.cost + 2 + len(said) / 4,
            partial(_is_in, item),
        )


def _items(holder: Any) -> set[Any]:
    """Its numbers and texts, each once; NaN, which equals nothing, is none."""
    return {item for item in holder if isinstance(item, int | float | str) and item == item}
