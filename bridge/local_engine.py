"""Blocks of a domain in, what was found of each out: swept on this machine, several at once."""

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self

from bridge.domains import Domain
from bridge.jvm import Jvm
from bridge.ports import Port
from bridge.resolution import Resolved, compile_ports
from bridge.session import Session
from bridge.swept import SweptBlock

__all__ = ["LocalEngine"]


class LocalEngine:
    """Sessions that sweep blocks beside each other, to be used in a ``with`` statement.

    Parameters
    ----------
    jobs : int
        How many sessions, each with a JVM and a worker of its own.
    **options
        As `Session` takes them.
    """

    def __init__(self, jobs: int, **options: Any) -> None:
        self._jobs = jobs
        self._options = options

    def __enter__(self) -> Self:
        with ExitStack() as entered:
            self._pool = ThreadPoolExecutor(self._jobs)
            # The threads end after what they wait for has ended.
            entered.callback(self._pool.shutdown, cancel_futures=True)
            self._sessions = [
                entered.enter_context(Session(**self._options)) for _ in range(self._jobs)
            ]
            self._entered = entered.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._entered.__exit__(kind, error, trace)

    @property
    def jvm(self) -> Jvm:
        """That of the first session."""
        return self._sessions[0].jvm

    @property
    def java(self) -> tuple[str, str]:
        """Version and vendor of the JVM."""
        return self._sessions[0].java

    def resolve(self, port: Port) -> Resolved:
        """Find what of a port can be swept, in all sessions; it takes the place of the last port.

        Raises
        ------
        JavacError
            If the Java does not compile.
        RequestError
            If the port cannot be imported, or names what is not there.
        """
        compile_ports([port], self.jvm.jdk, self.jvm.release)
        self._resolved = []
        for session in self._sessions:
            session.jvm.forget()
            session.worker.forget()
            self._resolved.append(session.resolve(port))
        return self._resolved[0]

    def sweep(
        self,
        signature: str,
        domain: Domain,
        blocks: Iterable[int],
        progress: Callable[[int], None] = lambda inputs: None,
    ) -> Iterator[SweptBlock]:
        """Sweep blocks of a method of the port that was resolved last.

        Parameters
        ----------
        signature : str
            Of the Java method.
        domain : Domain
            Its inputs.
        blocks : iterable of int
            Which blocks.
        progress : callable
            Called with how many inputs were swept since the last call.

        Yields
        ------
        SweptBlock
            In the order in which they are done.

        Raises
        ------
        SideError
            If a harness failed.
        """
        waiting, lock = iter(list(blocks)), threading.Lock()
        messages: SimpleQueue[SweptBlock | int | BaseException | None] = SimpleQueue()

        def take() -> int | None:
            with lock:
                return next(waiting, None)

        def run(session: Session, resolved: Resolved) -> None:
            try:
                method, pair = resolved.find(signature)
                sweeper = session.sweeper(resolved.port, method, pair, domain)
                while (number := take()) is not None:
                    messages.put(sweeper.sweep(number, messages.put))
                messages.put(None)
            # It is raised where the blocks are asked for.
            except BaseException as error:  # noqa: BLE001
                messages.put(error)

        for session, resolved in zip(self._sessions, self._resolved, strict=True):
            self._pool.submit(run, session, resolved)
        running = len(self._sessions)
        while running:
            match messages.get():
                case None:
                    running -= 1
                case int(inputs):
                    progress(inputs)
                case SweptBlock() as block:
                    yield block
                case BaseException() as error:
                    raise error
