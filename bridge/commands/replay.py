"""The command that runs the differences again that were found."""

import sys
from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

import click
from rich.text import Text

from bridge.commands.console import COULD_NOT_JUDGE, DIFFERENT, Terminal, exit_codes
from bridge.commands.options import DEBUG, JAVA, JDK, TIMEOUT
from bridge.commands.request import read_kept_port
from bridge.counterexamples import FOLDER, Kept, drop, read_kept
from bridge.errors import BridgeError
from bridge.replaying import Replayed, Result
from bridge.replaying import replay as run_again
from bridge.session import Session

__all__ = ["read_any", "replay", "result_code", "result_line"]


@click.command(short_help="Run counterexamples that were found before.")
@click.argument("ids", nargs=-1, metavar="[ID...]")
@click.option("--prune", is_flag=True, help="Drop those that are FIXED.")
@TIMEOUT
@JDK
@JAVA
@DEBUG
@click.pass_context
def replay(context: click.Context, /, **options: Any) -> None:
    """Run the counterexamples with these IDs once more, or all that are kept.

    portproof check, and the pytest plugin, keep each counterexample in the folder .portproof of the
    working directory, which may be taken to another machine together with the sources.

    \b
    Examples:
      portproof replay
      portproof replay square-1f3a9c2e

    \b
    Exit codes:
      0    all are FIXED
      1    one is STILL DIFFERENT
      2    wrong usage, or no such ID
      3    one CANNOT RUN, or none is kept
      130  interrupted
    """  # noqa: D301 - click wants a real backspace there
    with exit_codes(debug=options["debug"]) as interrupt:
        terminal = Terminal()
        kept = read_any(options["ids"])
        results = set()
        taken = ("timeout_s", "jdk", "java_executable")
        with Session(**{name: options[name] for name in taken}) as session:
            for replayed in run_again(kept, partial(read_kept_port, context), session):
                interrupt.raise_if_seen()
                results.add(replayed.result)
                terminal.print(result_line(replayed), soft_wrap=True)
                if options["prune"] and replayed.result is Result.FIXED:
                    drop(replayed.kept)
    sys.exit(result_code(results))


def read_any(ids: Sequence[str]) -> list[Kept]:
    """Read those with these IDs, or all that are kept; a BridgeError if there are none."""
    kept = read_kept(ids)
    if not kept:
        raise BridgeError(f"counterexamples must be kept in {FOLDER}, got none")
    return kept


def result_code(results: Collection[Result]) -> int:
    """The exit code."""
    if Result.STILL_DIFFERENT in results:
        return DIFFERENT
    return COULD_NOT_JUDGE if Result.CANNOT_RUN in results else 0


_COLOURS = {
    Result.FIXED: "green",
    Result.STILL_DIFFERENT: "bold red",
    Result.CANNOT_RUN: "yellow",
}


def result_line(replayed: Replayed) -> Text:
    """What has become of one."""
    word = f"{replayed.result.value:<16}"
    return Text.assemble((word, _COLOURS[replayed.result]), f"{replayed.kept.id}  {replayed.told}")
