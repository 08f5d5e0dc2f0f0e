"""Starts one process that does what we say, hears its greeting, drains what it prints, and ends it.

It ends when this process does, however that ends: by the end of its standard input, which it waits
for, and on Linux by the kernel, which needs no help of a process that may be spinning.
"""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import weakref
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from bridge.errors import SideError

__all__ = ["Process", "python_command"]

# The path is handed over whole: a port may need what only this process has on it.
_BOOT = """\
import json, sys
sys.path[:] = json.loads(sys.argv.pop(1))
from {} import main
main()
"""


def python_command(module: str, *arguments: str) -> list[str]:
    """The command that runs ``main()`` of a module in a process that imports what this one can."""
    path = [os.path.abspath(folder) for folder in sys.path]
    return [sys.executable, "-P", "-c", _BOOT.format(module), json.dumps(path), *arguments]


class Process:
    """A running process of ours.

    Parameters
    ----------
    what : str
        What it is, as messages say it, such as ``the JVM``.
    command : sequence
        The program and its arguments.
    inherited : sequence of int
        Descriptors that it gets under their numbers.
    hear : callable, optional
        Told each line of its standard output after the greeting, and the empty one at the end;
        kept as what it printed if left out.

    Raises
    ------
    SideError
        If there is no such program.
    """

    def __init__(
        self,
        what: str,
        command: Sequence[str | Path],
        inherited: Sequence[int],
        hear: Callable[[bytes], None] | None = None,
    ) -> None:
        self.what = what
        self._program = str(command[0])
        self._popen, lifeline = _start(what, command, inherited)
        # Registered before anything can fail, so that nothing is left running.
        self._finalizer = weakref.finalize(self, _end, self._popen, lifeline)
        streams = (self._popen.stdin, self._popen.stdout, self._popen.stderr)
        self.descriptors = [*(_stream(stream).fileno() for stream in streams), *lifeline]
        self._output = _Output(self._popen, hear)

    @property
    def pid(self) -> int:
        """Its number."""
        return self._popen.pid

    def exit_code(self, within_s: float) -> int | None:
        """Its exit code, negative for a signal; None if it runs on."""
        try:
            return self._popen.wait(timeout=within_s)
        except subprocess.TimeoutExpired:
            return None

    def tail(self) -> str:
        """The last lines it printed, as the end of a message."""
        return self._output.tail()

    def kill(self) -> None:
        """End it at once, whatever it does, and what it has started."""
        self._finalizer()
        self._output.join()

    def send(self, line: str) -> None:
        """Write a line to its standard input, if it still reads."""
        # If it has ended already, its output or its exit code says why.
        with contextlib.suppress(OSError):
            _stream(self._popen.stdin).write(line.encode() + b"\n")
            _stream(self._popen.stdin).flush()

    def greeting(self, pattern: bytes, timeout_s: float) -> tuple[str, ...]:
        """Wait for the line that says that it is ready.

        Parameters
        ----------
        pattern : bytes
            A regular expression for the line.
        timeout_s : float
            How long that may take.

        Returns
        -------
        tuple of str
            The groups of the pattern.

        Raises
        ------
        SideError
            If it ended, or is late; it is ended then.
        """
        try:
            groups = self._output.greeting(pattern, timeout_s)
            if groups is not None:
                return groups
            # Its output ends a moment before the process does.
            code = self.exit_code(within_s=1.0)
        except BaseException:
            self.kill()
            raise
        self.kill()
        how = "is not ready" if code is None else f"ended with {code}"
        raise SideError(
            f"{self.what} must start within {timeout_s:g} s, "
            f"got {self._program!r}, which {how}{self.tail()}",
            code,
        )


class _Output:
    """Drains what a process prints, so that it never blocks, and keeps the end of it."""

    def __init__(
        self, process: subprocess.Popen[bytes], hear: Callable[[bytes], None] | None
    ) -> None:
        self._kept: deque[bytes] = deque(maxlen=20)
        self._hear = hear or self._kept.append
        self._pattern: re.Pattern[bytes] | None = None
        self._groups: tuple[str, ...] | None = None
        self._is_asked, self._is_decided = threading.Event(), threading.Event()
        self._errors = threading.Thread(target=self._drain, args=(process.stderr,), daemon=True)
        self._lines = threading.Thread(
            target=self._greet_and_hear, args=(process.stdout,), daemon=True
        )
        self._errors.start()
        self._lines.start()

    def greeting(self, pattern: bytes, timeout_s: float) -> tuple[str, ...] | None:
        """The groups of the first line that matches; None if the output ended, or is late."""
        self._pattern = re.compile(pattern)
        self._is_asked.set()
        self._is_decided.wait(timeout_s)
        return self._groups

    def join(self) -> None:
        """Wait until all was heard; not for ever, for another process may have the pipes, too."""
        self._is_asked.set()
        self._lines.join(timeout=1.0)

    def tail(self) -> str:
        """The last lines printed, as the end of a message."""
        # Copied, for the threads go on adding to it.
        lines = b"".join(self._kept.copy()).decode(errors="replace").rstrip()
        return f"; it printed:\n{lines}" if lines else ""

    def _greet_and_hear(self, stream: IO[bytes]) -> None:
        self._is_asked.wait()
        for line in _lines(stream):
            greeting = self._pattern and not self._groups and self._pattern.match(line)
            if greeting:
                self._groups = tuple(g.decode(errors="replace") for g in greeting.groups())
                self._is_decided.set()
            elif self._groups is None:
                self._kept.append(line)
            else:
                self._hear(line)
        # What it said on stderr belongs to the message, too.
        self._errors.join()
        self._hear(b"")
        self._is_decided.set()

    def _drain(self, stream: IO[bytes]) -> None:
        self._kept.extend(_lines(stream))


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Lines until the end, in bounded pieces, for a line may never end."""
    with stream:
        yield from iter(lambda: stream.readline(4096), b"")


def _start(
    what: str, command: Sequence[str | Path], inherited: Sequence[int]
) -> tuple[subprocess.Popen[bytes], list[int]]:
    """The process, and the descriptor whose closing ends it, where there is such a thing."""
    ends = os.pipe() if sys.platform == "linux" else ()
    try:
        process = subprocess.Popen(
            command,
            pass_fds=(*inherited, *ends[:1]),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # Ctrl-C is for this process, which ends the other in its own time.
            start_new_session=True,
        )
    except OSError as error:
        for end in ends:
            os.close(end)
        raise SideError(
            f"{what} must be a program that runs, got {str(command[0])!r}: {error}"
        ) from error
    if ends:
        _tie(process.pid, ends[0])
    return process, list(ends[1:])


def _tie(pid: int, reading_end: int) -> None:
    """Let the kernel kill a process as soon as the writing end of the pipe is closed."""
    if sys.platform == "linux":
        import fcntl

        # The process holds the reading end open, which it inherited.
        fcntl.fcntl(reading_end, fcntl.F_SETOWN, pid)
        fcntl.fcntl(reading_end, fcntl.F_SETSIG, signal.SIGKILL)
        flags = fcntl.fcntl(reading_end, fcntl.F_GETFL)
        fcntl.fcntl(reading_end, fcntl.F_SETFL, flags | os.O_ASYNC)
        os.close(reading_end)


def _end(process: subprocess.Popen[bytes], lifeline: Sequence[int]) -> None:
    if process.poll() is None and sys.platform != "win32":
        # It leads a group of its own, in which whatever it has started is.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
    # What was written and not read is left unwritten, which close() objects to.
    with contextlib.suppress(OSError):
        _stream(process.stdin).close()
    for descriptor in lifeline:
        os.close(descriptor)


def _stream(stream: Any) -> IO[bytes]:
    """The pipe of a process that was started with pipes."""
    pipe: IO[bytes] = stream
    return pipe
