"""Runs the whole chain: ports in, a report out."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis.strategies import SearchStrategy

from bridge.bundled import BUNDLED
from bridge.cases import Plan
from bridge.compare import Rule
from bridge.corrections import Correction
from bridge.errors import RequestError
from bridge.formulas import Formula
from bridge.jobs import Jobs
from bridge.kept import Kept
from bridge.pairing import require_each_found
from bridge.playback import Playback
from bridge.ports import Port, make_port
from bridge.report.run import Report
from bridge.session import Progress, Proven, Session, Tally

__all__ = ["check", "check_ports"]


def check(
    java: str | Path | Sequence[str | Path],
    python: str | Path,
    *,
    methods: Sequence[str] = (),
    pairs: Mapping[str, str] | None = None,
    cases: int = 1000,
    seed: int | None = None,
    rule: Rule | None = None,
    arguments: Mapping[str, SearchStrategy[Any]] | None = None,
    corrections: Sequence[Correction] = (),
    oracle: Mapping[str, Formula] | None = None,
    explain: bool = False,
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
    arguments : mapping of str to SearchStrategy, optional
        By the name of a parameter of the port's functions, what draws its arguments, in the
        ordinary and in the extreme cases: objects such as the port takes.
    corrections : sequence of Correction
        The differences that are meant.
    oracle : mapping of str to formula, optional
        By the Java name of a method that returns double or double[], what gives its true value, as
        a number of mpmath, a Fraction, an int or a float, or a sequence of such: a function of the
        port's arguments, which is called with 60 digits, or the text or place of one as a
        `Correction` has it. Where it raises an ArithmeticError or a ValueError, or gives a complex
        number, the truth is not known.
    explain : bool
        Whether to find out why what is DIFFERENT is, which takes up to ten seconds for each method.
    timeout_s : float
        Deadline for a case on either side.
    jdk, java_executable : Path, optional
        As `Jvm` takes them.
    **options
        Any other field of `Port`.

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
    return check_ports(
        [make_port(java, python, pairs, arguments, corrections, oracle, rule=rule, **options)],
        methods=methods,
        cases=cases,
        seed=seed,
        explain=explain,
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
    jobs: int = 1,
    kept: Kept | None = None,
    resume: bool = False,
    propose: bool = False,
    explain: bool = False,
    is_plain: bool = False,
    allow_unpaired: bool = False,
    progress: Progress = lambda step: None,
) -> Report:
    """Prove ports right, one after another; the bundled one if none is given.

    Parameters
    ----------
    ports : sequence of Port
        What to prove; on the cases of a file and without a JVM if the ports are `recorded` there.
    methods, cases, seed, timeout_s, jdk, java_executable
        As `check` takes them.
    case : sequence, optional
        Run just this case: one typed value, or plain one, for each parameter.
    jobs : int
        How many ports are proven at once.
    kept : Kept, optional
        Where to keep what is done, in case the run is interrupted.
    resume : bool
        Whether to go on with what was kept.
    propose : bool
        Whether corrections are proposed for what is DIFFERENT.
    explain : bool
        Whether it is found out why what is DIFFERENT is.
    is_plain : bool
        Whether fixes bring their own arithmetic instead of `bridge.javaops`.
    allow_unpaired : bool
        Whether a Java method without a partner passes.
    progress : callable
        Called with each `Step`.

    Raises
    ------
    BridgeError
        If the JVM or the worker could not do its part.
    RequestError
        If a method is not there, `case` does not fit it, a port cannot be imported, or one with
        strategies of its own is to be proven in a job.
    """
    tally = Tally(len(ports), progress)
    if any(port.recorded for port in ports):
        plan = Plan(methods, 1, 0, case, propose, explain, is_plain)
        return _check_recorded(ports, plan, timeout_s, tally, allow_unpaired=allow_unpaired)
    if seed is None and kept is not None and resume:
        seed = kept.seed
    seed = secrets.randbelow(2**32) if seed is None else seed
    plan = Plan(methods, cases, seed, case, propose, explain, is_plain)
    done = kept.begin(seed, ports, resume=resume) if kept is not None else {}
    left = {number: port for number, port in enumerate(ports) if number not in done}
    options: dict[str, Any] = {
        "timeout_s": timeout_s,
        "jdk": jdk,
        "java_executable": java_executable,
    }
    for number, proven in done.items():
        tally.finish(number, proven)
    is_alone = min(jobs, len(left)) <= 1
    if not is_alone and any(port.arguments or not port.is_text for port in ports):
        raise RequestError(
            f"jobs must be 1 where strategies or functions are passed, got {jobs}; "
            f"they cannot be sent to other processes"
        )
    with Session(**options) if is_alone else Jobs(jobs, **options) as place:
        for number, proven in place.prove_ports(left, plan, tally):
            done[number] = proven
            tally.finish(number, proven)
            if kept is not None:
                kept.add(ports[number], proven)
        java = place.java
    if kept is not None:
        kept.end()
    in_order = [done[number] for number in range(len(ports))]
    resumed = len(ports) - len(left)
    return _report(in_order, plan, java, allow_unpaired=allow_unpaired, resumed=resumed)


def _check_recorded(
    ports: Sequence[Port], plan: Plan, timeout_s: float, tally: Tally, *, allow_unpaired: bool
) -> Report:
    """Prove ports right on the cases of the file that stands for their Java."""
    first, *others = {port.recorded for port in ports}
    if first is None or others:
        raise RequestError("ports must all be recorded in one file, got several or none for some")
    with Playback(first, timeout_s=timeout_s) as played:
        plan = replace(plan, cases=max(1, played.most), seed=played.seed)
        proven = [each for _, each in played.prove_ports(dict(enumerate(ports)), plan, tally)]
    return _report(proven, plan, played.java, allow_unpaired=allow_unpaired)


def _report(
    proven: Sequence[Proven],
    plan: Plan,
    java: tuple[str, str],
    *,
    allow_unpaired: bool,
    resumed: int = 0,
) -> Report:
    require_each_found(plan.methods, [name for each in proven for name in each.names])
    verdicts = tuple(verdict for each in proven for verdict in each.verdicts)
    return Report(plan.seed, *java, verdicts, allow_unpaired=allow_unpaired, resumed=resumed)
