"""Ctrl-C, remembered until it was heard."""

import signal
from types import FrameType, TracebackType
from typing import Self

__all__ = ["Interrupt"]


class Interrupt:
    """Ctrl-C, remembered; to be used in a ``with`` statement in the main thread.

    Python drops a KeyboardInterrupt that is raised within a callback of the garbage collector, of
    which Hypothesis has one, and py4j may turn one into another exception. The statement ends with
    one however that was.
    """

    def __init__(self) -> None:
        self._seen = False
        self.advice = ""  # what to do about it

    def __enter__(self) -> Self:
        self._handler = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        signal.signal(signal.SIGINT, self._handler)
        self.raise_if_seen()

    def raise_if_seen(self) -> None:
        """Raise what may have been dropped."""
        if self._seen:
            raise KeyboardInterrupt

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._seen = True
        raise KeyboardInterrupt
