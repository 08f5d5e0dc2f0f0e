"""Names in, pairs out: which Python function replaces which Java method.

A Java method goes with the function of its own name, else with that of its name in snake case; a
method of an object goes with the method of the Python class that is named like its Java class.
"""

import difflib
import keyword
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from bridge.errors import RequestError
from bridge.places import Place
from bridge.signatures import Signature
from bridge.wire import Reader, encode_int, encode_text

__all__ = [
    "Match",
    "PythonFunction",
    "is_asked_for",
    "match",
    "nearest",
    "require_each_found",
    "require_known",
    "snake_case",
]


@dataclass(frozen=True, slots=True)
class PythonFunction:
    """What is known of a function without calling it."""

    name: str  # with the class's name and a dot before it where it lies in a class
    least: int  # how many arguments it takes at least, `self` not counted
    most: int | None  # and at most; None: any number
    is_own: bool = True  # whether the port defines it, and does not only import it
    takes_arrays: bool = False  # whether its annotations say that it takes ndarrays
    parameters: tuple[str, ...] = ()  # the names of those without a keyword, as far as known
    place: Place = Place()  # noqa: RUF009 - it is frozen
    needs_object: bool = False  # whether it is a method, to be called on an object of its class

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Read what `encode` wrote."""
        name, least, most = reader.text() or "", reader.int32(), reader.int32()
        is_own, takes_arrays, needs_object = (bool(reader.byte()) for _ in range(3))
        names = tuple(reader.text() or "" for _ in range(reader.int32()))
        place = Place(reader.text() or "", reader.int32())
        return cls(
            name,
            least,
            None if most < 0 else most,
            is_own,
            takes_arrays,
            names,
            place,
            needs_object,
        )

    def encode(self) -> bytes:
        """Its bytes.

        That is its name, then int32 least and most, -1 for any number, then a byte for each flag,
        then int32 number of parameters, and their names, then the file and int32 line.
        """
        most = -1 if self.most is None else self.most
        counts = encode_int(self.least) + encode_int(most)
        flags = bytes([self.is_own, self.takes_arrays, self.needs_object])
        names = [encode_int(len(self.parameters)), *map(encode_text, self.parameters)]
        place = encode_text(self.place.file) + encode_int(self.place.line)
        return b"".join([encode_text(self.name), counts, flags, *names, place])

    def takes(self, count: int) -> bool:
        """Whether it can be called with so many arguments."""
        return self.least <= count and (self.most is None or count <= self.most)


@dataclass(frozen=True, slots=True)
class Match:
    """One Java method, and its partner or the reason why it has none."""

    java: Signature
    python: PythonFunction | None
    reason: str = ""


def match(
    methods: Sequence[Signature],
    functions: Sequence[PythonFunction],
    by_hand: Mapping[str, str] | None = None,
    owner: str = "",
) -> list[Match]:
    """Find each method's partner.

    Parameters
    ----------
    methods : sequence of Signature
        Of one class.
    functions : sequence of PythonFunction
        Of the port.
    by_hand : mapping of str to str, optional
        Java names, optionally with the signature, and the names of the functions that go with them.
    owner : str
        Simple name of the class; functions of the Python class of that name go first.
    """
    asked = {java.replace(" ", ""): python for java, python in (by_hand or {}).items()}
    return [_match(method, functions, asked, owner) for method in methods]


def require_known(
    by_hand: Mapping[str, str], methods: Sequence[Signature], functions: Sequence[PythonFunction]
) -> None:
    """Refuse names of pairs by hand that are not there.

    Raises
    ------
    RequestError
        With the nearest name.
    """
    java_names = {name for method in methods for name in (method.name, str(method))}
    python_names = {function.name for function in functions}
    for java, python in by_hand.items():
        for side, name, names in (
            ("Java", java.replace(" ", ""), java_names),
            ("Python", python, python_names),
        ):
            if name not in names:
                like = nearest(name, names)
                hint = f"; did you mean {like!r}?" if like else ""
                raise RequestError(f"pair must name a {side} function, got {name!r}{hint}")


def is_asked_for(signature: str, asked: Sequence[str]) -> bool:
    """Whether it is named, with its parameters or without; if nothing is asked for, all are."""
    names = {text.replace(" ", "") for text in asked}
    return not names or not names.isdisjoint((signature, signature.partition("(")[0]))


def require_each_found(asked: Sequence[str], signatures: Sequence[str]) -> None:
    """Refuse what is asked for and not there.

    Raises
    ------
    RequestError
        With what is there.
    """
    for text in asked:
        if not any(is_asked_for(signature, [text]) for signature in signatures):
            raise RequestError(f"method must be one of {', '.join(signatures)}, got {text!r}")


def snake_case(name: str) -> str:
    """Such as ``parse_http_header`` for ``parseHTTPHeader``."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return re.sub(r"__+", "_", parted).lower()


def nearest(name: str, names: Iterable[str]) -> str:
    """The name that looks most like it, in snake case; empty if none does."""
    by_case = {snake_case(known): known for known in names}
    found = difflib.get_close_matches(snake_case(name), by_case, 1)
    return by_case[found[0]] if found else ""


def _match(
    method: Signature, functions: Sequence[PythonFunction], asked: Mapping[str, str], owner: str
) -> Match:
    wanted = asked.get(str(method)) or asked.get(method.name)
    if method.name == "main" and not wanted:
        return Match(method, None, "main is paired only by hand")
    by_name = {function.name: function for function in functions}
    names = [wanted] if wanted else list(_names(method, owner))
    named = [by_name[name] for name in names if name in by_name]
    if not named:
        like = nearest(method.name, by_name)
        hint = f"; did you mean {like!r}?" if like else ""
        return Match(method, None, f"the port has no function {names[-1]!r}{hint}")
    count = len(method.parameters)
    fitting = next((function for function in named if function.takes(count)), None)
    if fitting is None:
        return Match(method, None, f"{named[0].name!r} does not take {count} arguments")
    return Match(method, fitting)


def _names(method: Signature, owner: str) -> Iterator[str]:
    """Names that a partner may have, the best first."""
    for prefix in (f"{owner}.", "") if owner else ("",):
        for name in (method.name, snake_case(method.name)):
            # Java has no such keyword, so the port had to evade it.
            yield f"{prefix}{name}_" if keyword.iskeyword(name) else f"{prefix}{name}"
