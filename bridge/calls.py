"""One case in, one call of a Python function, its outcome out."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from bridge.errors import RequestError
from bridge.javatypes import JavaType, Value
from bridge.outcomes import Outcome, OutcomeStatus, Raised, Unfit
from bridge.signatures import Case, Signature
from bridge.values import Conversion, drained, from_python, to_python

__all__ = ["call", "call_with"]

_ENDINGS = {
    SystemExit: OutcomeStatus.EXITED,
    RecursionError: OutcomeStatus.STACK_OVERFLOW,
    MemoryError: OutcomeStatus.OUT_OF_MEMORY,
}
_CHANGED = Unfit("an array whose dtype or flags were changed")

_MOST_CAUSES = 10


def call(
    function: Callable[..., object], signature: Signature, case: Case, conversion: Conversion
) -> Outcome:
    """Call a function with copies of the arguments; whatever comes of that is the outcome.

    Raises
    ------
    RequestError
        If an argument cannot be made, as an object whose class has no such attributes.
    """
    types = zip(signature.parameter_types, case, strict=True)
    try:
        arguments = tuple(to_python(kind, value, conversion) for kind, value in types)
    except (TypeError, AttributeError) as error:
        raise RequestError(str(error)) from error
    return call_with(function, signature, arguments, conversion)


def call_with(
    function: Callable[..., object],
    signature: Signature,
    arguments: Sequence[Any],
    conversion: Conversion,
) -> Outcome:
    """Do the same with the very objects that are given, which the function may write to."""
    kind = signature.return_type
    try:
        # A generator does its work, and raises, only when it is read. What it gave is copied before
        # the arguments are looked at, for a port may return the very array that it was given.
        value = _fit(kind, drained(kind, function(*arguments)), conversion)
    except tuple(_ENDINGS) as error:
        status = next(status for kind, status in _ENDINGS.items() if isinstance(error, kind))
        return Outcome(status, ())
    # Whatever the port raises is what it did with the case.
    except (Exception, GeneratorExit) as error:  # noqa: BLE001
        name, *bases = (kind.__qualname__ for kind in type(error).__mro__)
        return Outcome(
            OutcomeStatus.RAISED,
            _arguments_after(signature, arguments),
            error_class=name,
            error_bases=tuple(bases),
            message=_message(error),
            causes=tuple(_causes(error)),
        )
    return Outcome(OutcomeStatus.RETURNED, _arguments_after(signature, arguments), value)


def _message(error: BaseException) -> str:
    """What the exception says; it is the port that is asked, so anything may happen."""
    try:
        return str(error)
    except Exception as another:  # noqa: BLE001
        return f"(str raised {type(another).__qualname__})"


def _causes(error: BaseException) -> Iterator[Raised]:
    """What led to an exception, the latest first."""
    for _ in range(_MOST_CAUSES):
        cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if cause is None:
            return
        yield Raised(type(cause).__qualname__, _message(cause))
        error = cause


def _arguments_after(signature: Signature, arguments: Sequence[Any]) -> tuple[Value | Unfit, ...]:
    types = zip(signature.parameter_types, arguments, strict=True)
    return tuple(
        _fit(kind, value, Conversion()) if _is_intact(kind, value) else _CHANGED
        for kind, value in types
    )


def _fit(kind: JavaType, value: object, conversion: Conversion) -> Value | Unfit:
    try:
        return from_python(kind, value, conversion)
    # An object of the port's own may raise anything when it is looked at.
    except Exception as error:  # noqa: BLE001
        return Unfit(str(error))


def _is_intact(kind: JavaType, argument: Value) -> bool:
    """Whether an array is still of its dtype and open to its owner."""
    if not isinstance(argument, np.ndarray):
        return True
    return argument.dtype == kind.primitive.dtype and argument.flags.writeable
