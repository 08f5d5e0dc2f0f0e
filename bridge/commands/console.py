"""The terminal that a command talks to, and what becomes of an error or of Ctrl-C there."""

import logging
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

from bridge.errors import BridgeError, RequestError
from bridge.interrupt import Interrupt
from bridge.session import Step

__all__ = ["COULD_NOT_JUDGE", "DIFFERENT", "Terminal", "exit_codes", "shown_progress"]

DIFFERENT, COULD_NOT_JUDGE, _INTERRUPTED = 1, 3, 130

# Seconds for which nobody misses a bar.
_PATIENCE_S = 2.0


class Terminal(Console):
    """Standard output; whoever reads it may stop to, and the exit code stays what it is."""

    def __init__(self) -> None:
        super().__init__(highlight=False)

    def on_broken_pipe(self) -> None:
        """Go on without a reader; rich would end with 1, which means a difference."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def shown_progress(interrupt: Interrupt, *, hidden: bool) -> Iterator[Callable[[Step], None]]:
    """Show a bar on standard error, which goes when it is done; gives what a run tells its steps.

    What takes no longer than two seconds shows none. Where a step is told a Ctrl-C ends the run.
    """
    bar = _bar(hidden=hidden)
    task = bar.add_task("starting the JVM", total=None, cases=0, pace=0.0)
    first: list[_Told] = []

    def show(step: Step) -> None:
        interrupt.raise_if_seen()
        now = _Told(time.monotonic(), step.cases)
        first[1:] = [now]
        bar.update(
            task,
            description=step.method,
            completed=step.share,
            total=1.0,
            cases=step.cases,
            pace=now.pace_since(first[0]),
        )

    with _late(bar):
        yield show


@dataclass(frozen=True, slots=True)
class _Told:
    """When how many cases were done."""

    at_s: float
    cases: int

    def pace_since(self, earlier: Self) -> float:
        """Cases a second."""
        seconds = self.at_s - earlier.at_s
        return (self.cases - earlier.cases) / seconds if seconds else 0.0


@contextmanager
def _late(bar: Progress) -> Iterator[None]:
    """Show a bar, on a terminal, once nobody would have missed one."""
    timer = threading.Timer(_PATIENCE_S, bar.start)
    timer.daemon = True
    if bar.console.is_interactive:
        timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if timer.is_alive():
            timer.join()
        bar.live.stop()


def _bar(*, hidden: bool) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        TextColumn("{task.fields[cases]} cases, {task.fields[pace]:.0f}/s,"),
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
        console=Console(stderr=True),
        transient=True,
        disable=hidden,
    )


@contextmanager
def exit_codes(*, debug: bool) -> Iterator[Interrupt]:
    """Turn what goes wrong in a run into its exit code; 1 is kept for a difference."""
    interrupt = Interrupt()
    # py4j logs what it then raises; once is enough.
    logging.disable(logging.NOTSET if debug else logging.CRITICAL)
    try:
        with interrupt:
            yield interrupt
    except click.UsageError:
        raise
    # A fault of our own must not end with Python's exit code 1, which means a difference.
    except (Exception, KeyboardInterrupt) as error:
        if debug:
            traceback.print_exc()
        if isinstance(error, KeyboardInterrupt):
            message, code = f"interrupted{interrupt.advice}", _INTERRUPTED
        elif isinstance(error, RequestError):
            raise click.UsageError(str(error)) from error
        elif isinstance(error, BridgeError):
            message, code = str(error), COULD_NOT_JUDGE
        else:
            message, code = f"internal error: {error!r}; see --debug", COULD_NOT_JUDGE
        click.echo(f"portproof: {message}", err=True)
        sys.exit(code)
    finally:
        logging.disable(logging.NOTSET)
