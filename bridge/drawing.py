"""A strategy in, the cases that it draws out, and of those that fail a smallest one."""

import contextlib
from collections.abc import Callable, Sequence

import hypothesis
from hypothesis import HealthCheck, Phase, Verbosity
from hypothesis.errors import HypothesisException
from hypothesis.strategies import SearchStrategy

from bridge.signatures import Case

__all__ = ["draw_cases", "shrink"]


def draw_cases(strategy: SearchStrategy[Case], count: int, seed: int) -> list[Case]:
    """Draw up to `count` cases; fewer if there are no more.

    The same for a seed as long as the code is: Hypothesis also draws constants that it finds in it.
    """
    drawn: list[Case] = []
    if count == 0:
        return drawn
    _run(strategy, count, seed, [Phase.generate], drawn.append)
    return drawn


def shrink(
    strategy: SearchStrategy[Case], fails: Callable[[Case], bool], count: int, seed: int
) -> Case | None:
    """Find a smallest failing case.

    Parameters
    ----------
    strategy : SearchStrategy
        What `draw_cases` drew from.
    fails : callable
        Tells whether a case fails; asked about the cases that were drawn, then about smaller ones.
    count, seed : int
        As given to `draw_cases`, so that the same cases come up.

    Returns
    -------
    Case or None
        None if no case that came up failed.
    """
    failing: list[Case] = []

    def attempt(case: Case) -> None:
        if fails(case):
            failing.append(case)
            raise _FoundError

    # Hypothesis objects to a side that is not deterministic; the last failing case is still true.
    with contextlib.suppress(_FoundError, HypothesisException):
        _run(strategy, count, seed, [Phase.generate, Phase.shrink], attempt)
    return failing[-1] if failing else None


class _FoundError(Exception):
    """Tells Hypothesis that a case fails."""


def _run(
    strategy: SearchStrategy[Case],
    count: int,
    seed: int,
    phases: Sequence[Phase],
    act: Callable[[Case], None],
) -> None:
    settings = hypothesis.settings(
        max_examples=count,
        phases=phases,
        database=None,
        deadline=None,
        derandomize=False,
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    hypothesis.seed(seed)(settings(hypothesis.given(strategy)(_as_function(act))))()


def _as_function(act: Callable[[Case], None]) -> Callable[[Case], None]:
    """Wrap `act` as a function, which is what Hypothesis takes."""

    def test(case: Case) -> None:
        act(case)

    return test
