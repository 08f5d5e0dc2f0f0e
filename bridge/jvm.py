"""Supervises one JVM and talks with it; nothing else knows py4j.

py4j's own conversion of values is lossy, so it carries small numbers only: what to do, and how
long the answer is. All else lies in the memory of `region.py`, in the form that `wire.py` says.

The JVM listens on the loopback interface and wants a token that no argument list or log shows. A
case that hangs in it or ends it is an answer, and another JVM takes over.
"""

import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Self

from py4j.java_gateway import GatewayParameters, JavaGateway, find_jar_path

from bridge.errors import JvmError
from bridge.javac import OLDEST_RELEASE, compile_java, find_jdk
from bridge.process import JavaProcess
from bridge.region import REQUEST, Progress, Region
from bridge.wire import Reader, encode_text

__all__ = ["JAVA_SOURCES", "Answer", "Ending", "Jvm"]

JAVA_SOURCES = Path(__file__).with_name("java")

# Exit codes: the harness's when a case has filled the heap; our own for a JVM that we ended.
_HEAP_IS_FULL, _TIMED_OUT = 86, 1 << 20


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
        py4j_jar = _py4j_jar()
        harness = compile_java(
            self.jdk, JAVA_SOURCES / "harness", release=OLDEST_RELEASE, classpath=[py4j_jar]
        )
        self._classpath = [harness, py4j_jar]
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
            self._process.end()
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
        """Load a class from a jar or folder; what comes back is said in `Evaluator.java`."""
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
        token = secrets.token_hex(32)
        self._process = JavaProcess(java, self._classpath, self._region)
        greeting = self._process.greet(token, self._start_timeout_s)
        self.version, self.vendor = greeting.version, greeting.vendor
        self._gateway = JavaGateway(
            gateway_parameters=GatewayParameters(
                address="127.0.0.1", port=greeting.port, auth_token=token, auto_field=False
            )
        )

    def _restart(self) -> None:
        """Replace the JVM by one in which the same classes are loaded."""
        self._gateway.close()
        self._process.kill()
        self._start()
        self._is_spoilt = False
        for request in self._loads:
            self._exchange("load", self._start_timeout_s, request)

    def _exchange(self, name: str, timeout_s: float, request: bytes, *numbers: int) -> Answer:
        """Put a request into the shared memory and take the answer from behind it."""
        if self._is_spoilt:
            self._restart()
        if not self._process.is_ours:
            raise JvmError("the JVM must be running, got one that was ended; use a new Jvm")
        start = _answer_start(request)
        if self._region.grow(start):
            self._call("grow", self._start_timeout_s)
        self._region.write(request)
        needed = self._call(name, timeout_s, len(request), start, *numbers)
        if needed:
            self._region.grow(start + needed)
            self._call("grow", self._start_timeout_s)
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
            code = self._process.exit_code(within_s=0.5)
            if code is None:
                message = f"{name} failed, the JVM is running: {error}{self._process.tail()}"
                raise JvmError(message) from error
            message = f"{name} failed, the JVM ended with {code}: {error}{self._process.tail()}"
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
                    message = f"Java must answer within {timeout_s:g} s, got no answer"
                    raise _JvmEndedError(message, _TIMED_OUT)
        finally:
            # Whoever interrupts the wait does not interrupt Java, which goes on writing.
            self._is_spoilt = not call.done()


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
