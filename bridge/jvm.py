"""Starts, supervises and ends one JVM; nothing else knows py4j.

py4j's own conversion of values is lossy, so it carries small numbers only: what to do, and how
long the answer is. All else lies in the memory of `region.py`, in the form that `wire.py` says.

The JVM belongs to the `Jvm` that started it: it listens on the loopback interface, wants a token
that no argument list or log shows, and ends when its standard input does, however this process
ends.
"""

import contextlib
import os
import re
import secrets
import subprocess
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from py4j.java_gateway import GatewayParameters, JavaGateway, find_jar_path

from bridge.errors import JdkNotFoundError, JvmError
from bridge.javac import OLDEST_RELEASE, compile_java, find_jdk
from bridge.region import REQUEST, Progress, Region
from bridge.wire import Reader, encode_text

__all__ = ["JAVA_SOURCES", "Answer", "Ending", "Jvm"]

JAVA_SOURCES = Path(__file__).with_name("java")

# Exit codes: the harness's when a case has filled the heap; our own for a JVM that we ended.
_HEAP_IS_FULL, _TIMED_OUT = 86, 1 << 20

_FLAGS = (
    "-Xmx512m",
    "-XX:+UseSerialGC",
    # A hot method that throws would lose its message and trace otherwise.
    "-XX:-OmitStackTraceInFastThrow",
    "-Xshare:auto",
    "-Djava.awt.headless=true",
)


class Ending(Enum):
    """How a case ended the JVM."""

    TIMED_OUT = "timed out"
    EXITED = "exited"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Answer:
    """The complete items of an answer, and what happened to the one after them, if anything did."""

    items: Reader
    complete: int
    ending: Ending | None


class _JvmEndedError(JvmError):
    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code

    @property
    def ending(self) -> Ending:
        """What happened, as far as the exit code tells."""
        if self.code == _TIMED_OUT:
            return Ending.TIMED_OUT
        return Ending.CRASHED if self.code < 0 else Ending.EXITED


class Jvm:
    """One running JVM, to be used in a ``with`` statement.

    Parameters
    ----------
    jdk : Path, optional
        Folder of the JDK that compiles; found as `bridge.javac.find_jdk` says if left out.
    java_executable : Path, optional
        The ``java`` that runs, 17 or newer; the JDK's own if left out.
    start_timeout_s : float
        How long the JVM may take until it listens.

    Raises
    ------
    JdkNotFoundError
        On entry, if there is no JDK, or the JVM is too old.
    JvmError
        On entry, if the JVM does not start; later, if it died.

    Examples
    --------
    >>> with Jvm() as jvm:
    ...     jvm.release >= 17
    True
    """

    def __init__(
        self,
        jdk: Path | None = None,
        java_executable: Path | None = None,
        *,
        start_timeout_s: float = 30.0,
    ) -> None:
        self._jdk_home = jdk
        self._java_executable = java_executable
        self._start_timeout_s = start_timeout_s
        self._lock = threading.Lock()
        self._sequence = 0
        self._loads: list[bytes] = []
        self._is_spoilt = False

    def __enter__(self) -> Self:
        self.jdk = find_jdk(self._jdk_home)
        self._region = Region()
        self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._gateway.close()
        finally:
            self._end()
            self._region.close()

    @property
    def release(self) -> int:
        """The Java release of the running JVM, such as 17."""
        return int(self.version.partition(".")[0].partition("-")[0])

    @property
    def pid(self) -> int:
        """Process number of the JVM."""
        return self._process.pid

    def load(self, classes: Path, class_name: str) -> Reader:
        """Load a class from a folder of classes; what comes back is said in `Evaluator.java`."""
        request = encode_text(str(classes)) + encode_text(class_name)
        with self._lock:
            answer = self._exchange("load", self._start_timeout_s, request)
            self._loads.append(request)
        return answer.items

    def evaluate(self, method: int, batch: bytes, timeout_s: float) -> Answer:
        """Call a loaded method once for each case of an encoded batch.

        Parameters
        ----------
        method : int
            Its number, as `load` told it.
        batch : bytes
            As `bridge.wire.encode_batch` gives them.
        timeout_s : float
            Deadline for each case.

        Returns
        -------
        Answer
            Outcomes from the first case on. It may stop early: at a case that ended the JVM,
            which is then another one with the same classes loaded, or where memory had to grow.
        """
        with self._lock:
            try:
                return self._exchange("evaluate", timeout_s, batch, method)
            except _JvmEndedError as ended:
                progress = self._region.progress
                is_case_in_hand = progress.begun > progress.complete
                if not is_case_in_hand and ended.code != _HEAP_IS_FULL:
                    raise
                answer = Answer(
                    self._items(batch, progress),
                    progress.complete,
                    ended.ending if is_case_in_hand else None,
                )
                self._restart()
                return answer

    def _start(self) -> None:
        java = self._java_executable or self.jdk.java
        py4j_jar = _py4j_jar()
        harness = compile_java(
            self.jdk, JAVA_SOURCES / "harness", release=OLDEST_RELEASE, classpath=[py4j_jar]
        )
        token = secrets.token_hex(32)
        self._process = _start(java, [harness, py4j_jar], self._region)
        # Registered before anything can fail, so that nothing is left running.
        self._end = weakref.finalize(self, _end, self._process)
        self._output = _Output(self._process)
        try:
            port, self.version, self.vendor = self._shake_hands(java, token)
        except BaseException:
            self._end()
            raise
        self._gateway = JavaGateway(
            gateway_parameters=GatewayParameters(
                address="127.0.0.1", port=port, auth_token=token, auto_field=False
            )
        )

    def _restart(self) -> None:
        """Replace the JVM by one in which the same classes are loaded."""
        self._process.kill()
        self._gateway.close()
        self._end()
        self._start()
        self._is_spoilt = False
        for request in self._loads:
            self._exchange("load", self._start_timeout_s, request)

    def _exchange(self, name: str, timeout_s: float, request: bytes, *numbers: int) -> Answer:
        """Put a request into the shared memory and take the answer from behind it."""
        if self._is_spoilt:
            self._restart()
        if not self._end.alive:
            raise JvmError("the JVM must be running, got one that was ended; use a new Jvm")
        start = _answer_start(request)
        if self._region.grow(start):
            self._call("grow", timeout_s)
        self._region.write(request)
        needed = self._call(name, timeout_s, len(request), start, *numbers)
        if needed:
            self._region.grow(start + needed)
            self._call("grow", timeout_s)
        progress = self._region.progress
        return Answer(self._items(request, progress), progress.complete, None)

    def _items(self, request: bytes, progress: Progress) -> Reader:
        return Reader(self._region.read(_answer_start(request), progress.bytes))

    def _call(self, name: str, timeout_s: float, *numbers: int) -> int:
        """Call the harness, as long as items are begun in time; what it returns."""
        self._sequence += 1
        call = _in_thread(getattr(self._gateway.entry_point, name), self._sequence, *numbers)
        self._wait(call, timeout_s)
        error = call.exception()
        if error is not None:
            # py4j's exception class depends on a race when the JVM dies, so the process is asked.
            try:
                code = self._process.wait(timeout=0.5)
            except subprocess.TimeoutExpired:
                raise JvmError(
                    f"{name} failed, the JVM is running: {error}{self._output.tail()}"
                ) from error
            message = f"{name} failed, the JVM ended with {code}: {error}{self._output.tail()}"
            raise _JvmEndedError(message, code) from error
        echo, _, needed = call.result().partition(" ")
        if echo != str(self._sequence):
            raise JvmError(f"the JVM must answer call {self._sequence}, got {call.result()!r}")
        return int(needed)

    def _wait(self, call: "Future[str]", timeout_s: float) -> None:
        """Wait for a call, and end the JVM where a case takes longer than its deadline."""
        begun, since = -1, time.monotonic()
        try:
            while not wait_for([call], timeout=timeout_s / 8).done:
                now, progress = time.monotonic(), self._region.progress
                if progress.begun != begun:
                    begun, since = progress.begun, now
                elif now - since > timeout_s:
                    self._process.kill()
                    self._process.wait()
                    message = f"Java must answer within {timeout_s:g} s, got no answer"
                    raise _JvmEndedError(message, _TIMED_OUT)
        finally:
            # Whoever interrupts the wait does not interrupt Java, which goes on writing.
            self._is_spoilt = not call.done()

    def _shake_hands(self, java: Path, token: str) -> tuple[int, str, str]:
        # If it has ended already, its output, read next, says why.
        with contextlib.suppress(OSError):
            _stream(self._process.stdin).write(token.encode() + b"\n")
            _stream(self._process.stdin).flush()
        greeting = self._output.greeting(self._start_timeout_s)
        if greeting is not None:
            return greeting
        try:
            # Its output ends a moment before the process does.
            code = self._process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            code = None
        too_old = "" if code is None else _too_old(java)
        if too_old:
            raise JdkNotFoundError(
                f"java must be version {OLDEST_RELEASE} or newer, got {too_old} from "
                f"{str(java)!r}; name another with --java"
            )
        what = "is not listening" if code is None else f"ended with {code}"
        raise JvmError(
            f"the JVM {str(java)!r} must start within {self._start_timeout_s:g} s, "
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

    def greeting(self, timeout_s: float) -> tuple[int, str, str] | None:
        """Port, version and vendor as the harness tells them; None if it ended, or is late."""
        self._is_decided.wait(timeout_s)
        if self._greeting is None:
            return None
        port, version, vendor = (part.decode(errors="replace") for part in self._greeting.groups())
        return int(port), version, vendor

    def tail(self) -> str:
        """The last lines printed, as the end of a message."""
        lines = b"".join(self._kept).decode(errors="replace").rstrip()
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


def _in_thread(function: Callable[..., str], *arguments: int) -> "Future[str]":
    """Call in a thread of its own, which a call that never returns keeps."""
    future: Future[str] = Future()

    def run() -> None:
        try:
            future.set_result(str(function(*arguments)))
        # It is raised where the result is asked for.
        except BaseException as error:  # noqa: BLE001
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future


def _answer_start(request: bytes) -> int:
    """Where the answer to a request lies: behind it, aligned."""
    return REQUEST + -(-len(request) // 8) * 8


def _py4j_jar() -> Path:
    jar = find_jar_path()
    if not jar:
        raise JvmError("py4j must bring its jar, got none; reinstall py4j")
    return Path(jar)


def _start(java: Path, classpath: list[Path], region: Region) -> subprocess.Popen[bytes]:
    path = os.pathsep.join(map(str, classpath))
    try:
        return subprocess.Popen(
            [java, *_FLAGS, "-cp", path, "portproof.Harness", region.path],
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
