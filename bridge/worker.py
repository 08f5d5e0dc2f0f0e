"""Starts a Python process that a port runs in, and talks with it."""

import os
import queue
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from bridge.errors import RequestError, SideError
from bridge.exchange import Answer, Exchange, Part, Request
from bridge.functions import PortFunction
from bridge.pairing import PythonFunction
from bridge.process import Process, python_command
from bridge.region import Region
from bridge.signatures import Signature
from bridge.values import Conversion
from bridge.wire import Reader, encode_int, encode_text

__all__ = ["Worker", "WorkerFunction"]


@dataclass(frozen=True, slots=True)
class WorkerFunction:
    """A function that was loaded in a worker and can be called."""

    worker: "Worker"
    number: int
    signature: Signature


class Worker:
    """One Python process for ports, to be used in a ``with`` statement; threads may share it.

    A case that hangs in it or ends it is an outcome, and another process takes over. What a port
    prints is taken and dropped; its standard input is at its end.

    Parameters
    ----------
    start_timeout_s : float
        How long it may take to start, and to import a port.

    Raises
    ------
    SideError
        On entry, if it does not start; later, if it ended without a case in hand.

    Examples
    --------
    >>> with Worker() as worker:
    ...     sqrt = Signature("sqrt", ("double",), "double")
    ...     worker.load(PortFunction("math", "sqrt"), sqrt).signature.returns
    'double'
    """

    def __init__(self, *, start_timeout_s: float = 30.0) -> None:
        self._start_timeout_s = start_timeout_s

    def __enter__(self) -> Self:
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
    def pid(self) -> int:
        """Its process number."""
        return self._exchange.pid

    def describe(self, module: str | Path) -> list[PythonFunction]:
        """List what can be called in a port.

        Raises
        ------
        RequestError
            If it cannot be imported.
        """
        _, answer = self._ask(lambda place: (0, self._exchange.ask("describe", place)), module, b"")
        return [PythonFunction.read(answer) for _ in range(answer.int32())]

    def load(
        self,
        function: PortFunction,
        signature: Signature,
        conversion: Conversion = Conversion(),  # noqa: B008 - it is frozen
    ) -> WorkerFunction:
        """Import a function of a port.

        Parameters
        ----------
        function : PortFunction
            Where it is found.
        signature : Signature
            The Java method that it replaces.
        conversion : Conversion
            What it gets and may return.

        Raises
        ------
        RequestError
            If the port cannot be imported, or has no such function.
        """
        order = [encode_int(len(function.order)), *map(encode_int, function.order)]
        flags = bytes([function.is_spread, conversion.is_numpy, conversion.is_loose])
        name = encode_text(function.name)
        text = encode_text(function.text)
        what = b"".join([name, *order, flags, text, signature.encode()])
        number, _ = self._ask(self._exchange.load, function.module, what)
        return WorkerFunction(self, number, signature)

    def forget(self) -> None:
        """Leave all ports that were imported, and the modules that came with them."""
        self._exchange.forget()

    def renew(self) -> None:
        """Replace the process by another one, in which no port was called."""
        self._exchange.renew()

    def _ask(
        self, ask: Callable[[bytes], tuple[int, Reader]], module: str | Path, what: bytes
    ) -> tuple[int, Reader]:
        """Ask something that needs the port."""
        is_file = isinstance(module, Path)
        place = bytes([is_file]) + encode_text(os.path.abspath(module) if is_file else str(module))
        try:
            number, answer = ask(place + what)
        except SideError as error:
            if error.code is None:
                raise
            raise RequestError(f"port must be importable, got {module}: {error}") from error
        trouble = answer.text()
        if trouble:
            raise RequestError(trouble)
        return number, answer

    def evaluate(self, function: WorkerFunction, batch: bytes, timeout_s: float) -> Answer:
        """Call a function once for each case of a batch, as `Exchange.evaluate` says."""
        return self._exchange.evaluate("evaluate", function.number, batch, timeout_s)

    def evaluate_deeply(self, function: WorkerFunction, batch: bytes, timeout_s: float) -> Answer:
        """Do what `evaluate` does, with room for 50 000 nested calls instead of some 1000."""
        return self._exchange.evaluate("evaluate_deeply", function.number, batch, timeout_s)

    def evaluate_at_once(self, function: WorkerFunction, batch: bytes, timeout_s: float) -> Answer:
        """Call a function once with the columns of a batch of numbers.

        No outcome is complete if it raised, gave no column of results or was late.
        """
        return self._exchange.evaluate("evaluate_at_once", function.number, batch, timeout_s)

    def evaluate_columns(
        self, function: WorkerFunction, request: Request, timeout_s: float
    ) -> Iterator[Part]:
        """Call a function with block after block of columns of numbers, as `Exchange.stream` says.

        The deadline is that of a block. Not all cases are complete if one raised, gave no column of
        results or was late.
        """
        name = "evaluate_columns"
        return self._exchange.stream(name, function.number, request, sys.maxsize, timeout_s)

    def _start(self, region: Region) -> "_Pipes":
        return _Pipes(region, self._start_timeout_s)


class _Pipes:
    """A Python process that does what `worker_main` says, and the pipes to it."""

    def __init__(self, region: Region, timeout_s: float) -> None:
        command = python_command("bridge.worker_main", region.path)
        self._replies: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self.process = Process("the worker", command, region.inherited, self._replies.put)
        self.process.greeting(rb"portproof ready", timeout_s)

    def call(self, name: str, numbers: Sequence[int]) -> str:
        """Send a line and wait for the one that answers it."""
        self.process.send(" ".join([name, *map(str, numbers)]))
        reply = self._replies.get()
        if not reply:
            raise EOFError("its output ended")
        return reply.decode().strip()

    def descriptors(self) -> Sequence[int]:
        """The process's pipes."""
        return self.process.descriptors

    def close(self) -> None:
        """Nothing beside the process holds anything open."""
