"""What a pytest mark asks for in, a proof of each Java method out, to be run when its item is."""

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from bridge.cases import Plan
from bridge.errors import RequestError
from bridge.interrupt import Interrupt
from bridge.jvm import JavaMethod
from bridge.pairing import require_each_found
from bridge.ports import Pair, Port, make_port
from bridge.report.causes import brief_cause
from bridge.report.wording import brief_difference, evidence, explanation
from bridge.session import Session
from bridge.verdict import Status, Verdict

__all__ = ["Asked", "Prover", "failure", "read_mark"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a mark asks for."""

    port: Port
    methods: Sequence[str]
    cases: int
    timeout_s: float
    explain: bool


def read_mark(
    folder: Path,
    java: str | Path | Sequence[str | Path] | Port,
    python: str | Path = "",
    *,
    methods: Sequence[str] = (),
    cases: int = 1000,
    timeout_s: float = 1.0,
    explain: bool = False,
    **options: Any,
) -> Asked:
    """Read the arguments of a mark.

    Parameters
    ----------
    folder : Path
        What its paths are relative to.
    java : path, sequence of paths, or Port
        The Java sources; or a port as a whole, without `python` and `options`.
    python, methods, cases, timeout_s, explain, **options
        As `bridge.check` takes them.

    Raises
    ------
    RequestError
        If a file is not there.
    TypeError
        If there is no such option.
    """
    if not isinstance(java, Port):
        port = make_port(java, python, **options)
    elif python or options:
        raise RequestError(f"port must come alone, got {[python, *options]}, too; give it that")
    else:
        port = java
    port = replace(
        port,
        java=tuple(folder / path for path in port.java),
        python=folder / port.python if isinstance(port.python, Path) else port.python,
        classpath=tuple(folder / path for path in port.classpath),
        examples=port.examples and folder / port.examples,
    )
    python_file = [port.python] if isinstance(port.python, Path) else []
    for path in (*port.java, *python_file, *port.classpath):
        if not path.exists():
            raise RequestError(f"files must exist, got {str(path)!r}")
    return Asked(port, methods, cases, timeout_s, explain)


class Prover:
    """Proves methods one by one, in the session's one JVM and worker.

    Parameters
    ----------
    session : Session
        Where both sides run.
    seed : int
        Of the cases.
    cases : int or None
        For each method, whatever the marks say.
    """

    def __init__(self, session: Session, seed: int, cases: int | None) -> None:
        self.session = session
        self._seed = seed
        self._cases = cases
        self._place: tuple[object, ...] = ()

    def proofs(self, asked: Asked) -> dict[str, Callable[[], Verdict]]:
        """What proves each method, by the method's name.

        Raises
        ------
        BridgeError
            If the Java does not compile, the port cannot be imported, or there is no such method.
        """
        self._make_way(asked.port)
        resolved = self.session.resolve(asked.port)
        cases = self._cases or asked.cases
        plan = Plan(asked.methods, cases, self._seed, explain=asked.explain)
        require_each_found(asked.methods, resolved.names)
        proofs = [
            *(
                _Proof(m.class_name, str(m.signature), partial(self._prove, asked, m, p, plan))
                for m, p in resolved.pairs
            ),
            *(_Proof(v.reference, v.java, partial(_give, v)) for v in resolved.verdicts if v.java),
        ]
        wanted = [proof for proof in proofs if plan.wants(proof.method)]
        if not wanted:
            raise RequestError(f"java must have methods, got none in {asked.port.java}")
        count = Counter(proof.method for proof in wanted)
        return {
            proof.method if count[proof.method] == 1 else f"{proof.owner}.{proof.method}": proof.run
            for proof in wanted
        }

    def _prove(self, asked: Asked, method: JavaMethod, pair: Pair, plan: Plan) -> Verdict:
        self._make_way(asked.port)
        with Interrupt() as interrupt:

            def advance(done: int) -> None:
                interrupt.raise_if_seen()

            return self.session.prove(asked.port, method, pair, plan, advance, asked.timeout_s)

    def _make_way(self, port: Port) -> None:
        """Let no module of another port's folder be taken for one of this port's."""
        folder = port.python.parent if isinstance(port.python, Path) else None
        # pytest adds to the path as it collects, and a worker has the path of its start.
        place = (folder, *sys.path)
        if self._place not in ((), place):
            self.session.worker.forget()
            self.session.worker.renew()
        self._place = place


@dataclass(frozen=True, slots=True)
class _Proof:
    owner: str
    method: str
    run: Callable[[], Verdict]


def _give(verdict: Verdict) -> Verdict:
    return verdict


def failure(verdict: Verdict, seed: int) -> str:
    """Why a method did not pass, and how to see it again; empty if it passed."""
    if verdict.status in (Status.SAME, Status.CORRECTED):
        return ""
    lines = [explanation(verdict)]
    if verdict.cases:
        lines.append(f"  --portproof-seed={seed} draws the same cases")
    if verdict.status is Status.DIFFERENT:
        told = [brief_difference(verdict), brief_cause(verdict)]
        lines += [*(f"  {line}" for line in told if line), *evidence(verdict)]
    return "\n".join(lines)
