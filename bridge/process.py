"""Starts one JVM process, hears its greeting, drains what it prints, and ends it.

It ends when its standard input does, and so however this process ends.
"""

import contextlib
import os
import re
import subprocess
import threading
import weakref
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from bridge.archive import archive_flags
from bridge.errors import JdkNotFoundError, JvmError
from bridge.javac import OLDEST_RELEASE
from bridge.region import Region

__all__ = ["Greeting", "JavaProcess"]

_FLAGS = (
    "-Xmx512m",
    "-XX:+UseSerialGC",
    # A hot method that throws would lose its message and trace otherwise.
    "-XX:-OmitStackTraceInFastThrow",
    "-Xshare:auto",
    # The JVM's own warnings go to standard output otherwise.
    "-Xlog:disable",
    "-Xlog:all=warning:stderr",
    "-Djava.awt.headless=true",
)


@dataclass(frozen=True, slots=True)
class Greeting:
    """What the harness tells when it listens."""

    port: int
    version: str
    vendor: str


class JavaProcess:
    """A running JVM with the harness in it."""

    def __init__(self, java: Path, classpath: Sequence[Path], region: Region) -> None:
        self._java = java
        self._popen = _start(java, classpath, region)
        # Registered before anything can fail, so that nothing is left running.
        self._finalizer = weakref.finalize(self, _end, self._popen)
        self._output = _Output(self._popen)

    @property
    def pid(self) -> int:
        """Its number."""
        return self._popen.pid

    @property
    def is_ours(self) -> bool:
        """Whether it was not ended by `end` or `kill`; it may have ended of itself."""
        return self._finalizer.alive

    def exit_code(self, within_s: float) -> int | None:
        """Its exit code, negative for a signal; None if it runs on."""
        try:
            return self._popen.wait(timeout=within_s)
        except subprocess.TimeoutExpired:
            return None

    def tail(self) -> str:
        """The last lines it printed, as the end of a message."""
        return self._output.tail()

    def end(self) -> None:
        """Close its input, and kill it if that does not end it."""
        self._finalizer()

    def kill(self) -> None:
        """End it at once, whatever it does."""
        self._popen.kill()
        self.end()

    def greet(self, token: str, timeout_s: float) -> Greeting:
        """Hand over the token and wait until it listens.

        Raises
        ------
        JdkNotFoundError
            If it is too old.
        JvmError
            If it does not start; it is ended then.
        """
        try:
            return self._greet(token, timeout_s)
        except BaseException:
            self.end()
            raise

    def _greet(self, token: str, timeout_s: float) -> Greeting:
        # If it has ended already, its output, read next, says why.
        with contextlib.suppress(OSError):
            _stream(self._popen.stdin).write(token.encode() + b"\n")
            _stream(self._popen.stdin).flush()
        greeting = self._output.greeting(timeout_s)
        if greeting is not None:
            return greeting
        # Its output ends a moment before the process does.
        code = self.exit_code(within_s=1.0)
        too_old = "" if code is None else _too_old(self._java)
        if too_old:
            raise JdkNotFoundError(
                f"java must be version {OLDEST_RELEASE} or newer, got {too_old} from "
                f"{str(self._java)!r}; name another with --java"
            )
        what = "is not listening" if code is None else f"ended with {code}"
        raise JvmError(
            f"the JVM {str(self._java)!r} must start within {timeout_s:g} s, "
            f"got one that {what}{self._output.tail()}"
        )


class _Output:
    """Drains what a process prints, so that it never blocks, and keeps the end of it."""

    _GREETING = re.compile(rb"portproof (\d+) (\S+) (.*)")

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._kept: deque[bytes] = deque(maxlen=20)
        self._greeting: re.Match[bytes] | None = None
        self._is_decided = threading.Event()
        self._errors = threading.Thread(target=self._drain, args=(process.stderr,), daemon=True)
        self._errors.start()
        threading.Thread(target=self._greet_and_drain, args=(process.stdout,), daemon=True).start()

    def greeting(self, timeout_s: float) -> Greeting | None:
        """The harness's first line; None if it ended, or is late."""
        self._is_decided.wait(timeout_s)
        if self._greeting is None:
            return None
        port, version, vendor = (part.decode(errors="replace") for part in self._greeting.groups())
        return Greeting(int(port), version, vendor)

    def tail(self) -> str:
        """The last lines printed, as the end of a message."""
        # Copied, for the threads go on adding to it.
        lines = b"".join(self._kept.copy()).decode(errors="replace").rstrip()
        return f"; it printed:\n{lines}" if lines else ""

    def _greet_and_drain(self, stream: IO[bytes]) -> None:
        for line in _lines(stream):
            greeting = None if self._greeting else self._GREETING.match(line)
            if greeting:
                self._greeting = greeting
                self._is_decided.set()
            else:
                self._kept.append(line)
        # What it said on stderr belongs to the message, too.
        self._errors.join()
        self._is_decided.set()

    def _drain(self, stream: IO[bytes]) -> None:
        self._kept.extend(_lines(stream))


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Lines until the end, in bounded pieces, for a line may never end."""
    with stream:
        yield from iter(lambda: stream.readline(4096), b"")


def _start(java: Path, classpath: Sequence[Path], region: Region) -> subprocess.Popen[bytes]:
    path = os.pathsep.join(map(str, classpath))
    archived = archive_flags(java, classpath, _FLAGS)
    try:
        return subprocess.Popen(
            [java, *_FLAGS, *archived, "-cp", path, "portproof.Harness", region.path],
            pass_fds=region.inherited,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except OSError as error:
        raise JvmError(f"java must be a program that runs, got {str(java)!r}: {error}") from error


def _too_old(java: Path) -> str:
    """Version of `java` if that is the trouble with it, else the empty string."""
    asked = [str(java), "-XshowSettings:properties", "-version"]
    try:
        done = subprocess.run(
            asked, capture_output=True, stdin=subprocess.DEVNULL, check=False, timeout=10
        )
    except subprocess.TimeoutExpired:
        return ""
    for line in (done.stdout + done.stderr).decode(errors="replace").splitlines():
        key, _, value = line.partition("=")
        if key.strip() == "java.specification.version":
            release = value.strip().removeprefix("1.")
            return release if release.isdigit() and int(release) < OLDEST_RELEASE else ""
    return ""


def _end(process: subprocess.Popen[bytes]) -> None:
    # A JVM that ended before it read the token leaves it unwritten, which close() objects to.
    with contextlib.suppress(OSError):
        _stream(process.stdin).close()
    try:
        process.wait(timeout=1.0)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _stream(stream: Any) -> IO[bytes]:
    """The pipe of a process that was started with pipes."""
    pipe: IO[bytes] = stream
    return pipe
