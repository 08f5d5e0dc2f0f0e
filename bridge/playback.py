"""Ports in, what became of each out, against what Java did when it was recorded: without a JVM."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from bridge.cases import Plan, StoredCases
from bridge.pairing import require_each_found
from bridge.ports import Pair, Port
from bridge.proof import prove
from bridge.recorded import RecordedMethod, read_recorded
from bridge.resolution import find_pairs
from bridge.session import Progress, Proven, Tally, prove_wanted
from bridge.sides import Java, Sides, Threads
from bridge.trials import Trials
from bridge.verdict import Status, Verdict
from bridge.worker import Worker

__all__ = ["Playback"]


class Playback:
    """What ports run in beside a file that stands for Java, to be used in a ``with`` statement.

    Parameters
    ----------
    file : Path
        As ``portproof record`` writes it.
    timeout_s : float
        Deadline for a case.

    Attributes
    ----------
    seed : int
        Of the cases that were recorded.
    java : tuple of str
        Version and vendor of the JVM that did them.
    """

    def __init__(self, file: Path, *, timeout_s: float = 1.0) -> None:
        recorded = read_recorded(file)
        self._methods = recorded.methods
        self._timeout_s = timeout_s
        self._threads, self._worker, self._trials = Threads(), Worker(), Trials()
        self.seed = recorded.origin.seed
        self.java = recorded.origin.java_version, recorded.origin.java_vendor

    def __enter__(self) -> Self:
        with ExitStack() as entered:
            # The threads end after what they wait for has ended.
            for part in (self._threads, self._worker, self._trials):
                entered.enter_context(part)
            self._entered = entered.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._entered.__exit__(kind, error, trace)

    @property
    def most(self) -> int:
        """The cases of the method that has most."""
        return max((len(method.cases) for method in self._methods), default=0)

    def prove_ports(
        self, ports: Mapping[int, Port], plan: Plan, tally: Tally
    ) -> Iterator[tuple[int, Proven]]:
        """Do what `Session.prove_ports` does, on the cases that were recorded."""
        for number, port in ports.items():
            yield number, self._prove_port(port, plan, partial(tally.advance, number))

    def _prove_port(self, port: Port, plan: Plan, progress: Progress) -> Proven:
        methods = [m for m in self._methods if not port.classes or m.class_name in port.classes]
        require_each_found(port.methods, [str(method.signature) for method in methods])
        pairs, verdicts = find_pairs(port, methods, self._worker)
        proofs = [
            (str(method.signature), partial(self._prove, port, method, pair, plan))
            for method, pair in pairs
        ]
        return prove_wanted(proofs, verdicts, plan, progress)

    def _prove(
        self,
        port: Port,
        method: RecordedMethod,
        pair: Pair,
        plan: Plan,
        progress: Callable[[int], None],
    ) -> Verdict:
        if method.reason:
            reference = port.reference or method.class_name
            return Verdict(
                pair.java, pair.python, reference, Status.UNDECIDED, reason=method.reason
            )
        sides = Sides(self._worker, self._threads, self._timeout_s, Java.recorded(method), pair)
        cases = StoredCases(pair, method, plan)
        return prove(port, pair, method, sides, cases, progress, self._trials)
