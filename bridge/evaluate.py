"""Cases in, one outcome for each out, on either side.

Python runs in a worker process if it is known where the function comes from, and in place if all
there is is the function itself.
"""

from collections.abc import Callable, Sequence
from functools import partial

from bridge.calls import call
from bridge.errors import SideError
from bridge.exchange import Answer
from bridge.jvm import JavaMethod
from bridge.outcomes import Outcome, OutcomeStatus, read_outcome
from bridge.signatures import Case, Signature
from bridge.values import Conversion
from bridge.wire import encode_batch
from bridge.worker import WorkerFunction

__all__ = ["evaluate_in_place", "evaluate_java", "evaluate_python"]


def evaluate_java(
    method: JavaMethod,
    cases: Sequence[Case],
    timeout_s: float = 1.0,
    most_timeouts: int | None = None,
) -> list[Outcome]:
    """Call a Java method once for each case; a case that ends the JVM ends no other.

    Parameters
    ----------
    method : JavaMethod
        As `Jvm.load` gives it.
    cases : sequence of tuple
        Arguments in the form of their types.
    timeout_s : float
        Deadline for each case.
    most_timeouts : int, optional
        After so many cases that timed out the rest is left.

    Returns
    -------
    list of Outcome
        In the order of the cases; shorter than these where the rest was left.

    Raises
    ------
    SideError
        If the harness itself failed.
    """
    ask = partial(method.jvm.evaluate, method)
    return _evaluate(ask, method.signature, cases, timeout_s, most_timeouts)


def evaluate_python(
    function: WorkerFunction,
    cases: Sequence[Case],
    timeout_s: float = 1.0,
    most_timeouts: int | None = None,
) -> list[Outcome]:
    """Call a Python function in its worker; parameters and result as of `evaluate_java`."""
    ask = partial(function.worker.evaluate, function)
    return _evaluate(ask, function.signature, cases, timeout_s, most_timeouts)


def evaluate_in_place(
    function: Callable[..., object],
    signature: Signature,
    cases: Sequence[Case],
    conversion: Conversion = Conversion(),  # noqa: B008 - it is frozen
) -> list[Outcome]:
    """Call a Python function once for each case, in this process and without a deadline."""
    return [call(function, signature, case, conversion) for case in cases]


def _evaluate(
    ask: Callable[[bytes, float], Answer],
    signature: Signature,
    cases: Sequence[Case],
    timeout_s: float,
    most_timeouts: int | None,
) -> list[Outcome]:
    outcomes: list[Outcome] = []
    timeouts = 0
    while len(outcomes) < len(cases) and timeouts != most_timeouts:
        batch = encode_batch(signature.parameter_types, cases[len(outcomes) :])
        answer = ask(batch, timeout_s)
        if not answer.complete and answer.ending is None:
            raise SideError(f"a side must answer {len(cases)} cases, got {len(outcomes)}")
        outcomes += (read_outcome(answer.items, signature) for _ in range(answer.complete))
        if not answer.items.is_at_end:
            raise SideError("a side must answer in whole outcomes, got more than that")
        if answer.ending is not None:
            outcomes.append(Outcome(answer.ending, ()))
            timeouts += answer.ending is OutcomeStatus.TIMED_OUT
    return outcomes
