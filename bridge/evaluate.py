"""Cases in, one outcome for each out, on either side.

An outcome is data: what a side returned or raised, and what its arguments looked like afterwards.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np

from bridge.errors import JvmError
from bridge.javatypes import JavaType, Value
from bridge.signatures import Case, JavaMethod, Signature
from bridge.typedjson import to_json
from bridge.values import drained, from_python, to_python
from bridge.wire import (
    OUT_OF_MEMORY,
    RAISED,
    STACK_OVERFLOW,
    UNREADABLE,
    Reader,
    encode_batch,
)

__all__ = ["Outcome", "OutcomeStatus", "Unfit", "evaluate_java", "evaluate_python"]


class OutcomeStatus(Enum):
    """How a call ended."""

    RETURNED = "returned"
    RAISED = "raised"
    TIMED_OUT = "timed out"
    STACK_OVERFLOW = "stack overflow"
    OUT_OF_MEMORY = "out of memory"
    EXITED = "exited"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Unfit:
    """A returned value, or an argument left behind, that the declared Java type does not hold."""

    reason: str


_ENDINGS = {
    SystemExit: OutcomeStatus.EXITED,
    RecursionError: OutcomeStatus.STACK_OVERFLOW,
    MemoryError: OutcomeStatus.OUT_OF_MEMORY,
}
_CHANGED = Unfit("an array whose dtype or flags were changed")
_UNREADABLE = Unfit("an argument that raises when it is read")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one side did with a case."""

    status: OutcomeStatus
    arguments_after: tuple[Value | Unfit, ...]
    value: Value | Unfit = None
    error_class: str = ""
    error_bases: tuple[str, ...] = ()  # of a Python exception: the classes it is derived from
    message: str = ""

    @property
    def returned(self) -> bool:
        """Whether the call returned."""
        return self.status is OutcomeStatus.RETURNED

    @property
    def ended(self) -> bool:
        """Whether it neither returned nor raised; what became of the arguments is not known."""
        return self.status not in {OutcomeStatus.RETURNED, OutcomeStatus.RAISED}

    def to_json(self, signature: Signature) -> dict[str, Any]:
        """The outcome as reports write it."""
        if self.ended:
            return {"status": self.status.value}
        if not self.returned:
            return {"status": "raised", "class": self.error_class, "message": self.message}
        after = zip(signature.parameter_types, self.arguments_after, strict=True)
        return {
            "status": "returned",
            "value": _typed(signature.return_type, self.value),
            "arguments_after": [_typed(kind, value) for kind, value in after],
        }


def evaluate_java(
    method: JavaMethod, cases: Sequence[Case], timeout_s: float = 1.0
) -> list[Outcome]:
    """Call a Java method once for each case; a case that ends the JVM ends no other.

    Parameters
    ----------
    method : JavaMethod
        As `bridge.signatures.load_class` gives it.
    cases : sequence of tuple
        Arguments in the form of their types.
    timeout_s : float
        Deadline for each case.

    Raises
    ------
    JvmError
        If the harness itself failed.
    """
    kinds = method.signature.parameter_types
    outcomes: list[Outcome] = []
    while len(outcomes) < len(cases):
        batch = encode_batch(kinds, cases[len(outcomes) :])
        answer = method.jvm.evaluate(method.number, batch, timeout_s)
        if not answer.complete and answer.ending is None:
            raise JvmError(f"the JVM must answer {len(cases)} cases, got {len(outcomes)}")
        outcomes += (_read_outcome(answer.items, method.signature) for _ in range(answer.complete))
        if not answer.items.is_at_end:
            raise JvmError("the JVM must answer in whole outcomes, got more than that")
        if answer.ending is not None:
            outcomes.append(Outcome(OutcomeStatus(answer.ending.value), ()))
    return outcomes


def evaluate_python(
    function: Callable[..., object], signature: Signature, cases: Sequence[Case]
) -> list[Outcome]:
    """Call a Python function once for each case, in this process and without a deadline."""
    return [_call(function, signature, case) for case in cases]


def _call(function: Callable[..., object], signature: Signature, case: Case) -> Outcome:
    arguments = tuple(map(to_python, signature.parameter_types, case))
    kind = signature.return_type
    try:
        # A generator does its work, and raises, only when it is read.
        returned = drained(kind, function(*arguments))
    except tuple(_ENDINGS) as error:
        status = next(ending for cls, ending in _ENDINGS.items() if isinstance(error, cls))
        return Outcome(status, ())
    # Whatever the port raises is what it did with the case.
    except (Exception, GeneratorExit) as error:  # noqa: BLE001
        after = _arguments_after(signature, arguments)
        name, *bases = (cls.__qualname__ for cls in type(error).__mro__)
        return Outcome(
            OutcomeStatus.RAISED,
            after,
            error_class=name,
            error_bases=tuple(bases),
            message=str(error),
        )
    # Copied first: a port may return the very array that it was given.
    value = _fit(kind, returned)
    return Outcome(OutcomeStatus.RETURNED, _arguments_after(signature, arguments), value)


def _arguments_after(signature: Signature, arguments: Case) -> tuple[Value | Unfit, ...]:
    types = zip(signature.parameter_types, arguments, strict=True)
    return tuple(
        _fit(kind, value) if _is_intact(kind, value) else _CHANGED for kind, value in types
    )


def _fit(kind: JavaType, value: object) -> Value | Unfit:
    try:
        return from_python(kind, value)
    # An object of the port's own may raise anything when it is looked at.
    except Exception as error:  # noqa: BLE001
        return Unfit(str(error))


def _is_intact(kind: JavaType, argument: Value) -> bool:
    """Whether an array is still of its dtype and open to its owner."""
    if not isinstance(argument, np.ndarray):
        return True
    return argument.dtype == kind.primitive.dtype and argument.flags.writeable


def _typed(kind: JavaType, value: Value | Unfit) -> dict[str, Any]:
    if isinstance(value, Unfit):
        return {"type": "unfit", "value": value.reason}
    return to_json(kind, value)


def _read_outcome(answer: Reader, signature: Signature) -> Outcome:
    status = answer.byte()
    if status == STACK_OVERFLOW:
        return Outcome(OutcomeStatus.STACK_OVERFLOW, ())
    if status == OUT_OF_MEMORY:
        return Outcome(OutcomeStatus.OUT_OF_MEMORY, ())
    if status in {RAISED, UNREADABLE}:
        name, message = answer.text() or "", answer.text() or ""
        after: tuple[Value | Unfit, ...] = (_UNREADABLE,) * len(signature.parameters)
        if status == RAISED:
            after = _read_arguments(answer, signature)
        return Outcome(OutcomeStatus.RAISED, after, error_class=name, message=message)
    value = answer.value(signature.return_type)
    return Outcome(OutcomeStatus.RETURNED, _read_arguments(answer, signature), value)


def _read_arguments(answer: Reader, signature: Signature) -> tuple[Value, ...]:
    return tuple(answer.value(kind) for kind in signature.parameter_types)
