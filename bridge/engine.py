"""Runs the whole chain: a port in, a report out."""

import secrets
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bridge.bundled import BUNDLED
from bridge.compare import Rule
from bridge.errors import RequestError
from bridge.javac import compile_java
from bridge.jvm import JavaMethod, Jvm
from bridge.ports import Port
from bridge.proof import Draws, Plan, prove
from bridge.report.run import Report
from bridge.sides import Sides, Threads
from bridge.verdict import Status, Verdict
from bridge.worker import Worker

__all__ = ["Progress", "check_bundled"]

# Told the method in hand, how many cases are done and how many there are.
Progress = Callable[[str, int, int], None]


def check_bundled(
    *,
    methods: Sequence[str] = (),
    cases: int = 1000,
    seed: int | None = None,
    rule: Rule | None = None,
    case: Sequence[object] | None = None,
    timeout_s: float = 1.0,
    jdk: Path | None = None,
    java_executable: Path | None = None,
    ports: Sequence[Port] = BUNDLED,
    allow_unpaired: bool = False,
    progress: Progress = lambda method, done, total: None,
) -> Report:
    """Prove `activations` against the class as posted and as corrected.

    Parameters
    ----------
    methods : sequence of str
        Java names, optionally with the signature; empty: all.
    cases : int
        Cases for each method, over all tiers.
    seed : int, optional
        Of the drawn cases; drawn itself if left out, and part of the report.
    rule : Rule, optional
        How close Java and Python must be to each other; by default as close as the bounds of both
        sides against the true value allow.
    case : sequence, optional
        Run just this case: one typed value, or plain one, for each parameter.
    timeout_s : float
        Deadline for a case on either side. Where one side alone is late it is run again with ten
        times as long, which the verdict says, before the case counts as timed out.
    jdk, java_executable : Path, optional
        As `Jvm` takes them.
    ports : sequence of Port
        What to prove.
    allow_unpaired : bool
        Whether a Java method without a partner passes.
    progress : callable
        Called with the method in hand, the cases done and the cases in all.

    Raises
    ------
    BridgeError
        If the JVM or the worker could not do its part.
    RequestError
        If a method is not there, `case` does not fit it, or the port cannot be imported.
    """
    seed = secrets.randbelow(2**32) if seed is None else seed
    plan = Plan(methods, cases, Draws(cases, seed), rule, case, timeout_s)
    # The threads end after what they wait for has ended.
    with Threads() as threads, Jvm(jdk, java_executable) as jvm, Worker() as worker:
        loaded = [(port, method) for port in ports for method in _load(jvm, port, plan)]
        total = len(loaded) * (cases if case is None else 1)
        verdicts: list[Verdict] = []
        for number, (port, method) in enumerate(loaded):
            before = total // len(loaded) * number
            advance = partial(_advance, progress, str(method.signature), before, total)
            verdicts.append(_check_method(port, method, worker, threads, plan, advance))
    if not methods:
        verdicts += [
            Verdict("", name, port.reference, Status.UNPAIRED)
            for port in ports
            for name in port.python_only
        ]
    return Report(seed, jvm.version, jvm.vendor, tuple(verdicts), allow_unpaired=allow_unpaired)


def _advance(progress: Progress, method: str, before: int, total: int, done: int) -> None:
    progress(method, before + done, total)


def _load(jvm: Jvm, port: Port, plan: Plan) -> list[JavaMethod]:
    classes = compile_java(jvm.jdk, port.sources, release=min(jvm.release, jvm.jdk.release))
    methods = jvm.load(classes, port.class_name)
    _require_each_found(plan.methods, methods)
    return [method for method in methods if plan.wants(method.signature)]


def _require_each_found(asked: Sequence[str], methods: Sequence[JavaMethod]) -> None:
    known = [str(method.signature) for method in methods]
    for text in asked:
        if text.replace(" ", "") not in {*known, *(name.partition("(")[0] for name in known)}:
            raise RequestError(f"method must be one of {', '.join(known)}, got {text!r}")


def _check_method(
    port: Port,
    method: JavaMethod,
    worker: Worker,
    threads: Threads,
    plan: Plan,
    progress: Callable[[int], None],
) -> Verdict:
    signature = method.signature
    pair = next((pair for pair in port.pairs if pair.java == str(signature)), None)
    if pair is None:
        reason = "no Python function is paired with it"
        return Verdict(str(signature), "", port.reference, Status.UNPAIRED, reason=reason)
    if signature.unsupported:
        return Verdict(
            pair.java, pair.python, port.reference, Status.UNDECIDED, reason=signature.unsupported
        )
    sides = Sides(method, pair, worker, threads, plan.timeout_s)
    return prove(port, pair, signature, sides, plan, progress)
