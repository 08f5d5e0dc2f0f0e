"""Ports in, what Java does with the cases of each out, to be kept where there is no Java."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from bridge.cases import DrawnCases, Draws, Plan
from bridge.configuration import judging_table
from bridge.errors import RequestError
from bridge.evaluate import evaluate_java
from bridge.jvm import JavaMethod
from bridge.outcomes import Outcome, OutcomeStatus, is_repeated
from bridge.pairing import require_each_found
from bridge.ports import Pair, Port
from bridge.recorded import Origin, Recorded, RecordedCase, RecordedMethod
from bridge.report.wording import brief_call, brief_outcome
from bridge.resolution import compile_ports
from bridge.session import Progress, Session, Step
from bridge.sides import MOST_TIMEOUTS, PATIENCE
from bridge.signatures import Case

__all__ = ["record_ports"]


def record_ports(
    ports: Sequence[Port],
    *,
    methods: Sequence[str] = (),
    cases: int = 1000,
    seed: int | None = None,
    timeout_s: float = 1.0,
    jdk: Path | None = None,
    java_executable: Path | None = None,
    progress: Progress = lambda step: None,
) -> tuple[Recorded, ...]:
    """Run the Java of ports on the cases that `bridge.engine.check_ports` would draw.

    Parameters
    ----------
    ports : sequence of Port
        The ports are imported, for the cases depend on them, and not called.
    methods, cases, seed, timeout_s, jdk, java_executable, progress
        As `bridge.engine.check_ports` takes them.

    Returns
    -------
    tuple of Recorded
        One for each port.

    Raises
    ------
    BridgeError
        If the JVM or the worker could not do its part.
    RequestError
        If a method is not there, a port cannot be imported, or functions are a part of one, which
        no file can hold.
    """
    for port in ports:
        if not port.is_portable:
            raise RequestError(
                f"port must be told in files and texts to be recorded, got functions, or what was "
                f"recorded, for {port.name}"
            )
    plan = Plan(methods, cases, secrets.randbelow(2**32) if seed is None else seed)
    names: list[str] = []
    recorded = []
    with Session(timeout_s=timeout_s, jdk=jdk, java_executable=java_executable) as session:
        compile_ports(ports, session.jvm.jdk, session.jvm.release)
        recorder = _Recorder(session, plan, timeout_s, len(ports), progress)
        for port in ports:
            found = tuple(recorder.record(port, names))
            bundled = {"bundled": True} if port.is_bundled else {}
            pair = bundled | judging_table(port)
            recorded.append(Recorded(Origin(plan.seed, *session.java, pair), found))
    require_each_found(methods, names)
    return tuple(recorded)


class _Recorder:
    def __init__(
        self, session: Session, plan: Plan, timeout_s: float, ports: int, progress: Progress
    ) -> None:
        self._session = session
        self._plan = plan
        self._timeout_s = timeout_s
        self._progress = progress
        self._draws = Draws()
        self._ports, self._ports_done, self._cases_done = ports, 0, 0

    def record(self, port: Port, names: list[str]) -> Iterator[RecordedMethod]:
        """Record those methods of a port that were asked for; `names` takes those of all."""
        self._session.jvm.forget()
        self._session.worker.forget()
        resolved = self._session.resolve(port)
        names += resolved.names
        wanted = [m for m in resolved.methods if self._plan.wants(str(m.signature))]
        pairs = dict(resolved.pairs)
        recorded = []
        for number, method in enumerate(wanted):
            self._tell(method, number / len(wanted))
            recorded.append(self._record(port, method, pairs.get(method)))
            self._cases_done += len(recorded[-1].cases)
        # A fresh JVM and another order bring to light what depends on more than the case.
        self._session.jvm.renew()
        for method, found in zip(wanted, recorded, strict=True):
            doubt = self._doubt(method, found)
            yield replace(found, cases=(), reason=doubt) if doubt else found
        self._ports_done += 1

    def _tell(self, method: JavaMethod, share: float) -> None:
        of_all = (self._ports_done + share) / self._ports
        self._progress(Step(str(method.signature), self._cases_done, of_all))

    def _record(self, port: Port, method: JavaMethod, pair: Pair | None) -> RecordedMethod:
        signature = method.signature
        if pair is None:
            reason = signature.unsupported or "the port had no partner for it when it was recorded"
        else:
            reason = pair.undrawn(signature)
        if pair is None or reason:
            return RecordedMethod(method.class_name, signature, reason=reason)
        tiers = DrawnCases(port, pair, signature, self._plan, self._draws).tiers()
        cases = tuple(
            RecordedCase(tier, case, outcome)
            for tier, drawn in tiers
            for case, outcome in zip_longest(drawn, self._evaluate(method, drawn))
        )
        return RecordedMethod(method.class_name, signature, cases)

    def _evaluate(self, method: JavaMethod, cases: Sequence[Case]) -> list[Outcome]:
        """Evaluate, and give what reached a limit a second chance, as `bridge.sides` does."""
        outcomes = evaluate_java(method, cases, self._timeout_s, MOST_TIMEOUTS)
        given_up: set[OutcomeStatus] = set()
        for number, outcome in enumerate(outcomes):
            if outcome.reached_limit and outcome.status not in given_up:
                patience_s = PATIENCE * self._timeout_s
                [outcomes[number]] = evaluate_java(method, [cases[number]], patience_s)
                if outcomes[number].status is OutcomeStatus.TIMED_OUT:
                    given_up.add(OutcomeStatus.TIMED_OUT)
        return outcomes

    def _doubt(self, method: JavaMethod, recorded: RecordedMethod) -> str:
        """Why what was recorded shows nothing; empty if Java does it again."""
        signature = method.signature
        known = [
            (each.case, each.java)
            for each in reversed(recorded.cases)
            if each.java is not None and not each.java.reached_limit
        ]
        again = evaluate_java(method, [case for case, _ in known], self._timeout_s, MOST_TIMEOUTS)
        for (case, first), second in zip(known, again, strict=False):
            if not second.reached_limit and not is_repeated(signature, first, second):
                return (
                    f"not deterministic: {brief_call(signature, case)}: "
                    f"Java {brief_outcome(signature, first)} at first, "
                    f"{brief_outcome(signature, second)} when it was run again"
                )
        return ""
