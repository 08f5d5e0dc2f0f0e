"""Ports in, what became of each out: by several processes at once, each with a session of its own.

A process takes one port after another from a line of its standard input, and writes lines of what
it did; `job_main.py` is its program. A line is a pickled object in Base64.
"""

import base64
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self

from bridge.cases import Plan
from bridge.errors import BridgeError, SideError
from bridge.javac import find_jdk, release_of
from bridge.ports import Port
from bridge.process import Process, python_command
from bridge.resolution import compile_ports
from bridge.session import Proven, Step, Tally, unproven

__all__ = ["Jobs", "pack", "unpack"]

# Seconds for the start of a process, its JVM and its worker.
_START_S = 60.0


def pack(thing: object) -> str:
    """Write an object as a line."""
    return base64.b64encode(pickle.dumps(thing)).decode()


def unpack(line: str | bytes) -> Any:
    """Read what `pack` wrote; of our own processes only, for it can run anything."""
    return pickle.loads(base64.b64decode(line))


class Jobs:
    """Several processes that prove ports, to be used in a ``with`` statement.

    Parameters
    ----------
    count : int
        How many at once.
    **options
        As `Session` takes them.
    """

    def __init__(self, count: int, **options: Any) -> None:
        self._count = count
        self._options = options
        self._messages: SimpleQueue[_Message] = SimpleQueue()
        self._jobs: list[_Job] = []

    def __enter__(self) -> Self:
        # Told here, as the error that it is.
        self._jdk = find_jdk(self._options.get("jdk"))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for job in self._jobs:
            job.process.kill()

    def prove_ports(
        self, ports: Mapping[int, Port], plan: Plan, tally: Tally
    ) -> Iterator[tuple[int, Proven]]:
        """Do what `Session.prove_ports` does for several, in the order in which they are done."""
        waiting = iter(ports.items())
        started = [self._start() for _ in range(min(self._count, len(ports)))]
        compile_ports(ports.values(), self._jdk, release_of(started[0].java[0]))
        for job, (number, port) in zip(started, waiting, strict=False):
            job.take(number, port, plan)
        left = len(ports)
        while left:
            message = self._messages.get()
            job, told = message.job, message.told
            if isinstance(told, Step):
                tally.advance(job.number, told)
                continue
            left -= 1
            yield job.number, told if isinstance(told, Proven) else unproven(job.port, told)
            if job.has_ended:
                self._jobs.remove(job)
                job = self._start()
            for number, port in islice(waiting, 1):
                job.take(number, port, plan)

    @property
    def java(self) -> tuple[str, str]:
        """Version and vendor of the JVM."""
        return self._jobs[-1].java

    def _start(self) -> "_Job":
        job = _Job(self._options, self._messages)
        self._jobs.append(job)
        return job


class _Job:
    """A process, and the port that it has in hand."""

    def __init__(self, options: Mapping[str, Any], messages: "SimpleQueue[_Message]") -> None:
        self._messages = messages
        self._line = b""
        self.has_ended = False
        self.process = Process(
            "a job", python_command("bridge.job_main", pack(options)), (), self._hear
        )
        version, vendor = self.process.greeting(rb"portproof job (\S+) (.*)", _START_S)
        self.java = version, vendor

    def take(self, number: int, port: Port, plan: Plan) -> None:
        """Begin with a port."""
        self.number, self.port = number, port
        self.process.send(pack((port, plan)))

    def _hear(self, piece: bytes) -> None:
        self._line += piece
        if not piece:
            self.has_ended = True
            error = SideError(f"a job must go on, got its end{self.process.tail()}")
            self._messages.put(_Message(self, error))
        elif piece.endswith(b"\n"):
            self._messages.put(_Message(self, unpack(self._line)))
            self._line = b""


@dataclass(frozen=True, slots=True)
class _Message:
    """What a job tells."""

    job: _Job
    told: Step | Proven | BridgeError
