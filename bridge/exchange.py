"""Requests to the process of a side and its answers, in time, whatever becomes of the process.

Values lie in the memory of `region.py`, in the form that `wire.py` says. A call carries small
numbers only: which request, where the answer goes and how long it is.
"""

import os
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from bridge.errors import SideError
from bridge.outcomes import OutcomeStatus
from bridge.process import Process
from bridge.region import REQUEST, Progress, Region
from bridge.wire import Reader

__all__ = ["HEAP_IS_FULL", "Answer", "Exchange", "Peer"]

# Exit codes: of a side whose memory a case has filled; and our own for one that we ended.
HEAP_IS_FULL, _TIMED_OUT = 86, 1 << 20


class Peer(Protocol):
    """The other process, and the way to call it."""

    process: Process

    def call(self, name: str, numbers: Sequence[int]) -> str:
        """Call it and wait for what it says, which raises if it ended."""

    def descriptors(self) -> Iterable[int]:
        """Everything open towards it."""

    def close(self) -> None:
        """Give up the way to call it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The complete items of an answer, and how the item after them ended the side, if one did."""

    items: Reader
    complete: int
    ending: OutcomeStatus | None


class Exchange:
    """The conversation with one side, whose process is replaced where a case has ended it.

    Several threads may use it; they take turns.

    Parameters
    ----------
    start : callable
        Starts a process that shares the given memory.
    start_timeout_s : float
        How long a request may take in which no case is evaluated.

    Raises
    ------
    SideError
        If the process does not start.
    """

    def __init__(self, start: Callable[[Region], Peer], start_timeout_s: float) -> None:
        self._start = start
        self._start_timeout_s = start_timeout_s
        self._lock = threading.Lock()
        self._sequence = 0
        self._loads: list[tuple[str, bytes]] = []
        self._is_spoilt = False
        self._is_closed = False
        self._owner = os.getpid()
        self._region = Region()
        try:
            self._peer = start(self._region)
        except BaseException:
            self._region.close()
            raise
        itself = weakref.ref(self)
        os.register_at_fork(after_in_child=lambda: _let_go(itself()))

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._peer.process.pid

    @property
    def peer(self) -> Peer:
        """The process that answers now."""
        return self._peer

    def close(self) -> None:
        """End the process, whatever it does, and give the memory back."""
        if self._is_closed or self._owner != os.getpid():
            return
        self._is_closed = True
        # A thread that waits for an answer gets an error for it, and lets go of the lock.
        self._peer.process.kill()
        with self._lock:
            self._peer.close()
            self._peer.process.kill()
            self._region.close()

    def ask(self, name: str, request: bytes) -> Reader:
        """Ask something that evaluates nothing."""
        with self._turn():
            return self._request(name, self._start_timeout_s, request).items

    def load(self, name: str, request: bytes) -> Reader:
        """Ask for something that is evaluated later, and that a successor has to know, too."""
        with self._turn():
            answer = self._request(name, self._start_timeout_s, request)
            self._loads.append((name, request))
        return answer.items

    def evaluate(self, name: str, number: int, batch: bytes, timeout_s: float) -> Answer:
        """Call a loaded method once for each case of a batch.

        Parameters
        ----------
        name : str
            What the side calls this form of evaluation.
        number : int
            The method's, as loading told it.
        batch : bytes
            The cases, encoded.
        timeout_s : float
            Deadline for each case.

        Returns
        -------
        Answer
            Outcomes from the first case on. It may stop early: at a case that ended the process,
            which is then another one with the same methods loaded, or where memory had to grow.

        Raises
        ------
        SideError
            If the side ended although it had no case in hand, and so did its successor.
        """
        with self._turn():
            return self._request(name, timeout_s, batch, number)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Have the side for oneself."""
        # Asked first: in a forked process the lock may be held by a thread that is not there.
        if self._owner != os.getpid():
            raise SideError(
                f"a side must be used by the process that started it, number {self._owner}, got "
                f"{os.getpid()}, which was forked from it; start another one there"
            )
        with self._lock:
            yield

    def _restart(self) -> None:
        """Replace the process by one in which the same is loaded."""
        self._peer.close()
        self._peer.process.kill()
        if self._is_closed:
            raise SideError("a side must be open, got one that was closed; start another one")
        self._peer = self._start(self._region)
        self._is_spoilt = False
        for name, request in self._loads:
            self._exchange(name, self._start_timeout_s, request)

    def _request(self, name: str, timeout_s: float, request: bytes, *numbers: int) -> Answer:
        """Ask the side; ask its successor if it ended for no reason that is in the request."""
        has_ended = self._peer.process.exit_code(within_s=0) is not None
        if self._is_closed or self._is_spoilt or has_ended:
            self._restart()
        try:
            return self._answer(name, timeout_s, request, *numbers)
        except SideError as error:
            if error.code in {None, _TIMED_OUT}:
                raise
            self._restart()
            return self._answer(name, timeout_s, request, *numbers)

    def _answer(self, name: str, timeout_s: float, request: bytes, *numbers: int) -> Answer:
        """Ask the side; what it had answered if a case ended it, and there is a successor then."""
        try:
            return self._exchange(name, timeout_s, request, *numbers)
        except SideError as ended:
            if ended.code is None:
                raise
            progress = self._region.progress
            if not progress.is_in_hand and ended.code != HEAP_IS_FULL:
                raise
            items = self._items(request, progress)
            ending = _ending(ended.code) if progress.is_in_hand else None
            self._restart()
            return Answer(items, progress.complete, ending)

    def _exchange(self, name: str, timeout_s: float, request: bytes, *numbers: int) -> Answer:
        """Put a request into the shared memory and take the answer from behind it."""
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
        """Call the side, as long as items are begun in time; what it returns."""
        self._sequence += 1
        call = _in_thread(self._peer.call, name, (self._sequence, *numbers))
        self._wait(call, timeout_s)
        error = call.exception()
        if error is not None:
            # How a broken connection shows depends on a race, so the process is asked.
            process = self._peer.process
            code = process.exit_code(within_s=0.5)
            state = "is running" if code is None else f"ended with {code}"
            message = f"{name} failed, {process.what} {state}: {error}{process.tail()}"
            raise SideError(message, code) from error
        echo, _, needed = call.result().partition(" ")
        if echo != str(self._sequence):
            what = self._peer.process.what
            raise SideError(f"{what} must answer call {self._sequence}, got {call.result()!r}")
        return int(needed)

    def _wait(self, call: "Future[str]", timeout_s: float) -> None:
        """Wait for a call, and end the process where a case takes longer than its deadline."""
        seen, since = None, time.monotonic()
        try:
            while not wait_for([call], timeout=timeout_s / 8).done:
                now, progress = time.monotonic(), self._region.progress
                if progress != seen:
                    seen, since = progress, now
                    continue
                # Without a case in hand it is the way there or back that takes long.
                allowed_s = timeout_s if progress.is_in_hand else self._start_timeout_s
                if now - since > allowed_s:
                    self._peer.process.kill()
                    what = self._peer.process.what
                    message = f"{what} must answer within {allowed_s:g} s, got no answer"
                    raise SideError(message, _TIMED_OUT)
        finally:
            # Whoever interrupts the wait does not interrupt the side, which goes on writing.
            self._is_spoilt = not call.done()


def _ending(code: int) -> OutcomeStatus:
    """What happened to a case that ended the process, as far as the exit code tells."""
    if code == _TIMED_OUT:
        return OutcomeStatus.TIMED_OUT
    return OutcomeStatus.CRASHED if code < 0 else OutcomeStatus.EXITED


def _in_thread(
    function: Callable[[str, Sequence[int]], str], name: str, numbers: Sequence[int]
) -> "Future[str]":
    """Call in a thread of its own, which a call that never returns keeps."""
    future: Future[str] = Future()

    def run() -> None:
        try:
            future.set_result(function(name, numbers))
        # It is raised where the result is asked for.
        except BaseException as error:  # noqa: BLE001
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future


def _answer_start(request: bytes) -> int:
    """Where the answer to a request lies: behind it, aligned."""
    return REQUEST + -(-len(request) // 8) * 8


def _let_go(exchange: Exchange | None) -> None:
    """In a forked process: have nothing open towards a side that belongs to its parent.

    It would read the parent's answers, close the parent's connection, and keep the side alive.
    """
    if exchange is not None:
        nothing = os.open(os.devnull, os.O_RDWR)
        for descriptor in exchange.peer.descriptors():
            os.dup2(nothing, descriptor, inheritable=False)
        os.close(nothing)
