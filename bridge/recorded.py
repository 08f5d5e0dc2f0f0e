"""What Java did with each case, in a file that stands for Java where there is none.

The file is lines of JSON in ASCII. The first says where it comes from. Then there is a line for
each Java method, with its class and its types, and below it one for each of its cases: tier,
arguments and Java's outcome, as typed JSON; the outcome is null where Java was not asked any more.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import islice, starmap
from pathlib import Path
from typing import Any

from bridge.errors import RequestError
from bridge.javatypes import JavaType, Value
from bridge.outcomes import Outcome, OutcomeStatus, Raised, Unfit, typed_or_unfit
from bridge.scalars import Tier
from bridge.signatures import Case, Signature
from bridge.typedjson import from_json, to_json

__all__ = [
    "Origin",
    "Recorded",
    "RecordedCase",
    "RecordedMethod",
    "read_origin",
    "read_recorded",
    "write_recorded",
]

_SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Origin:
    """Where recorded outcomes come from."""

    seed: int
    java_version: str
    java_vendor: str
    # What judging needs, as a configuration's pair has it; `bundled` is of the bundled port.
    pair: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordedCase:
    """What Java did with a case; None if it was left after too many timeouts."""

    tier: Tier
    case: Case
    java: Outcome | None


@dataclass(frozen=True, slots=True)
class RecordedMethod:
    """A Java method and all its cases, or why there are none."""

    class_name: str
    signature: Signature
    cases: tuple[RecordedCase, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """All that a file holds."""

    origin: Origin
    methods: tuple[RecordedMethod, ...]


def write_recorded(file: Path, recorded: Recorded) -> None:
    """Write a file that `read_recorded` reads back exactly."""
    with file.open("w", encoding="ascii", newline="\n") as lines:
        for line in _lines(recorded):
            lines.write(f"{json.dumps(line)}\n")


def read_recorded(file: Path) -> Recorded:
    """Read what `write_recorded` wrote.

    Raises
    ------
    RequestError
        If it is not such a file, of another schema, or damaged.
    """
    lines = _Lines(file)
    origin, count = _read_origin(lines)
    methods = tuple(_read_method(lines) for _ in range(count))
    lines.require_end()
    return Recorded(origin, methods)


def read_origin(file: Path) -> Origin:
    """Read the first line only; raises as `read_recorded` does."""
    return _read_origin(_Lines(file, 1))[0]


def _lines(recorded: Recorded) -> Iterator[dict[str, Any]]:
    origin = recorded.origin
    yield {
        "schema": _SCHEMA,
        "portproof": version("portproof"),
        "seed": origin.seed,
        "java": {"version": origin.java_version, "vendor": origin.java_vendor},
        "pair": dict(origin.pair),
        "methods": len(recorded.methods),
    }
    for method in recorded.methods:
        signature = method.signature
        yield {
            "class": method.class_name,
            "method": str(signature),
            "name": signature.name,
            "parameters": signature.parameters,
            "returns": signature.returns,
            "open": signature.is_open,
            "cases": len(method.cases),
            "reason": method.reason or None,
        }
        for case in method.cases:
            yield {
                "class": method.class_name,
                "method": str(signature),
                "tier": case.tier.value,
                "arguments": [*map(to_json, signature.parameter_types, case.case)],
                "java": None if case.java is None else _outcome_to_json(signature, case.java),
            }


class _Lines:
    """The lines of a file, one after another, each with its number for whoever must mend it."""

    def __init__(self, file: Path, most: int | None = None) -> None:
        self._file = file
        try:
            with file.open(encoding="ascii") as opened:
                self._lines = list(islice(opened, most))
        except (OSError, ValueError) as error:
            raise RequestError(
                f"recorded outcomes must be a file in ASCII, got {str(file)!r}: {error}"
            ) from error
        self._taken = 0

    def take(self) -> Any:
        """Read the next line, which has to be whole."""
        line = next(islice(self._lines, self._taken, None), "")
        self._taken += 1
        if not line.endswith("\n"):
            raise self.damaged("whole", "the end of the file")
        try:
            return json.loads(line)
        # Lists may be nested deeper than Python reads them.
        except (ValueError, RecursionError) as error:
            raise self.damaged("JSON", error) from error

    def require_end(self) -> None:
        """Refuse lines that belong to nothing."""
        if len(self._lines) > self._taken:
            self._taken += 1
            raise self.damaged("the end of the file", "another line")

    def damaged(self, wanted: str, found: object) -> RequestError:
        """What is wrong with the line that was read last."""
        return RequestError(
            f"line {self._taken} of {self._file} must be {wanted}, got {found}; record it anew "
            f"with portproof record"
        )


def _read_origin(lines: _Lines) -> tuple[Origin, int]:
    """Where it comes from, and how many methods there are."""
    match found := lines.take():
        case {
            "schema": 1,
            "seed": int(seed),
            "java": {"version": str(java), "vendor": str(vendor)},
            "pair": dict(pair),
            "methods": int(count),
        }:
            return Origin(seed, java, vendor, pair), count
        case {"schema": schema} if schema != _SCHEMA:
            raise lines.damaged(f"of schema {_SCHEMA}", f"schema {schema!r}")
    raise lines.damaged("the first of recorded outcomes", found)


def _read_method(lines: _Lines) -> RecordedMethod:
    match found := lines.take():
        case {
            "class": str(class_name),
            "name": str(name),
            "parameters": list(parameters),
            "returns": str(returns),
            "open": bool(is_open),
            "cases": int(count),
            "reason": str() | None as reason,
        } if all(isinstance(parameter, str) for parameter in parameters):
            signature = Signature(name, tuple(parameters), returns, is_open)
            cases = tuple(_read_case(lines, class_name, signature) for _ in range(count))
            return RecordedMethod(class_name, signature, cases, reason or "")
    raise lines.damaged("that of a method", found)


def _read_case(lines: _Lines, class_name: str, signature: Signature) -> RecordedCase:
    found = lines.take()
    kinds, wanted = signature.parameter_types, f"a case of {class_name} {signature}"
    try:
        match found:
            case {
                "class": str(of_class),
                "method": str(of_method),
                "tier": str(tier),
                "arguments": list(arguments),
                "java": dict() | None as java,
            } if (of_class, of_method) == (class_name, str(signature)):
                return RecordedCase(
                    Tier(tier),
                    tuple(starmap(from_json, zip(kinds, arguments, strict=True))),
                    None if java is None else _outcome_from_json(signature, java),
                )
    except (ValueError, RecursionError) as error:
        raise lines.damaged(wanted, error) from error
    raise lines.damaged(wanted, found)


def _outcome_to_json(signature: Signature, outcome: Outcome) -> dict[str, Any]:
    """All of an outcome; reports leave out what only judging needs."""
    told = outcome.to_json(signature)
    if outcome.status is OutcomeStatus.RAISED:
        after = zip(signature.parameter_types, outcome.arguments_after, strict=True)
        told |= {
            "bases": outcome.error_bases,
            "causes": [{"class": c.error_class, "message": c.message} for c in outcome.causes],
            "arguments_after": [typed_or_unfit(kind, value) for kind, value in after],
        }
    return told


def _outcome_from_json(signature: Signature, told: dict[str, Any]) -> Outcome:
    """Read what `_outcome_to_json` wrote; a ValueError says what is wrong with it."""
    kinds = signature.parameter_types
    match told:
        case {"status": "returned", "value": value, "arguments_after": list(after)}:
            [returned] = _read_values([signature.return_type], [value])
            return Outcome(OutcomeStatus.RETURNED, _read_values(kinds, after), returned)
        case {
            "status": "raised",
            "class": str(name),
            "message": str(message),
            "bases": list(bases),
            "causes": list(causes),
            "arguments_after": list(after),
        }:
            return Outcome(
                OutcomeStatus.RAISED,
                _read_values(kinds, after),
                error_class=name,
                error_bases=tuple(map(str, bases)),
                message=message,
                causes=tuple(map(_read_cause, causes)),
            )
        case {"status": str(status)} if Outcome(OutcomeStatus(status), ()).ended:
            return Outcome(OutcomeStatus(status), ())
    raise ValueError(f"outcome must be complete, got {told}")


def _read_cause(told: object) -> Raised:
    match told:
        case {"class": str(name), "message": str(message)}:
            return Raised(name, message)
    raise ValueError(f"cause must have a class and a message, got {told!r}")


def _read_values(kinds: Iterable[JavaType], told: Sequence[object]) -> tuple[Value | Unfit, ...]:
    return tuple(_read_value(kind, value) for kind, value in zip(kinds, told, strict=True))


def _read_value(kind: JavaType, told: object) -> Value | Unfit:
    match told:
        case {"type": "unfit", "value": str(reason)}:
            return Unfit(reason)
    return from_json(kind, told)
