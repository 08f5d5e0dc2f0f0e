"""The terminal that a command talks to, and what becomes of an error or of Ctrl-C there."""

import logging
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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

__all__ = ["COULD_NOT_JUDGE", "Terminal", "exit_codes", "shown_progress"]

COULD_NOT_JUDGE, _INTERRUPTED = 3, 130


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

    Where a step is told a Ctrl-C ends the run.
    """
    with _bar(hidden=hidden) as bar:
        task = bar.add_task("starting the JVM", total=None, cases=0)

        def show(step: Step) -> None:
            interrupt.raise_if_seen()
            bar.update(
                task, description=step.method, completed=step.share, total=1.0, cases=step.cases
            )

        yield show


def _bar(*, hidden: bool) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[cases]} cases"),
        TimeRemainingColumn(),
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
