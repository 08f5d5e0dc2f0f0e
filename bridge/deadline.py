"""A deadline for a call in this process, where a signal can interrupt it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["LateError", "deadline"]


class LateError(BaseException):
    """What is interrupted is to have no ``except Exception`` for it."""


@contextmanager
def deadline(timeout_s: float) -> Iterator[None]:
    """Raise a LateError after so many seconds.

    Nothing is raised outside of the main thread, nor where somebody else has set an alarm.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or not hasattr(signal, "setitimer") or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return
    before = signal.signal(signal.SIGALRM, _raise_late)
    signal.setitimer(signal.ITIMER_REAL, timeout_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _raise_late(*_: object) -> None:
    raise LateError
