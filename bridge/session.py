"""Ports in, what became of each out: with one JVM, one worker and a thread for each."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from bridge.cases import DrawnCases, Draws, Plan
from bridge.domains import Domain
from bridge.errors import BridgeError, JavacError, RequestError, SideError
from bridge.jvm import JavaMethod, Jvm
from bridge.places import Place
from bridge.ports import Pair, Port
from bridge.proof import prove
from bridge.resolution import Resolved, compile_ports, resolve
from bridge.sides import Java, Sides, Threads
from bridge.sweeping import Sweeper
from bridge.trials import Trials
from bridge.verdict import Status, Verdict
from bridge.worker import Worker

__all__ = ["Progress", "Proven", "Session", "Step", "Tally", "prove_wanted", "unproven"]

# Seconds between two words on how far a run is.
_TELLING_S = 0.05


@dataclass(frozen=True, slots=True)
class Proven:
    """What became of one port."""

    names: tuple[str, ...]  # of all its methods
    verdicts: tuple[Verdict, ...]  # on those that were asked for


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run is."""

    method: str  # in hand
    cases: int  # done
    share: float  # of the whole run, from 0 to 1


Progress = Callable[[Step], None]


class Tally:
    """How far the ports of a run are together, told now and then.

    Parameters
    ----------
    ports : int
        How many there are.
    progress : callable
        Called with each `Step`.
    """

    def __init__(self, ports: int, progress: Progress) -> None:
        self.ports = ports
        self._progress = progress
        self._shares, self._cases = [0.0] * ports, [0] * ports
        self._told = -_TELLING_S

    def advance(self, port: int, step: Step) -> None:
        """Note how far one of them is."""
        self._shares[port], self._cases[port] = step.share, step.cases
        if time.monotonic() - self._told >= _TELLING_S:
            self._told = time.monotonic()
            share = sum(self._shares) / len(self._shares)
            self._progress(Step(step.method, sum(self._cases), share))

    def finish(self, port: int, proven: Proven) -> None:
        """Note that one of them is done."""
        cases = sum(verdict.cases for verdict in proven.verdicts)
        self.advance(port, Step(proven.names[-1] if proven.names else "", cases, 1.0))


def unproven(port: Port, error: BridgeError) -> Proven:
    """Say of a port that it could not be judged."""
    java = ", ".join([*map(str, port.java), *port.classes])
    file = str(port.python.absolute()) if isinstance(port.python, Path) else ""
    verdict = Verdict(
        java,
        str(port.python),
        port.reference,
        Status.UNDECIDED,
        reason=str(error),
        python_place=Place(file),
    )
    return Proven((), (verdict,))


def prove_wanted(
    proofs: Sequence[tuple[str, Callable[[Callable[[int], None]], Verdict]]],
    verdicts: Sequence[Verdict],
    plan: Plan,
    progress: Progress,
) -> Proven:
    """Prove those methods of a port that were asked for.

    Parameters
    ----------
    proofs : sequence of (str, callable)
        Signatures, and what proves each and tells how many of its cases are done.
    verdicts : sequence of Verdict
        On what cannot be proven.
    plan : Plan
        What was asked for.
    progress : callable
        Called with each `Step`.
    """
    wanted = [(name, run) for name, run in proofs if plan.wants(name)]
    cases = plan.cases if plan.case is None else 1
    proven = []
    for number, (name, run) in enumerate(wanted):

        def advance(done: int, before: int = number * cases, of: str = name) -> None:
            so_far = before + done
            progress(Step(of, so_far, so_far / (len(wanted) * cases)))

        proven.append(run(advance))
    names = (*(name for name, _ in proofs), *(v.java for v in verdicts if v.java))
    others = (v for v in verdicts if v.java or not plan.methods)
    left = (v for v in others if not v.java or plan.wants(v.java))
    return Proven(names, (*proven, *left))


class Session:
    """What both sides run in, to be used in a ``with`` statement.

    Parameters
    ----------
    timeout_s : float
        Deadline for a case on either side.
    jdk, java_executable : Path, optional
        As `Jvm` takes them.

    Attributes
    ----------
    jvm : Jvm
        Where the Java runs.
    worker : Worker
        Where the ports run.
    """

    def __init__(
        self,
        *,
        timeout_s: float = 1.0,
        jdk: Path | None = None,
        java_executable: Path | None = None,
    ) -> None:
        self._timeout_s = timeout_s
        self._threads = Threads()
        self.jvm = Jvm(jdk, java_executable)
        self.worker = Worker()
        self._trials = Trials()
        self._draws = Draws()

    def __enter__(self) -> Self:
        with ExitStack() as entered:
            # The threads end after what they wait for has ended.
            for part in (self._threads, self.jvm, self.worker, self._trials):
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
    def java(self) -> tuple[str, str]:
        """Version and vendor of the JVM."""
        return self.jvm.version, self.jvm.vendor

    def resolve(self, port: Port) -> Resolved:
        """Find what of a port is to be proven, as `bridge.resolution.resolve` says."""
        return resolve(port, self.jvm, self.worker)

    def prove(
        self,
        port: Port,
        method: JavaMethod,
        pair: Pair,
        plan: Plan,
        progress: Callable[[int], None] = lambda done: None,
        timeout_s: float | None = None,
    ) -> Verdict:
        """Prove one method of a port that was resolved, as `bridge.proof.prove` says."""
        reason = pair.undrawn(method.signature) if plan.case is None else ""
        if reason:
            reference = port.reference or method.class_name
            return Verdict(pair.java, pair.python, reference, Status.UNDECIDED, reason=reason)
        deadline_s = self._timeout_s if timeout_s is None else timeout_s
        sides = Sides(self.worker, self._threads, deadline_s, Java.running(method), pair)
        cases = DrawnCases(port, pair, method.signature, plan, self._draws)
        return prove(port, pair, method, sides, cases, progress, self._trials)

    def sweeper(self, port: Port, method: JavaMethod, pair: Pair, domain: Domain) -> Sweeper:
        """Make what sweeps a domain for one method of a port that was resolved."""
        return Sweeper(self.worker, self._threads, self._timeout_s, port, pair, method, domain)

    def prove_port(self, port: Port, plan: Plan, progress: Progress) -> Proven:
        """Prove those methods of a port that were asked for.

        Raises
        ------
        JavacError
            If the Java does not compile.
        RequestError
            If the port cannot be imported, or a pair or the case does not fit.
        SideError
            If a harness failed.
        """
        # What the port before has loaded is not to be in the way.
        self.jvm.forget()
        self.worker.forget()
        resolved = self.resolve(port)
        return self.prove_resolved(resolved, plan, progress)

    def prove_resolved(self, resolved: Resolved, plan: Plan, progress: Progress) -> Proven:
        """Prove the same of a port that was resolved."""
        proofs = [
            (str(method.signature), partial(self.prove, resolved.port, method, pair, plan))
            for method, pair in resolved.pairs
        ]
        return prove_wanted(proofs, resolved.verdicts, plan, progress)

    def prove_ports(
        self, ports: Mapping[int, Port], plan: Plan, tally: Tally
    ) -> Iterator[tuple[int, Proven]]:
        """Prove ports one after another; yields the number of each, and what became of it.

        Raises
        ------
        BridgeError
            As `prove_port`, where there is one port; of several only that one is UNDECIDED.
        """
        compile_ports(ports.values(), self.jvm.jdk, self.jvm.release)
        for number, port in ports.items():
            try:
                advance = partial(tally.advance, number)
                yield number, self.prove_port(port, plan, advance)
            except (JavacError, RequestError, SideError) as error:
                if tally.ports == 1:
                    raise
                yield number, unproven(port, error)
