"""Starts a JVM and talks with it; nothing else knows py4j.

py4j's own conversion of values is lossy, so it carries what `exchange.py` says and no value. The
JVM listens on the loopback interface and wants a token that no argument list or log shows.
"""

import os
import re
import secrets
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from py4j.java_gateway import GatewayParameters, JavaGateway, find_jar_path

from bridge.archive import archive_flags
from bridge.errors import JdkNotFoundError, SideError
from bridge.exchange import Answer, Exchange, Part, Request
from bridge.javac import OLDEST_RELEASE, compile_java, find_jdk, release_of
from bridge.process import Process
from bridge.region import Region
from bridge.signatures import Signature
from bridge.wire import encode_int, encode_text

__all__ = ["JAVA_SOURCES", "JavaMethod", "Jvm"]

JAVA_SOURCES = Path(__file__).with_name("java")

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
class JavaMethod:
    """A method that was loaded and can be called."""

    jvm: "Jvm"
    number: int
    class_name: str
    signature: Signature
    is_static: bool = True


class Jvm:
    """One running JVM, to be used in a ``with`` statement; several threads may share it.

    A case that hangs in it or ends it is an outcome, and another JVM takes over.

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
    SideError
        On entry, if the JVM does not start; later, if it died without a case in hand.

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

    def __enter__(self) -> Self:
        self.jdk = find_jdk(self._jdk_home)
        py4j_jar = _py4j_jar()
        harness = compile_java(
            self.jdk, JAVA_SOURCES / "harness", release=OLDEST_RELEASE, classpath=[py4j_jar]
        )
        self._classpath = (harness, py4j_jar)
        self._exchange = Exchange(self._start, self._start_timeout_s)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._exchange.close()

    @property
    def classpath(self) -> tuple[Path, ...]:
        """The jars that it runs, the harness's first."""
        return self._classpath

    @property
    def release(self) -> int:
        """The Java release of the running JVM, such as 17."""
        return release_of(self.version)

    @property
    def pid(self) -> int:
        """Process number of the JVM."""
        return self._exchange.pid

    def load(
        self,
        classes: Path,
        *class_names: str,
        classpath: Sequence[Path] = (),
        with_private: bool = False,
    ) -> Sequence[JavaMethod]:
        """Load classes and list their methods.

        Parameters
        ----------
        classes : Path
            Folder or jar of classes.
        *class_names : str
            With their packages.
        classpath : sequence of Path
            Folders and jars that the classes need.
        with_private : bool
            Whether private methods are listed, too.

        Returns
        -------
        sequence of JavaMethod
            By class, name and parameters: static methods, and those of objects if the class has a
            constructor without parameters; each case gets a new object then.
        """
        places = (classes, *classpath)
        request = b"".join(
            [
                bytes([with_private]),
                encode_int(len(places)),
                *(encode_text(str(place)) for place in places),
                encode_int(len(class_names)),
                *map(encode_text, class_names),
            ]
        )
        number, answer = self._exchange.load(request)
        found: list[JavaMethod] = []
        for name in class_names:
            methods = []
            for _ in range(answer.int32()):
                signature, is_static = Signature.read(answer), bool(answer.byte())
                methods.append(JavaMethod(self, number, name, signature, is_static))
                number += 1
            found += sorted(methods, key=lambda method: str(method.signature))
        return found

    def forget(self) -> None:
        """Leave all methods that were loaded."""
        self._exchange.forget()

    def renew(self) -> None:
        """Replace the JVM by another one, in which no static field has been written to."""
        self._exchange.renew()

    def evaluate(self, method: JavaMethod, batch: bytes, timeout_s: float) -> Answer:
        """Call a method once for each case of a batch, as `Exchange.evaluate` says."""
        return self._exchange.evaluate("evaluate", method.number, batch, timeout_s)

    def evaluate_columns(
        self, method: JavaMethod, request: Request, step: int, timeout_s: float
    ) -> Iterator[Part]:
        """Call a method once for each case of columns, as `Exchange.stream` says."""
        return self._exchange.stream("evaluateColumns", method.number, request, step, timeout_s)

    def _start(self, region: Region) -> "_Gateway":
        java = self._java_executable or self.jdk.java
        gateway = _Gateway(java, self._classpath, region, self._start_timeout_s)
        self.version, self.vendor = gateway.version, gateway.vendor
        self.port, self.flags = gateway.port, gateway.flags
        return gateway


class _Gateway:
    """A JVM with the harness in it, and the connection to it."""

    def __init__(
        self, java: Path, classpath: Sequence[Path], region: Region, timeout_s: float
    ) -> None:
        token = secrets.token_hex(32)
        path = os.pathsep.join(map(str, classpath))
        self.flags = (*_FLAGS, *archive_flags(java, classpath, _FLAGS))
        command = [str(java), *self.flags, "-cp", path, "portproof.Harness", region.path]
        self.process = Process("the JVM", command, region.inherited)
        self.process.send(token)
        try:
            greeting = self.process.greeting(rb"portproof (\d+) (\S+) (.*)", timeout_s)
        except SideError as error:
            too_old = "" if error.code is None else _too_old(java)
            if not too_old:
                raise
            raise JdkNotFoundError(
                f"java must be version {OLDEST_RELEASE} or newer, got {too_old} from "
                f"{str(java)!r}; name another with --java"
            ) from error
        port, self.version, self.vendor = greeting
        self.port = int(port)
        self.gateway = JavaGateway(
            gateway_parameters=GatewayParameters(
                address="127.0.0.1", port=self.port, auth_token=token, auto_field=False
            )
        )

    def call(self, name: str, numbers: Sequence[int]) -> str:
        """Call a method of `Evaluator.java`."""
        return str(getattr(self.gateway.entry_point, name)(*numbers))

    def descriptors(self) -> Iterator[int]:
        """The process's pipes, and the connections."""
        yield from self.process.descriptors
        for connection in self.gateway._gateway_client.deque:
            yield connection.socket.fileno()

    def close(self) -> None:
        """Close the connections."""
        self.gateway.close()


def _too_old(java: Path) -> str:
    """Version of `java` if that is the trouble with it, else the empty string."""
    asked = [str(java), "-XshowSettings:properties", "-version"]
    try:
        done = subprocess.run(
            asked, capture_output=True, stdin=subprocess.DEVNULL, check=False, timeout=10
        )
    except subprocess.TimeoutExpired:
        return ""
    said = (done.stdout + done.stderr).decode(errors="replace")
    version = re.search(r"java\.specification\.version = (?:1\.)?(\d+)", said)
    return version[1] if version and int(version[1]) < OLDEST_RELEASE else ""


def _py4j_jar() -> Path:
    # Where portproof came with an archive, the jar came with it.
    jar = next(map(str, JAVA_SOURCES.glob("py4j*.jar")), "") or find_jar_path()
    if not jar:
        raise SideError("py4j must bring its jar, got none; reinstall py4j")
    return Path(jar)
