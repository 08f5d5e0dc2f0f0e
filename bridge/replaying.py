"""Kept counterexamples in, what has become of each out, and why."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from itertools import groupby

from bridge.cases import Plan
from bridge.counterexamples import Kept
from bridge.errors import BridgeError
from bridge.jvm import JavaMethod
from bridge.ports import Pair, Port
from bridge.report.wording import brief_call, brief_difference
from bridge.resolution import Resolved
from bridge.session import Session
from bridge.signatures import Signature
from bridge.typedjson import from_json
from bridge.verdict import Status, Verdict

__all__ = ["Replayed", "Result", "explain", "replay"]


class Result(Enum):
    """What has become of a counterexample."""

    FIXED = "FIXED"
    STILL_DIFFERENT = "STILL DIFFERENT"
    CANNOT_RUN = "CANNOT RUN"


@dataclass(frozen=True, slots=True)
class Replayed:
    """A counterexample that was run again."""

    kept: Kept
    result: Result
    told: str  # both sides, or why it cannot be run
    verdict: Verdict | None = None  # None: it cannot be run


_RESULTS = {
    Status.SAME: Result.FIXED,
    Status.CORRECTED: Result.FIXED,
    Status.DIFFERENT: Result.STILL_DIFFERENT,
}


def replay(
    kept: Sequence[Kept], read_port: Callable[[Kept], Port], session: Session
) -> Iterator[Replayed]:
    """Run counterexamples again, those of one pair together.

    Parameters
    ----------
    kept : sequence of Kept
        What to run.
    read_port : callable
        Gives the port of one, or raises a BridgeError.
    session : Session
        Where both sides run.
    """
    yield from _run(kept, read_port, session, _replayed)


def explain(
    kept: Sequence[Kept], read_port: Callable[[Kept], Port], session: Session, plan: Plan
) -> Iterator[Replayed]:
    """Run counterexamples again, and their methods on other cases, too, to find out the causes.

    Parameters
    ----------
    kept, read_port, session
        As `replay` takes them.
    plan : Plan
        How many cases, and of which seed.
    """
    yield from _run(kept, read_port, session, partial(_explained, plan))


def _run(
    kept: Sequence[Kept],
    read_port: Callable[[Kept], Port],
    session: Session,
    run: Callable[[Kept, Resolved, Session], Replayed],
) -> Iterator[Replayed]:
    for _, group in groupby(sorted(kept, key=_pair), _pair):
        alike = list(group)
        try:
            # What the pair before has loaded is not to be in the way.
            session.jvm.forget()
            session.worker.forget()
            resolved = session.resolve(read_port(alike[0]))
        except BridgeError as error:
            for one in alike:
                yield Replayed(one, Result.CANNOT_RUN, str(error))
            continue
        for one in alike:
            yield run(one, resolved, session)


def _pair(kept: Kept) -> str:
    return repr((kept.pair, kept.reference))


def _replayed(kept: Kept, resolved: Resolved, session: Session) -> Replayed:
    asked = kept.method, kept.reference
    found = _find(kept, resolved)
    if found is None:
        reasons = [v.reason for v in resolved.verdicts if (v.java, v.reference) == asked]
        gone = f"{kept.reference} has no method {kept.method} any more"
        return Replayed(kept, Result.CANNOT_RUN, reasons[0] if reasons else gone)
    method, pair = found
    plan = Plan([kept.method], 1, 0, kept.arguments)
    try:
        verdict = session.prove(resolved.port, method, pair, plan)
    except BridgeError as error:
        return Replayed(kept, Result.CANNOT_RUN, str(error))
    result = _RESULTS.get(verdict.status, Result.CANNOT_RUN)
    return Replayed(kept, result, _told(kept, method.signature, verdict), verdict)


def _explained(plan: Plan, kept: Kept, resolved: Resolved, session: Session) -> Replayed:
    replayed, found = _replayed(kept, resolved, session), _find(kept, resolved)
    if replayed.result is not Result.STILL_DIFFERENT or found is None:
        return replayed
    method, pair = found
    # The cause is sought on many cases, of which this one is the first that is looked at.
    case = tuple(map(from_json, method.signature.parameter_types, kept.arguments))
    beside = replace(pair, given=(case, *pair.given))
    try:
        verdict = session.prove(resolved.port, method, beside, plan)
    except BridgeError:
        return replayed
    return replace(replayed, verdict=verdict) if verdict.cause else replayed


def _find(kept: Kept, resolved: Resolved) -> tuple[JavaMethod, Pair] | None:
    """The method that a counterexample is of, and its pair."""
    asked = kept.method, kept.reference
    for method, pair in resolved.pairs:
        if (str(method.signature), resolved.port.reference or method.class_name) == asked:
            return method, pair
    return None


def _told(kept: Kept, signature: Signature, verdict: Verdict) -> str:
    if verdict.status is Status.SAME:
        case = tuple(map(from_json, signature.parameter_types, kept.arguments))
        return f"{brief_call(signature, case)}: both sides do the same"
    return brief_difference(verdict) or verdict.reason
