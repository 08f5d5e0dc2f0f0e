"""A guess in, the table of TOML that declares it a correction out, to be pasted and completed.

TOML has neither null nor lone surrogates, so a case that holds one is written as the JSON that
``--case`` takes, in a string.
"""

import json
import math
from collections.abc import Sequence
from typing import Any

from bridge.compare import Aspect
from bridge.guessing import Guess
from bridge.javatypes import Form, JavaType, Value
from bridge.objects import type_of
from bridge.signatures import Case, Signature
from bridge.typedjson import to_json

__all__ = ["write_correction"]

_REASON = "say here why the port is right to differ"


def write_correction(
    signature: Signature, aspect: Aspect, guess: Guess, agreeing: int, case: Case
) -> str:
    """Write a correction for one method.

    Parameters
    ----------
    signature : Signature
        The Java method.
    aspect : Aspect
        What differs.
    guess : Guess
        Where the correction is to apply.
    agreeing : int
        How many cases agree in all.
    case : Case
        The smallest one that differs.

    Returns
    -------
    str
        Lines of TOML, each with its end, as `bridge.configuration` reads them.

    Examples
    --------
    >>> mean = Signature("mean", ("int", "int"), "int")
    >>> guess = Guess("a + b > 2**31 - 1", 37, 3)
    >>> print(write_correction(mean, Aspect.RESULT, guess, 960, (2147483647, 1)), end="")
    [[pairs.corrections]]
    name = "results of mean(int,int)"
    methods = ["mean(int,int)"]
    reason = "say here why the port is right to differ"
    # a guess: true in all 37 cases that differ and in 3 of 960 that agree
    applies = "a + b > 2**31 - 1"
    cases = [[2147483647, 1]]
    """
    where = f"{guess.differing} cases that differ and in {guess.agreeing} of {agreeing} that agree"
    lines = [
        "[[pairs.corrections]]",
        f"name = {_text(f'{aspect.value} of {signature}')}",
        f"methods = [{_text(str(signature))}]",
        f"reason = {_text(_REASON)}",
        f"# a guess: true in all {where}",
        f"applies = {_text(guess.text)}",
        f"cases = [{_written(signature.parameter_types, case)}]",
        *(['aspect = "arguments"'] if aspect is Aspect.ARGUMENTS else []),
    ]
    return "".join(f"{line}\n" for line in lines)


def _written(kinds: Sequence[JavaType], case: Case) -> str:
    arguments = list(map(_plain, kinds, case))
    if _is_toml(arguments):
        return _toml(arguments)
    return _text(json.dumps(list(map(to_json, kinds, case))))


def _plain(kind: JavaType, value: Value) -> Any:
    """The value as people write it, or typed where that is not exact."""
    if value is None:
        return None
    match kind.form:
        case Form.PRIMITIVE | Form.BOX:
            return _plain_number(kind, value)
        case Form.ROW:
            number = JavaType(kind.name)
            return [_plain_number(number, item) for item in value.tolist()]
        case Form.LIST | Form.SET:
            return [_plain(kind.element, item) for item in value]
        case Form.MAP:
            return [[_plain(kind.key, key), _plain(kind.element, item)] for key, item in value]
        case Form.ANY:
            plain = value.kind.form in {Form.BOX, Form.TEXT} and _plain(value.kind, value.value)
            is_told = type(plain) in {bool, int, float, str} and type_of(plain) == value.kind
            return plain if is_told else to_json(value.kind, value.value)
        case Form.OBJECT:
            return to_json(kind, value)
    return value


def _plain_number(kind: JavaType, value: Any) -> Any:
    if kind.is_char:
        return value if 0xD800 <= value < 0xE000 else chr(value)
    # What is read as nan has the bits that Python gives it.
    return to_json(kind, value) if isinstance(value, float) and math.isnan(value) else value


def _is_toml(value: Any) -> bool:
    match value:
        case list():
            return all(map(_is_toml, value))
        case dict():
            return all(map(_is_toml, (*value, *value.values())))
        case str():
            return not any("\ud800" <= unit <= "\udfff" for unit in value)
    return value is not None


def _toml(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return _text(value)
        case list():
            return f"[{', '.join(map(_toml, value))}]"
        case dict():
            pairs = (f"{_text(key)} = {_toml(item)}" for key, item in value.items())
            return f"{{{', '.join(pairs)}}}"
    return repr(value)


def _text(text: str) -> str:
    """A basic string."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in {'"', "\\"}:
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08x}"
