"""Runs the whole chain: ports in, a report out."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bridge.bundled import BUNDLED
from bridge.compare import Rule
from bridge.errors import RequestError
from bridge.jvm import JavaMethod, Jvm
from bridge.ports import Pair, Port
from bridge.proof import Draws, Plan, prove
from bridge.report.run import Report
from bridge.resolution import Resolved, resolve
from bridge.sides import Sides, Threads
from bridge.verdict import Verdict
from bridge.worker import Worker

__all__ = ["Progress", "check", "check_ports"]

# Told the method in hand, how many cases are done and how many there are.
Progress = Callable[[str, int, int], None]


def check(
    java: str | Path | Sequence[str | Path],
    python: str | Path,
    *,
    methods: Sequence[str] = (),
    pairs: Mapping[str, str] | None = None,
    cases: int = 1000,
    seed: int | None = None,
    rule: Rule | None = None,
    timeout_s: float = 1.0,
    jdk: Path | None = None,
    java_executable: Path | None = None,
    **options: Any,
) -> Report:
    """Prove a Python port of Java code right, method by method.

    Parameters
    ----------
    java : path or sequence of paths
        Java sources that belong together.
    python : str or path
        The port: a file that ends in ``.py``, or an importable module.
    methods : sequence of str
        Java names, optionally with the signature; empty: all.
    pairs : mapping of str to str, optional
        Java names and the names of the functions that go with them, where they are not alike.
    cases : int
        Cases for each method, over all tiers.
    seed : int, optional
        Of the drawn cases; drawn itself if left out, and part of the report.
    rule : Rule, optional
        How close floating-point results must be; 4 ULP if left out.
    timeout_s : float
        Deadline for a case on either side.
    jdk, java_executable : Path, optional
        As `Jvm` takes them.
    **options
        Any other field of `Port`, such as ``corrections``.

    Returns
    -------
    Report
        A verdict for each Java method; a difference is no exception.

    Raises
    ------
    BridgeError
        If the JVM or the worker could not do its part.
    RequestError
        If what was asked for is not there.
    """
    sources = [java] if isinstance(java, str | Path) else java
    port = Port(
        java=tuple(map(Path, sources)),
        python=Path(python) if str(python).endswith(".py") else str(python),
        by_hand=tuple((pairs or {}).items()),
        rule=rule,
        **options,
    )
    return check_ports(
        [port],
        methods=methods,
        cases=cases,
        seed=seed,
        timeout_s=timeout_s,
        jdk=jdk,
        java_executable=java_executable,
    )


def check_ports(
    ports: Sequence[Port] = BUNDLED,
    *,
    methods: Sequence[str] = (),
    cases: int = 1000,
    seed: int | None = None,
    case: Sequence[object] | None = None,
    timeout_s: float = 1.0,
    jdk: Path | None = None,
    java_executable: Path | None = None,
    allow_unpaired: bool = False,
    progress: Progress = lambda method, done, total: None,
) -> Report:
    """Prove ports right, one after another; the bundled one if none is given.

    Parameters
    ----------
    ports : sequence of Port
        What to prove.
    methods, cases, seed, timeout_s, jdk, java_executable
        As `check` takes them.
    case : sequence, optional
        Run just this case: one typed value, or plain one, for each parameter.
    allow_unpaired : bool
        Whether a Java method without a partner passes.
    progress : callable
        Called with the method in hand, the cases done and the cases in all.

    Raises
    ------
    BridgeError
        If the JVM or the worker could not do its part.
    RequestError
        If a method is not there, `case` does not fit it, or a port cannot be imported.
    """
    seed = secrets.randbelow(2**32) if seed is None else seed
    plan = Plan(methods, cases, Draws(cases, seed), case, timeout_s)
    # The threads end after what they wait for has ended.
    with Threads() as threads, Jvm(jdk, java_executable) as jvm, Worker() as worker:
        resolved = [resolve(port, jvm, worker) for port in ports]
        verdicts = list(
            _prove(resolved, plan, partial(Sides, worker, threads, timeout_s), progress)
        )
    return Report(seed, jvm.version, jvm.vendor, tuple(verdicts), allow_unpaired=allow_unpaired)


def _prove(
    resolved: Sequence[Resolved],
    plan: Plan,
    make_sides: Callable[[JavaMethod, Pair], Sides],
    progress: Progress,
) -> Iterator[Verdict]:
    _require_each_found(plan.methods, resolved)
    wanted = [
        (each.port, method, pair)
        for each in resolved
        for method, pair in each.pairs
        if plan.wants(str(method.signature))
    ]
    cases = plan.cases if plan.case is None else 1
    for number, (port, method, pair) in enumerate(wanted):
        advance = partial(
            _advance, progress, str(method.signature), number * cases, len(wanted) * cases
        )
        yield prove(port, pair, method, make_sides(method, pair), plan, advance)
    for verdict in (verdict for each in resolved for verdict in each.verdicts):
        if not plan.methods or (verdict.java and plan.wants(verdict.java)):
            yield verdict


def _advance(progress: Progress, method: str, before: int, total: int, done: int) -> None:
    progress(method, before + done, total)


def _require_each_found(asked: Sequence[str], resolved: Sequence[Resolved]) -> None:
    known = [
        name
        for each in resolved
        for name in (
            *(str(method.signature) for method, _ in each.pairs),
            *(verdict.java for verdict in each.verdicts if verdict.java),
        )
    ]
    for text in asked:
        if text.replace(" ", "") not in {*known, *(name.partition("(")[0] for name in known)}:
            raise RequestError(f"method must be one of {', '.join(known)}, got {text!r}")
