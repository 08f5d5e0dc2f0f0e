"""One method's cases, tier by tier, as a run asks for them."""

import json
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle

from hypothesis.strategies import SearchStrategy

from bridge.corners import corners
from bridge.drawing import draw_cases, shrink
from bridge.errors import RequestError
from bridge.nearby import cases_near
from bridge.pairing import is_asked_for
from bridge.ports import Pair, Port
from bridge.recorded import RecordedMethod
from bridge.shortening import shorten
from bridge.signatures import Case, Signature
from bridge.strategies import LENGTHS, Tier, cases_of, put_own, with_own
from bridge.typedjson import read_case, to_json
from bridge.wire import encode_batch

__all__ = ["DrawnCases", "Draws", "Plan", "StoredCases"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run was asked for."""

    methods: Sequence[str]
    cases: int
    seed: int
    case: Sequence[object] | None = None
    propose: bool = False  # whether corrections are proposed for what is DIFFERENT
    explain: bool = False  # whether it is found out why what is DIFFERENT is
    is_plain: bool = False  # whether fixes bring their own arithmetic instead of `bridge.javaops`

    @property
    def most(self) -> int:
        """How many cases are drawn in a tier at the most."""
        return -(-self.cases // 2)

    def wants(self, signature: str) -> bool:
        """Whether the method is one of those asked for."""
        return is_asked_for(signature, self.methods)


class Draws:
    """The cases of a run, drawn once for all methods of the same parameters."""

    def __init__(self) -> None:
        self._drawn: dict[Hashable, list[Case]] = {}

    def take(self, key: Hashable, strategy: SearchStrategy[Case], plan: Plan) -> list[Case]:
        """Take as many as a tier has at the most; `key` says what the strategy was made of."""
        key = (key, plan.most, plan.seed)
        if key not in self._drawn:
            self._drawn[key] = draw_cases(strategy, plan.most, plan.seed)
        return self._drawn[key]


class DrawnCases:
    """Those that are stored with the port, and as many more as the plan says, drawn.

    Parameters
    ----------
    port, pair, signature : Port, Pair, Signature
        What they are drawn for.
    plan : Plan
        What was asked for.
    draws : Draws
        Those of earlier methods.

    Attributes
    ----------
    plan : Plan
        What was asked for.
    """

    def __init__(
        self, port: Port, pair: Pair, signature: Signature, plan: Plan, draws: Draws
    ) -> None:
        self._port = port
        self._pair = pair
        self._signature = signature
        self.plan = plan
        self._draws = draws
        self._given = [*(case for site in pair.sites for case in site.cases), *pair.given]

    def anew(self, cases: int, seed: int) -> "DrawnCases":
        """The same, of so many cases and another seed."""
        plan = replace(self.plan, cases=cases, seed=seed, case=None)
        return DrawnCases(self._port, self._pair, self._signature, plan, self._draws)

    def tiers(self) -> Iterator[tuple[Tier, Sequence[Case]]]:
        """Give the cases of each tier, or the one that was asked for.

        Raises
        ------
        RequestError
            If the case of the plan does not fit the method.
        """
        if self.plan.case is not None:
            yield Tier.GIVEN, [_read_case(self._signature, self._pair, self.plan.case)]
            return
        yield Tier.GIVEN, self._given
        yield Tier.ORDINARY, self._ordinary(self._count(Tier.ORDINARY))
        yield Tier.EXTREME, self._extreme(self._count(Tier.EXTREME))

    def shrink(self, tier: Tier, fails: Callable[[Case], bool]) -> Case | None:
        """Find a smallest case that fails, as `bridge.drawing.shrink` does."""
        found = shrink(self._strategy(tier), fails, self.plan.most, self.plan.seed)
        pair = self._pair
        # What somebody says of the arguments says how long they may be.
        if found is None or pair.arguments or pair.same_length or pair.given:
            return found
        least = LENGTHS[tier].least
        return shorten(self._signature.parameter_types, found, fails, least)

    def _ordinary(self, count: int) -> Sequence[Case]:
        if self._is_near_given:
            return draw_cases(self._strategy(Tier.ORDINARY), count, self.plan.seed)
        return self._take(count, Tier.ORDINARY)

    def _extreme(self, count: int) -> Sequence[Case]:
        pair, drawn = self._pair, self._take(count, Tier.EXTREME)
        first = corners(
            self._signature, pair.constants, same_length=pair.same_length, own=pair.arguments
        )
        first = first[: (count + 1) // 2]
        if pair.arguments:
            both = zip(first, cycle(drawn), strict=False)
            first = [put_own(pair.arguments, case, other) for case, other in both]
        return [*first, *drawn[: count - len(first)]]

    def _take(self, count: int, tier: Tier) -> Sequence[Case]:
        pair = self._pair
        kinds = self._signature.parameter_types
        made_of = kinds, pair.same_length, self._port.with_nulls, pair.arguments
        return self._draws.take((tier, made_of), self._strategy(tier), self.plan)[:count]

    @property
    def _is_near_given(self) -> bool:
        """Whether what somebody wrote down says what is ordinary."""
        return bool(self._pair.given) and self._pair.oracle is None

    def _strategy(self, tier: Tier) -> SearchStrategy[Case]:
        signature, pair = self._signature, self._pair
        if tier is Tier.ORDINARY and self._is_near_given:
            cases = cases_near(signature, pair.given)
        else:
            cases = cases_of(
                signature, tier, same_length=pair.same_length, nulls=self._port.with_nulls
            )
        return with_own(cases, signature, pair.arguments)

    def _count(self, tier: Tier) -> int:
        """Of the cases that are not given, half are ordinary and half, or one more, extreme."""
        drawn = max(0, self.plan.cases - len(self._given))
        return drawn // 2 if tier is Tier.ORDINARY else drawn - drawn // 2


class StoredCases:
    """Those that were recorded, and no other."""

    def __init__(self, pair: Pair, method: RecordedMethod, plan: Plan) -> None:
        self._pair = pair
        self._method = method
        self.plan = plan

    def tiers(self) -> Iterator[tuple[Tier, Sequence[Case]]]:
        """Give the cases of each tier, or the one that was asked for; raises as `DrawnCases`."""
        if self.plan.case is not None:
            yield Tier.GIVEN, [self._find(self.plan.case)]
            return
        for tier in Tier:
            yield tier, [stored.case for stored in self._method.cases if stored.tier is tier]

    def shrink(self, tier: Tier, fails: Callable[[Case], bool]) -> Case | None:
        """Find the smallest of the tier that fails; what Java does with others is not known."""
        cases = [each.case for each in self._method.cases if each.tier is tier and each.java]
        return next(filter(fails, sorted(cases, key=self._size)), None)

    def _size(self, case: Case) -> int:
        typed = map(to_json, self._method.signature.parameter_types, case)
        return len(json.dumps([*typed]))

    def _find(self, typed: Sequence[object]) -> Case:
        signature = self._method.signature
        case, kinds = _read_case(signature, self._pair, typed), signature.parameter_types
        wanted = encode_batch(kinds, [case])
        if all(encode_batch(kinds, [stored.case]) != wanted for stored in self._method.cases):
            raise RequestError(
                f"case must be one that was recorded for {signature}, got {typed!r}; "
                f"check it against the Java"
            )
        return case


def _read_case(signature: Signature, pair: Pair, typed: Sequence[object]) -> Case:
    try:
        case = read_case(signature.parameter_types, typed)
    except ValueError as error:
        raise RequestError(f"{error} for {signature}") from error
    # No formula of an oracle takes one.
    if pair.oracle and any(value is None for value in case):
        raise RequestError(f"case must hold no null, got {typed!r}")
    return case
