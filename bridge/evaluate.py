"""Cases in, one outcome for each out, on either side.

An outcome is data: what a side returned or raised, and what its arguments looked like afterwards.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np

from bridge.errors import JvmError
from bridge.javatypes import JavaType, Value, copy_value, from_python, to_json
from bridge.signatures import Case, JavaMethod, Signature
from bridge.wire import RAISED, Reader, encode_batch

__all__ = ["Outcome", "OutcomeStatus", "Unfit", "evaluate_java", "evaluate_python"]


class OutcomeStatus(Enum):
    """How a call ended."""

    RETURNED = "returned"
    RAISED = "raised"
    EXITED = "exited"


@dataclass(frozen=True, slots=True)
class Unfit:
    """A returned value, or an argument left behind, that the declared Java type does not hold."""

    reason: str


_CHANGED = Unfit("an array whose dtype or flags were changed")


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

    def to_json(self, signature: Signature) -> dict[str, Any]:
        """The outcome as reports write it."""
        if self.status is OutcomeStatus.EXITED:
            return {"status": "exited"}
        if not self.returned:
            return {"status": "raised", "class": self.error_class, "message": self.message}
        after = zip(signature.parameter_types, self.arguments_after, strict=True)
        return {
            "status": "returned",
            "value": _typed(signature.return_type, self.value),
            "arguments_after": [_typed(kind, value) for kind, value in after],
        }


def evaluate_java(method: JavaMethod, cases: Sequence[Case]) -> list[Outcome]:
    """Call a Java method once for each case, all of them in one exchange."""
    kinds = method.signature.parameter_types
    answer = method.jvm.evaluate(method.number, encode_batch(kinds, cases))
    try:
        outcomes = [_read_outcome(answer, method.signature) for _ in cases]
    except EOFError as error:
        raise JvmError(f"the JVM must answer {len(cases)} cases, got fewer: {error}") from error
    if not answer.is_at_end:
        raise JvmError(f"the JVM must answer {len(cases)} cases, got more than that")
    return outcomes


def evaluate_python(
    function: Callable[..., object], signature: Signature, cases: Sequence[Case]
) -> list[Outcome]:
    """Call a Python function once for each case, in this process and without a deadline."""
    return [_call(function, signature, case) for case in cases]


def _call(function: Callable[..., object], signature: Signature, case: Case) -> Outcome:
    arguments = tuple(copy_value(value) for value in case)
    try:
        returned = function(*arguments)
    except SystemExit:
        return Outcome(OutcomeStatus.EXITED, _arguments_after(signature, arguments))
    # Whatever the port raises is what it did with the case.
    except (Exception, GeneratorExit) as error:  # noqa: BLE001
        after = _arguments_after(signature, arguments)
        name, *bases = (kind.__qualname__ for kind in type(error).__mro__)
        return Outcome(
            OutcomeStatus.RAISED,
            after,
            error_class=name,
            error_bases=tuple(bases),
            message=str(error),
        )
    # Copied first: a port may return the very array that it was given.
    value = _fit(signature.return_type, returned)
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
    if answer.byte() == RAISED:
        name, message = answer.text() or "", answer.text() or ""
        after = _read_arguments(answer, signature)
        return Outcome(OutcomeStatus.RAISED, after, error_class=name, message=message)
    value = answer.value(signature.return_type)
    return Outcome(OutcomeStatus.RETURNED, _read_arguments(answer, signature), value)


def _read_arguments(answer: Reader, signature: Signature) -> tuple[Value, ...]:
    return tuple(answer.value(kind) for kind in signature.parameter_types)
