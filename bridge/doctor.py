"""A machine in, findings out: whether a port can be judged here, and what to do if not.

A check tells what it saw, or raises an error that says what to do. None keeps the others from
being made, but those that need a JVM where none runs.
"""

import os
import platform
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path

import numpy as np
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from bridge.cache import cache_folder, cache_usage
from bridge.errors import BridgeError, SideError
from bridge.evaluate import evaluate_java, evaluate_python
from bridge.functions import PortFunction
from bridge.javac import OLDEST_RELEASE, compile_java, find_jdk
from bridge.javatypes import PRIMITIVES, Form, Instance, JavaType, Typed, Value
from bridge.jvm import JAVA_SOURCES, Jvm
from bridge.outcomes import Outcome
from bridge.scalars import UNUSUAL_TEXTS
from bridge.signatures import Signature
from bridge.typedjson import to_json
from bridge.wire import encode
from bridge.worker import Worker

__all__ = ["Finding", "examine"]

# The JVM reads options from these, too.
_JVM_VARIABLES = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
# Bytes that javac, and the archive of classes that a first start makes, find room in.
_LEAST_ROOM = 100_000_000
_STRANGERS_WORDS = b"A\n" + b"0" * 64 + b"\n"
_STRANGER_WAITS_S = 5.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check saw, or what is to be done, and the error that said so, if there was one."""

    name: str
    is_ok: bool
    told: str
    error: Exception | None = None


def examine(jdk: Path | None = None, java_executable: Path | None = None) -> Iterator[Finding]:
    """Look at everything that judging a port needs.

    Parameters
    ----------
    jdk, java_executable : Path, optional
        As `Jvm` takes them.

    Yields
    ------
    Finding
        One after another, as they are made.
    """
    yield _finding("Python", _see_python)
    for requirement in _requirements():
        yield _finding(requirement.name, partial(_see_package, requirement))
    yield _finding("Cache", _see_cache)
    yield _finding("Temporary files", _see_temporary_folder)
    yield _finding("Worker", _see_worker)
    yield (found := _finding("JDK", partial(_see_jdk, jdk)))
    with ExitStack() as stack:
        jvm = Jvm(jdk, java_executable)
        yield (started := _finding_after(found, "JVM", partial(_see_jvm, jvm, stack)))
        yield _finding_after(started, "JVM flags", partial(_see_flags, jvm))
        # Before anything else is asked of the JVM: it listens until then only.
        yield _finding_after(started, "Handshake", partial(_see_handshake, jvm))
        yield _finding_after(started, "Round trip", partial(_see_round_trip, jvm))


def _finding(name: str, see: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, see())
    except BridgeError as error:
        return Finding(name, False, str(error), error)
    # A fault of our own must not keep the other checks from being made.
    except Exception as error:  # noqa: BLE001
        return Finding(name, False, f"internal error: {error!r}; see --debug", error)


def _finding_after(needed: Finding, name: str, see: Callable[[], str]) -> Finding:
    if needed.is_ok:
        return _finding(name, see)
    return Finding(name, False, f"not looked at; first see to {needed.name}")


def _see_python() -> str:
    wanted = SpecifierSet(metadata.metadata("portproof")["Requires-Python"])
    version = platform.python_version()
    if not wanted.contains(version, prereleases=True):
        raise BridgeError(
            f"Python must be {wanted}, got {version} in {sys.executable!r}; "
            f"make a virtual environment of one that is"
        )
    return f"{version} in {sys.executable}; portproof {metadata.version('portproof')}"


def _requirements() -> list[Requirement]:
    """What portproof itself needs, without its extras."""
    declared = map(Requirement, metadata.requires("portproof") or ())
    return [one for one in declared if one.marker is None or one.marker.evaluate({"extra": ""})]


def _see_package(requirement: Requirement) -> str:
    advice = f"pip install '{requirement}'"
    try:
        version = metadata.version(requirement.name)
    except metadata.PackageNotFoundError as error:
        raise BridgeError(f"{requirement.name} must be installed, got none; {advice}") from error
    if not requirement.specifier.contains(version, prereleases=True):
        raise BridgeError(
            f"{requirement.name} must be {requirement.specifier}, got {version}; {advice}"
        )
    return version


def _see_cache() -> str:
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_in(folder)
    except OSError as error:
        raise BridgeError(
            f"cache folder must be writable and have room, got {error}; "
            f"set XDG_CACHE_HOME to one that does"
        ) from error
    return f"{cache_usage()} in {folder}"


def _see_temporary_folder() -> str:
    try:
        folder = tempfile.gettempdir()
        _write_in(Path(folder))
    except OSError as error:
        raise BridgeError(
            f"temporary folder must be writable, got {error}; set TMPDIR to one that is"
        ) from error
    free = shutil.disk_usage(folder).free
    if free < _LEAST_ROOM:
        raise BridgeError(
            f"temporary folder must have {_LEAST_ROOM / 1e6:.0f} MB free, "
            f"got {free / 1e6:.0f} MB in {folder!r}; set TMPDIR to one that does"
        )
    return f"{free / 1e6:.0f} MB free in {folder}"


def _write_in(folder: Path) -> None:
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(bytes(4096))


def _see_worker() -> str:
    signatures = [Signature("copy", (name,), name) for name in PRIMITIVES]
    with Worker() as worker:
        came_back = 0
        for signature in signatures:
            cases = [(value,) for value in _special_values(signature.return_type)]
            copy = worker.load(PortFunction("copy", "copy"), signature)
            _require_same(signature, cases, evaluate_python(copy, cases))
            came_back += len(cases)
    return f"{came_back} values of {len(signatures)} types came back to the bit"


def _see_jdk(home: Path | None) -> str:
    jdk = find_jdk(home)
    return f"{jdk.version} in {jdk.home}, from {jdk.source}"


def _see_jvm(jvm: Jvm, stack: ExitStack) -> str:
    """Start it, until the end of the stack."""
    stack.enter_context(jvm)
    return f"{jvm.version} ({jvm.vendor})"


def _see_flags(jvm: Jvm) -> str:
    variables = [f"{name}={os.environ[name]!r}" for name in _JVM_VARIABLES if name in os.environ]
    return " ".join([*jvm.flags, *variables])


def _see_handshake(jvm: Jvm) -> str:
    """Knock with a wrong token, then with the right one, and once more when nobody listens."""
    try:
        answer = _say(jvm.port, _STRANGERS_WORDS)
    except OSError as error:
        raise SideError(
            f"the JVM must be reached at 127.0.0.1, port {jvm.port}, and throw out who does not "
            f"know its token, got {error}; look for a firewall on the loopback interface"
        ) from error
    if answer:
        raise SideError(
            f"the JVM must not answer who does not know its token, got {answer!r}; report it"
        )
    jvm.forget()
    try:
        _say(jvm.port, _STRANGERS_WORDS)
    except ConnectionRefusedError:
        return "a wrong token is thrown out, the right one let in, and the door is shut then"
    raise SideError(
        f"the JVM must not listen after its first call, got an open port {jvm.port}; report it"
    )


def _say(port: int, words: bytes) -> bytes:
    """What a caller of the JVM is answered; nothing if it is thrown out."""
    with socket.create_connection(("127.0.0.1", port), timeout=_STRANGER_WAITS_S) as caller:
        try:
            caller.sendall(words)
            return caller.recv(1000)
        except ConnectionError:
            return b""


def _see_round_trip(jvm: Jvm) -> str:
    classes = compile_java(jvm.jdk, JAVA_SOURCES / "doctor", release=OLDEST_RELEASE)
    methods = jvm.load(classes, "doctor.Same")
    came_back = 0
    for method in methods:
        cases = [(value,) for value in _special_values(method.signature.return_type)]
        _require_same(method.signature, cases, evaluate_java(method, cases))
        came_back += len(cases)
    return f"{came_back} values of {len(methods)} types came back to the bit"


def _require_same(
    signature: Signature, cases: Sequence[tuple[Value]], outcomes: Sequence[Outcome]
) -> None:
    kind = signature.return_type
    for (value,), outcome in zip(cases, outcomes, strict=True):
        if not outcome.returned or encode(kind, outcome.value) != encode(kind, value):
            raise SideError(
                f"{kind} must come back to the bit, got {outcome.to_json(signature)} "
                f"for {to_json(kind, value)}; report it"
            )


def _special_values(kind: JavaType) -> list[Value]:
    """Those of the type; of one that holds others: null, an empty one, and one with all theirs."""
    match kind.form:
        case Form.PRIMITIVE:
            return list(kind.primitive.specials)
        case Form.BOX:
            return [None, *kind.primitive.specials]
        case Form.TEXT:
            return [None, *UNUSUAL_TEXTS]
        case Form.ENUM:
            return [None, *kind.constants]
        case Form.ANY:
            texts = [Typed(JavaType("String"), text) for text in UNUSUAL_TEXTS]
            return [None, *texts, *_special_doubles()]
        case Form.OBJECT:
            return [None, *_links(kind)]
        case Form.ROW:
            dtype = kind.primitive.dtype
            return [None, np.array([], dtype), np.array(kind.primitive.specials, dtype)]
        case Form.MAP:
            keys, elements = _special_values(kind.key), _special_values(kind.element)
            return [None, [], list(zip(keys, elements, strict=False))]
    return [None, [], _special_values(kind.element)]


def _special_doubles() -> list[Typed]:
    return [Typed(JavaType("Double"), value) for value in PRIMITIVES["double"].specials]


def _links(kind: JavaType) -> Iterator[Instance]:
    """Objects of `Same.Link`, each of which holds the one before."""
    before = None
    for value in _special_doubles():
        link = Instance(kind.name, (("value", value), ("next", before)))
        yield link
        before = Typed(kind, link)
