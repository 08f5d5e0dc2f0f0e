"""Both sides of one method: cases in, the outcomes of both out, evaluated ahead of whoever asks.

Each side works in a thread of its own; both only wait for a process, so that Java, Python and the
judging go on at the same time.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from typing import Self

from bridge.evaluate import evaluate_at_once, evaluate_in_place, evaluate_java, evaluate_python
from bridge.functions import PortFunction, classes_of
from bridge.jvm import JavaMethod
from bridge.outcomes import Outcome, OutcomeStatus
from bridge.ports import Pair
from bridge.recorded import RecordedMethod
from bridge.signatures import Case, Signature
from bridge.wire import encode_batch
from bridge.worker import Worker, WorkerFunction

__all__ = ["MOST_TIMEOUTS", "PATIENCE", "Java", "Sides", "Threads"]

# After so many cases of a tier in which one side timed out the rest of the tier is left.
MOST_TIMEOUTS = 5

# Cases in one exchange with a side.
_BLOCK = 250

# How much longer a case may take when it is run again, alone, for it had reached a limit.
PATIENCE = 10

# Takes cases, the deadline for each and the number of timeouts after which the rest is left.
_Evaluate = Callable[[Sequence[Case], float, int], list[Outcome]]


@dataclass(frozen=True, slots=True)
class Java:
    """One method's Java side."""

    signature: Signature
    evaluate: _Evaluate
    renew: Callable[[], None] | None  # None: what was done once is all there is

    @classmethod
    def running(cls, method: JavaMethod) -> Self:
        """The method in its JVM."""
        return cls(method.signature, partial(evaluate_java, method), method.jvm.renew)

    @classmethod
    def recorded(cls, method: RecordedMethod) -> Self:
        """What was recorded of it."""
        kinds = method.signature.parameter_types
        cases = ((each.case, each.java) for each in method.cases)
        known = {encode_batch(kinds, [case]): java for case, java in cases if java is not None}

        def recall(cases: Sequence[Case], timeout_s: float, left: int) -> list[Outcome]:
            keys = (encode_batch(kinds, [case]) for case in cases)
            # From the first that is missing on Java was not asked any more.
            return [known[key] for key in takewhile(known.__contains__, keys)]

        return cls(method.signature, recall, None)


class Threads:
    """One thread for each side; to be left after the sides' processes have ended."""

    def __init__(self) -> None:
        self.java, self.python = ThreadPoolExecutor(1), ThreadPoolExecutor(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for thread in (self.java, self.python):
            thread.shutdown(cancel_futures=True)


class Sides:
    """The two sides of a pair.

    Attributes
    ----------
    is_in_place : bool
        Whether the Python function runs in this process, and so without a deadline.
    repeated : int
        How many cases were run a second time.
    """

    def __init__(
        self, worker: Worker, threads: Threads, timeout_s: float, java: Java, pair: Pair
    ) -> None:
        self._threads = threads
        self._timeout_s = timeout_s
        self._java, self._worker = java, worker
        self._python: _Evaluate
        self._python_again: _Evaluate
        self._given_up: set[tuple[bool, OutcomeStatus]] = set()
        self.is_in_place = not isinstance(pair.function, PortFunction)
        self.repeated = 0
        if isinstance(pair.function, PortFunction):
            function = worker.load(pair.function, java.signature, pair.conversion)
            evaluate = self._evaluate_vectorised if pair.is_vectorised else evaluate_python
            self._python = partial(evaluate, function)
            self._python_again = partial(evaluate_python, function, is_deep=True)
        else:
            classes = classes_of(getattr(pair.function, "__globals__", {}))
            conversion = replace(pair.conversion, classes=classes)
            self._python = self._python_again = lambda cases, *_: evaluate_in_place(
                pair.in_place(), java.signature, cases, conversion
            )

    def outcomes(self, cases: Sequence[Case]) -> Iterator[tuple[Case, Outcome, Outcome]]:
        """Evaluate on both sides.

        Yields
        ------
        tuple
            A case, Java's outcome and Python's; for fewer cases than were given where one side
            timed out `MOST_TIMEOUTS` times.
        """
        blocks = [cases[start : start + _BLOCK] for start in range(0, len(cases), _BLOCK)]
        java = _Ahead(self._threads.java, partial(self._evaluate, self._java.evaluate), blocks)
        # In place it is the caller's thread that calls, for only that one can be interrupted.
        thread = None if self.is_in_place else self._threads.python
        python = _Ahead(thread, partial(self._evaluate, self._python), blocks)
        try:
            for block, by_java, by_python in zip(blocks, java, python, strict=True):
                for case, *outcomes in zip(block, by_java, by_python, strict=False):
                    yield case, *self._confirm(case, *outcomes)
                if min(len(by_java), len(by_python)) < len(block):
                    return
        finally:
            java.cancel()
            python.cancel()

    def run_java(self, cases: Sequence[Case]) -> list[Outcome]:
        """Evaluate on Java's side alone; fewer than were given after `MOST_TIMEOUTS`."""
        return self._evaluate(self._java.evaluate, cases, MOST_TIMEOUTS)

    def renew(self) -> None:
        """Replace the processes, so that no earlier case has left anything in them."""
        if self._java.renew is not None:
            self._java.renew()
        if not self.is_in_place:
            self._worker.renew()

    def _evaluate(self, evaluate: _Evaluate, cases: Sequence[Case], left: int) -> list[Outcome]:
        return evaluate(cases, self._timeout_s, left)

    def _evaluate_vectorised(
        self, function: WorkerFunction, cases: Sequence[Case], timeout_s: float, left: int
    ) -> list[Outcome]:
        """Evaluate all at once, and where that does not work case by case."""
        outcomes = evaluate_at_once(function, cases, timeout_s) if len(cases) > 1 else []
        if outcomes:
            return outcomes
        self.repeated += len(cases) if len(cases) > 1 else 0
        return evaluate_python(function, cases, timeout_s, left)

    def _confirm(self, case: Case, java: Outcome, python: Outcome) -> tuple[Outcome, Outcome]:
        """Give the side that alone reached a limit a second chance, with more time and stack."""
        is_java = java.reached_limit
        if is_java == python.reached_limit or (is_java and self._java.renew is None):
            return java, python
        limit = (is_java, (java if is_java else python).status)
        if limit in self._given_up:
            return java, python
        self.repeated += 1
        evaluate = self._java.evaluate if is_java else self._python_again
        [again] = evaluate([case], PATIENCE * self._timeout_s, MOST_TIMEOUTS)
        # How deep calls are nested depends on the case; for the others one long wait will do.
        if again.status is limit[1] and again.status is not OutcomeStatus.STACK_OVERFLOW:
            self._given_up.add(limit)
        return (again, python) if is_java else (java, again)


class _Ahead:
    """One side's outcomes, block after block; in a thread, if there is one, ahead of the caller."""

    def __init__(
        self,
        thread: ThreadPoolExecutor | None,
        evaluate: Callable[[Sequence[Case], int], list[Outcome]],
        blocks: Sequence[Sequence[Case]],
    ) -> None:
        self._evaluate_block = evaluate
        self._blocks = blocks
        self._timeouts = 0
        self._futures: list[Future[list[Outcome]]] = []
        if thread is not None:
            self._futures = [thread.submit(self._evaluate, block) for block in blocks]

    def __iter__(self) -> Iterator[list[Outcome]]:
        if self._futures:
            return (future.result() for future in self._futures)
        return map(self._evaluate, self._blocks)

    def cancel(self) -> None:
        """Leave the blocks that were not begun."""
        for future in self._futures:
            future.cancel()

    def _evaluate(self, block: Sequence[Case]) -> list[Outcome]:
        left = MOST_TIMEOUTS - self._timeouts
        outcomes = self._evaluate_block(block, left) if left > 0 else []
        self._timeouts += sum(o.status is OutcomeStatus.TIMED_OUT for o in outcomes)
        return outcomes
