"""Cases that differ and cases that agree in, the condition out that seems to tell them apart.

Each expression is evaluated once on all cases; what is true in which of them is the bits of an int.
"""

import math
import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from heapq import nsmallest
from itertools import combinations, compress, pairwise, permutations
from types import CodeType
from typing import Any

import numpy as np

from bridge.candidates import Parameter, conditions_of, terms_of
from bridge.cuts import cut_term
from bridge.javatypes import JavaType
from bridge.signatures import Case
from bridge.values import Conversion, to_python

__all__ = ["Guess", "guess_condition"]

_MOST_COMBINED = 120  # expressions of which each two are combined
_MOST_EXTENDED = 15  # pairs that a third is added to
_MOST_TRIED = 60  # combinations that are written out
_PER_GUARD = 2.0
_LATER = 0.1  # the simpler of two is read first
_PER_DOUBLING = 4.0  # what an expression may cost more to be true in half the agreeing cases
_BUILTINS = {
    builtin.__name__: builtin
    for builtin in (abs, all, any, bool, int, len, list, map, max, min, ord, set, sorted, sum)
}
_PLAIN = Conversion()


@dataclass(frozen=True, slots=True)
class Guess:
    """A Python expression over the port's parameters, and where it is true."""

    text: str
    differing: int  # of the cases that differ: in all of them
    agreeing: int  # of those that agree


def guess_condition(
    names: Sequence[str],
    kinds: Sequence[JavaType],
    differing: Sequence[Case],
    agreeing: Sequence[Case],
    conversion: Conversion = _PLAIN,
) -> Guess:
    """Guess a condition that holds in all cases that differ, and in few of those that agree.

    Parameters
    ----------
    names : sequence of str
        Those of the port's parameters, in Java's order.
    kinds : sequence of JavaType
        Their Java types.
    differing, agreeing : sequence of Case
        As the harness holds them; in any order.
    conversion : Conversion
        What the port gets for them.

    Returns
    -------
    Guess
        Its text may use ``math``, raises in none of the cases, and is ``True`` where nothing tells
        them apart. The simplest of those that are about as good: one that is longer by a comparison
        has to be true in only half as many of the agreeing cases.

    Examples
    --------
    >>> int_type = JavaType("int")
    >>> guess_condition(["n"], [int_type], [(-7,), (-1,)], [(0,), (3,), (9,)])
    Guess(text='n < 0', differing=2, agreeing=0)
    """
    parameters = [
        Parameter(name, kind, conversion.is_numpy) for name, kind in zip(names, kinds, strict=True)
    ]
    # Names go last, for a parameter may be called like a function.
    scopes = [
        {"__builtins__": _BUILTINS, "math": math}
        | {
            name: to_python(kind, v, conversion)
            for name, kind, v in zip(names, kinds, case, strict=True)
        }
        for case in (*differing, *agreeing)
    ]
    with np.errstate(all="ignore"):
        return _Search(scopes, len(differing)).best(parameters)


def evaluate(text: str, scopes: Iterable[dict[str, Any]]) -> list[Any]:
    """The value of an expression in each case; NotImplemented where it raises."""
    code = compile(text, "<condition>", "eval")
    return [_evaluate(code, scope) for scope in scopes]


def _evaluate(code: CodeType, scope: dict[str, Any]) -> Any:
    try:
        return eval(code, scope)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return NotImplemented


@dataclass(frozen=True, slots=True)
class _Claim:
    """A condition: in which cases it is true, in which it raises, and what keeps it from that."""

    text: str
    cost: float
    true: int
    raising: int = 0
    guards: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[float, int, str]:
        """The simplest goes first."""
        return self.cost, len(self.text), self.text


class _Search:
    """Claims about one method's cases, of which those that differ have the lowest bits."""

    def __init__(self, scopes: Sequence[dict[str, Any]], differing: int) -> None:
        self._scopes = scopes
        self._everywhere = (1 << len(scopes)) - 1
        self._differing = (1 << differing) - 1
        self._truths: dict[str, _Claim] = {}

    def best(self, parameters: Sequence[Parameter]) -> Guess:
        """The best of all claims and of their combinations."""
        claims = self._distinct([*self._conditions(parameters), *self._cuts(parameters)])
        nothing = _Claim("True", 0, self._everywhere)
        alone = [self._guarded(claim, self._everywhere) for claim in claims]
        found = [nothing, *alone, *self._conjunctions(claims), *self._disjunctions(claims)]
        fitting = [claim for claim in found if claim and self._covers(claim.true)]
        for claim in sorted(fitting, key=self._rank):
            told = self._evaluated(claim.text, 0)
            if told.true == claim.true and not told.raising:
                break
        return Guess(claim.text, self._differing.bit_count(), self._agreeing(claim.true))

    def _rank(self, claim: _Claim) -> tuple[float, int, str]:
        return self._score(claim.cost, claim.true), len(claim.text), claim.text

    def _score(self, cost: float, true: int) -> float:
        return cost + _PER_DOUBLING * math.log2(1 + self._agreeing(true))

    def _agreeing(self, true: int) -> int:
        return (true & ~self._differing).bit_count()

    def _covers(self, true: int) -> bool:
        return true & self._differing == self._differing

    def _conditions(self, parameters: Sequence[Parameter]) -> Iterator[_Claim]:
        for condition in conditions_of(parameters):
            yield self._evaluated(condition.text, condition.cost, condition.guards)

    def _cuts(self, parameters: Sequence[Parameter]) -> Iterator[_Claim]:
        count = self._differing.bit_count()
        for term in terms_of(parameters):
            values = [*map(_plain, evaluate(term.text, self._scopes))]
            raising = _bits(value is NotImplemented for value in values)
            unlike = _bits(not term.scale.holds(value) for value in values)
            # NaN equals nothing, and is neither below nor above anything.
            usable = [term.scale.holds(value) and not _is_nan(value) for value in values]
            failing = list(compress(values[:count], usable[:count]))
            passing = list(compress(values[count:], usable[count:]))
            for cut in cut_term(term, failing, passing):
                true = _bits(u and cut.holds(v) for v, u in zip(values, usable, strict=True))
                unfit = raising if cut.takes_null else unlike
                yield _Claim(cut.text, cut.cost, true, unfit, term.guards)

    def _evaluated(self, text: str, cost: float, guards: tuple[str, ...] = ()) -> _Claim:
        """In which cases a condition is true, and in which it raises."""
        if text not in self._truths:
            values = evaluate(f"bool({text})", self._scopes)
            true = _bits(value is True for value in values)
            raising = _bits(value is NotImplemented for value in values)
            self._truths[text] = _Claim(text, 0, true, raising)
        return replace(self._truths[text], cost=cost, guards=guards)

    def _guarded(self, claim: _Claim, region: int) -> _Claim | None:
        """The claim within a region, with the guards it needs there; None if it still raises."""
        texts = []
        for guard in claim.guards:
            holding = self._evaluated(guard, 0)
            if claim.raising & region & ~(holding.true & ~holding.raising):
                if holding.raising & region:
                    return None
                texts.append(guard)
                region &= holding.true
        if claim.raising & region:
            return None
        cost = claim.cost + _PER_GUARD * len(texts)
        return _Claim(" and ".join((*texts, claim.text)), cost, claim.true & region)

    def _distinct(self, claims: Iterable[_Claim]) -> list[_Claim]:
        """The simplest of those that are true in the same cases, the best first."""
        simplest: dict[int, tuple[_Claim, _Claim]] = {}
        for claim in claims:
            guarded = self._guarded(claim, self._everywhere)
            if guarded and guarded.true & self._differing and guarded.true != self._everywhere:
                known = simplest.get(guarded.true)
                if known is None or guarded.order < known[0].order:
                    simplest[guarded.true] = guarded, claim
        ranked = sorted(simplest.values(), key=lambda both: self._rank(both[0]))
        return [claim for _, claim in ranked]

    def _conjunctions(self, claims: Sequence[_Claim]) -> Iterator[_Claim]:
        """What is true where two or three are, each of them wherever the sides differ."""
        covering = [claim for claim in claims if self._covers(claim.true)]
        for order in self._orders(covering, operator.and_):
            cost, region, texts = self._cost(order), self._everywhere, []
            for claim in order:
                guarded = self._guarded(claim, region)
                if guarded is None:
                    break
                region = guarded.true
                cost += guarded.cost - claim.cost
                texts.append(guarded.text)
            else:
                yield _Claim(" and ".join(texts), cost, region)

    def _disjunctions(self, claims: Sequence[_Claim]) -> Iterator[_Claim]:
        """What is true where one of two or three is, which together are wherever they differ."""
        partial = [claim for claim in claims if not self._covers(claim.true)]
        for order in self._orders(partial, operator.or_):
            cost, true, texts = self._cost(order), 0, []
            for claim in order:
                guarded = self._guarded(claim, self._everywhere & ~true)
                if guarded is None:
                    break
                true |= guarded.true
                cost += guarded.cost - claim.cost
                texts.append(claim.text if guarded.text == claim.text else f"({guarded.text})")
            else:
                yield _Claim(" or ".join(texts), cost, true)

    def _cost(self, order: Sequence[_Claim]) -> float:
        """What it costs to read them in this order."""
        swapped = sum(first.cost > second.cost for first, second in pairwise(order))
        return sum(claim.cost + 1 for claim in order) - 1 + _LATER * swapped

    def _orders(
        self, claims: Sequence[_Claim], combine: Callable[[int, int], int]
    ) -> Iterator[tuple[_Claim, ...]]:
        """The most promising of each two and three, in every order."""

        def rank(several: tuple[_Claim, ...]) -> tuple[float, list[str]]:
            true = reduce(combine, (claim.true for claim in several))
            missing = (self._differing & ~true).bit_count()
            score = self._score(self._cost(several), true) + _PER_DOUBLING * math.log2(1 + missing)
            return score, [claim.text for claim in several]

        first = nsmallest(_MOST_COMBINED, ((claim,) for claim in claims), key=rank)
        kept = [claim for (claim,) in first]
        pairs = nsmallest(_MOST_TRIED, combinations(kept, 2), key=rank)
        triples = (
            (*pair, claim) for pair in pairs[:_MOST_EXTENDED] for claim in kept if claim not in pair
        )
        for several in (*pairs, *nsmallest(_MOST_TRIED, triples, key=rank)):
            yield from permutations(several)


def _plain(value: Any) -> Any:
    """Python's own number for one of NumPy's."""
    return value.item() if isinstance(value, np.generic) else value


def _is_nan(value: object) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _bits(truths: Iterable[bool]) -> int:
    """An int of a bit for each, the first the lowest."""
    packed = np.packbits(np.fromiter(truths, bool), bitorder="little")
    return int.from_bytes(packed.tobytes(), "little")
