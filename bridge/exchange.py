"""Requests to the process of a side and its answers, in time, whatever becomes of the process.

Values lie in the memory of `region.py`, in the form that `wire.py` says. A call carries small
numbers only: which request, where the answer goes and how long it is.
"""

import os
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from contextlib import contextmanager
from dataclasses import dataclass, replace
from mmap import mmap
from typing import Protocol

from bridge.errors import SideError
from bridge.outcomes import OutcomeStatus
from bridge.process import Process
from bridge.region import REQUEST, Progress, Region
from bridge.wire import Reader, encode_int

__all__ = ["HEAP_IS_FULL", "Answer", "Exchange", "Part", "Peer", "Request"]

# Exit codes: of a side whose memory a case has filled; and our own for one that we ended.
HEAP_IS_FULL, _TIMED_OUT = 86, 1 << 20

# Methods that a single request may load.
_NUMBERS = 1 << 16

# Seconds between two looks at an answer at the least; the thread that looks holds others up.
_SHORTEST_PAUSE_S = 5e-5


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


class Request(Protocol):
    """What is evaluated where it lies in the shared memory."""

    size: int

    def write(self, memory: mmap) -> None:
        """Put it there, from `REQUEST` on."""


@dataclass(frozen=True, slots=True)
class Part:
    """How far an answer is that is taken while the side goes on."""

    memory: mmap
    complete: int  # items from the first on
    ending: OutcomeStatus | None  # of the item after them, if it ended the side
    is_last: bool
    others: Reader  # what came since the part before; of items that are not complete, too


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
        self._loads: list[bytes] = []
        self._holder: int | None = None
        self._is_handed_out = False
        self._is_spoilt = False
        self._is_loaded = True
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
        self._peer.process.kill()
        # A thread that waits for an answer gets an error for it, and lets go of the lock.
        while not (is_free := self._lock.acquire(timeout=0.02)) and not self._is_handed_out:
            pass
        try:
            self._peer.close()
            self._peer.process.kill()
            self._region.close()
        finally:
            if is_free:
                self._lock.release()

    def ask(self, name: str, request: bytes) -> Reader:
        """Ask something that evaluates nothing."""
        with self._turn():
            return self._request(name, self._start_timeout_s, request).items

    def load(self, request: bytes) -> tuple[int, Reader]:
        """Ask for what is evaluated later, and what a successor has to know, too.

        Returns
        -------
        number, answer
            The number from which on methods are counted, which the request begins with.
        """
        with self._turn():
            number = _NUMBERS * len(self._loads)
            request = encode_int(number) + request
            answer = self._request("load", self._start_timeout_s, request)
            self._loads.append(request)
        return number, answer.items

    def forget(self) -> None:
        """Leave what was loaded: it is not evaluated any more."""
        with self._turn():
            self._loads.clear()
            self._request("forget", self._start_timeout_s, b"")

    def renew(self) -> None:
        """Replace the process by one in which the same is loaded, and nothing was evaluated."""
        with self._turn():
            self._restart()

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

    def stream(
        self, name: str, number: int, request: Request, step: int, timeout_s: float
    ) -> Iterator[Part]:
        """Call a loaded method once for each item, and tell how far the side is while it goes on.

        The side is taken until the last part was, or the iterator is closed.

        Parameters
        ----------
        name, number, timeout_s
            As of `evaluate`.
        request : Request
            The items.
        step : int
            Each part but the last tells of so many items more at least.

        Yields
        ------
        Part
            The last one may stop early, as an `Answer` may.

        Raises
        ------
        SideError
            As of `evaluate`; and if the side was closed meanwhile.
        """
        with self._turn():
            self._make_ready()
            try:
                yield from self._parts(name, number, request, step, timeout_s)
            except SideError as error:
                if not _may_be_repeated(error):
                    raise
                self._restart()
                yield from self._parts(name, number, request, step, timeout_s)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Have the side for oneself."""
        # Asked first: in a forked process the lock may be held by a thread that is not there.
        if self._owner != os.getpid():
            raise SideError(
                f"a side must be used by the process that started it, number {self._owner}, got "
                f"{os.getpid()}, which was forked from it; start another one there"
            )
        if self._holder == threading.get_ident():
            raise SideError(
                "a side must be asked for one answer after another, got a request before the last "
                "part of an answer was taken; take it, or close the iterator"
            )
        with self._lock:
            self._holder = threading.get_ident()
            try:
                yield
            finally:
                self._holder = None

    def _restart(self) -> None:
        """Replace the process by one in which the same is loaded."""
        self._is_loaded = False
        self._peer.close()
        self._peer.process.kill()
        self._require_open()
        self._peer = self._start(self._region)
        for request in self._loads:
            self._exchange("load", self._start_timeout_s, request)
        self._is_spoilt, self._is_loaded = False, True

    def _request(self, name: str, timeout_s: float, request: bytes, *numbers: int) -> Answer:
        """Ask the side; ask its successor if it ended for no reason that is in the request."""
        self._make_ready()
        try:
            return self._answer(name, timeout_s, request, *numbers)
        except SideError as error:
            if not _may_be_repeated(error):
                raise
            self._restart()
            return self._answer(name, timeout_s, request, *numbers)

    def _make_ready(self) -> None:
        """Replace the process if it cannot be asked."""
        has_ended = self._peer.process.exit_code(within_s=0) is not None
        if self._is_closed or self._is_spoilt or has_ended or not self._is_loaded:
            self._restart()

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
        self._make_room(start, self._call(name, timeout_s, len(request), start, *numbers))
        progress = self._region.progress
        return Answer(self._items(request, progress), progress.complete, None)

    def _make_room(self, start: int, needed: int) -> None:
        """Let the item be put that the answer needs so many bytes for, if one waits."""
        if needed:
            self._region.grow(start + needed)
            self._call("grow", self._start_timeout_s)

    def _parts(
        self, name: str, number: int, request: Request, step: int, timeout_s: float
    ) -> Iterator[Part]:
        """Ask the side and tell how far it is; a part is the last one if a case ended the side."""
        start = REQUEST + request.size
        if self._region.grow(start + 1):
            self._call("grow", self._start_timeout_s)
        self._region.clear()
        request.write(self._region.memory)
        call = self._begin(name, request.size, start, number)
        others, ending = 0, None
        try:
            for progress in self._watch(call, timeout_s, step):
                part = self._part(start, others, progress, ending, is_last=False)
                yield from self._hand_out(part)
                others = progress.bytes
            self._make_room(start, self._result(name, call))
            progress = self._region.progress
        except SideError as ended:
            self._require_open()
            progress = self._region.progress
            if ended.code is None or not progress.begun:
                raise
            if progress.is_in_hand:
                # The items before the one in hand are complete, though it was not told yet.
                progress = replace(progress, complete=progress.begun - 1)
                ending = _ending(ended.code)
        yield from self._hand_out(self._part(start, others, progress, ending, is_last=True))

    def _part(
        self,
        start: int,
        others: int,
        progress: Progress,
        ending: OutcomeStatus | None,
        *,
        is_last: bool,
    ) -> Part:
        reader = Reader(self._region.read(start + others, progress.bytes - others))
        return Part(self._region.memory, progress.complete, ending, is_last, reader)

    def _hand_out(self, part: Part) -> Iterator[Part]:
        """Give a part to whoever asked, who need not come back."""
        self._is_handed_out = True
        try:
            yield part
        finally:
            self._is_handed_out = False
        self._holder = threading.get_ident()
        self._require_open()

    def _require_open(self) -> None:
        if self._is_closed:
            raise SideError("a side must be open, got one that was closed; start another one")

    def _items(self, request: bytes, progress: Progress) -> Reader:
        return Reader(self._region.read(_answer_start(request), progress.bytes))

    def _call(self, name: str, timeout_s: float, *numbers: int) -> int:
        """Call the side, as long as items are begun in time; what it returns."""
        call = self._begin(name, *numbers)
        for _ in self._watch(call, timeout_s, sys.maxsize):
            pass
        return self._result(name, call)

    def _begin(self, name: str, *numbers: int) -> "Future[str]":
        """Call the side, without waiting for what it returns."""
        self._sequence += 1
        # Until it is known to be over: an exception of a signal's handler may come at any time.
        self._is_spoilt = True
        return _in_thread(self._peer.call, name, (self._sequence, *numbers))

    def _result(self, name: str, call: "Future[str]") -> int:
        """What the side returned."""
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

    def _watch(self, call: "Future[str]", timeout_s: float, step: int) -> Iterator[Progress]:
        """Wait for a call, and end the process where an item takes longer than its deadline.

        Tells meanwhile how far the answer is, each time that `step` items more are complete.
        """
        seen, told = None, 0
        since = told_at = time.monotonic()
        # Where no parts are told it is only the deadline that has to be looked after.
        shortest = pause = _SHORTEST_PAUSE_S if step < sys.maxsize else timeout_s
        try:
            while not wait_for([call], timeout=min(pause, timeout_s / 8)).done:
                now, progress = time.monotonic(), self._region.progress
                if progress != seen:
                    seen, since = progress, now
                # Without a case in hand it is the way there or back that takes long.
                allowed_s = timeout_s if progress.is_in_hand else self._start_timeout_s
                if now - since > allowed_s:
                    self._peer.process.kill()
                    what = self._peer.process.what
                    message = f"{what} must answer within {allowed_s:g} s, got no answer"
                    raise SideError(message, _TIMED_OUT)
                if progress.complete - told >= step:
                    told = progress.complete // step * step
                    yield progress
                    told_at = time.monotonic()
                # A little late, in proportion to how long this has taken already.
                pause = max(shortest, (time.monotonic() - told_at) / 8)
        finally:
            # Whoever interrupts the wait does not interrupt the side, which goes on writing.
            self._is_spoilt = not call.done()


def _may_be_repeated(error: SideError) -> bool:
    """Whether the side ended, and not for what it was asked."""
    return error.code not in {None, _TIMED_OUT}


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
