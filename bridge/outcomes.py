"""What one side did with a case, and how that is told across a border."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from bridge.errors import RequestError
from bridge.javatypes import JavaType, Value
from bridge.signatures import Signature
from bridge.typedjson import to_json
from bridge.values import content_key
from bridge.wire import (
    EXITED,
    OUT_OF_MEMORY,
    RAISED,
    RETURNED,
    STACK_OVERFLOW,
    UNFIT,
    UNMADE,
    Reader,
    encode,
    encode_int,
    encode_text,
)

__all__ = [
    "Outcome",
    "OutcomeStatus",
    "Raised",
    "Unfit",
    "encode_outcome",
    "is_repeated",
    "read_outcome",
    "typed_or_unfit",
]


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


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception that led to another."""

    error_class: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one side did with a case."""

    status: OutcomeStatus
    arguments_after: tuple[Value | Unfit, ...]
    value: Value | Unfit = None
    error_class: str = ""
    error_bases: tuple[str, ...] = ()  # the classes that the exception's class is derived from
    message: str = ""
    causes: tuple[Raised, ...] = ()  # what led to the exception, the latest first

    @property
    def returned(self) -> bool:
        """Whether the call returned."""
        return self.status is OutcomeStatus.RETURNED

    @property
    def reached_limit(self) -> bool:
        """Whether it ran out of time, of stack or of memory."""
        return self.status in {
            OutcomeStatus.TIMED_OUT,
            OutcomeStatus.STACK_OVERFLOW,
            OutcomeStatus.OUT_OF_MEMORY,
        }

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
            "value": typed_or_unfit(signature.return_type, self.value),
            "arguments_after": [typed_or_unfit(kind, value) for kind, value in after],
        }


def is_repeated(signature: Signature, first: Outcome, second: Outcome) -> bool:
    """Whether a side did the same again; what an exception says may tell of places in memory."""
    return _content(signature, first) == _content(signature, second)


def _content(signature: Signature, outcome: Outcome) -> Hashable:
    if outcome.ended:
        return outcome.status
    kinds = signature.parameter_types if outcome.arguments_after else ()
    values = zip(
        (signature.return_type, *kinds), (outcome.value, *outcome.arguments_after), strict=True
    )
    contents = [v if isinstance(v, Unfit) else content_key(kind, v) for kind, v in values]
    return outcome.status, outcome.error_class, tuple(contents)


def encode_outcome(signature: Signature, outcome: Outcome) -> bytes:
    """The bytes of an outcome, as the table in `bridge.wire` has them."""
    if outcome.ended:
        return bytes([_CODES[outcome.status]])
    after = list(zip(signature.parameter_types, outcome.arguments_after, strict=True))
    values = [(signature.return_type, outcome.value), *after] if outcome.returned else after
    is_unfit = any(isinstance(value, Unfit) for _, value in values)
    parts = [bytes([_CODES[outcome.status] | (UNFIT if is_unfit else 0)])]
    if not outcome.returned:
        parts.append(_encode_raised(outcome))
    for kind, value in values:
        if isinstance(value, Unfit):
            parts += [b"\1", encode_text(value.reason)]
        else:
            parts += [b"\0" if is_unfit else b"", encode(kind, value)]
    return b"".join(parts)


def read_outcome(answer: Reader, signature: Signature) -> Outcome:
    """Read what `encode_outcome`, or `Evaluator.java`, wrote.

    Raises
    ------
    RequestError
        If an argument could not be made of what was drawn or asked for.
    """
    code = answer.byte()
    if code == UNMADE:
        raise RequestError(f"arguments must be such as can be made, got {answer.text()}")
    status = _STATUSES[code & ~UNFIT]
    if status not in {OutcomeStatus.RETURNED, OutcomeStatus.RAISED}:
        return Outcome(status, ())
    raised = _read_raised(answer) if status is OutcomeStatus.RAISED else {}
    returned = (signature.return_type,) if status is OutcomeStatus.RETURNED else ()
    values = tuple(
        Unfit(answer.text() or "") if code & UNFIT and answer.byte() else answer.value(kind)
        for kind in (*returned, *signature.parameter_types)
    )
    if not returned:
        return Outcome(status, values, **raised)
    return Outcome(status, values[1:], values[0])


def _encode_raised(outcome: Outcome) -> bytes:
    texts = [outcome.error_class, outcome.message]
    causes = [text for cause in outcome.causes for text in (cause.error_class, cause.message)]
    return b"".join(
        [
            *map(encode_text, texts),
            encode_int(len(outcome.error_bases)),
            *map(encode_text, outcome.error_bases),
            encode_int(len(outcome.causes)),
            *map(encode_text, causes),
        ]
    )


def _read_raised(answer: Reader) -> dict[str, Any]:
    return {
        "error_class": answer.text() or "",
        "message": answer.text() or "",
        "error_bases": tuple(answer.text() or "" for _ in range(answer.int32())),
        "causes": tuple(
            Raised(answer.text() or "", answer.text() or "") for _ in range(answer.int32())
        ),
    }


def typed_or_unfit(kind: JavaType, value: Value | Unfit) -> dict[str, Any]:
    """The typed object that stands for a value, or for one that the type does not hold."""
    if isinstance(value, Unfit):
        return {"type": "unfit", "value": value.reason}
    return to_json(kind, value)


_CODES = {
    OutcomeStatus.RETURNED: RETURNED,
    OutcomeStatus.RAISED: RAISED,
    OutcomeStatus.STACK_OVERFLOW: STACK_OVERFLOW,
    OutcomeStatus.OUT_OF_MEMORY: OUT_OF_MEMORY,
    OutcomeStatus.EXITED: EXITED,
}
_STATUSES = {code: status for status, code in _CODES.items()}
