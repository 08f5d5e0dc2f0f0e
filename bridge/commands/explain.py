"""The command that explains the differences that were found."""

import secrets
import sys
from functools import partial
from typing import Any

import click

from bridge.cases import Plan
from bridge.commands.console import Terminal, exit_codes
from bridge.commands.options import CASES, DEBUG, JAVA, JDK, SEED, TIMEOUT
from bridge.commands.replay import read_any, result_code, result_line
from bridge.commands.request import read_kept_port
from bridge.replaying import Replayed, Result
from bridge.replaying import explain as find_causes
from bridge.report.terminal_causes import print_long_cause
from bridge.session import Session

__all__ = ["explain"]


@click.command(short_help="Explain counterexamples that were found before.")
@click.argument("ids", nargs=-1, metavar="[ID...]")
@CASES
@SEED
@TIMEOUT
@JDK
@JAVA
@DEBUG
@click.pass_context
def explain(context: click.Context, /, **options: Any) -> None:
    """Explain why the sides differ in the counterexamples with these IDs, or all that are kept.

    Each is run once more, as portproof replay does it, and its method on other cases beside it.
    What is told is the Java rule that the port ignores, its section and what it says, the lines of
    both sources, which side has the true value, and a fix; or, where no rule explains it, how the
    port's lines ran.

    \b
    Examples:
      portproof explain
      portproof explain square-1f3a9c2e

    \b
    Exit codes:
      0    none differs any more
      1    one is STILL DIFFERENT
      2    wrong usage, or no such ID
      3    one CANNOT RUN, or none is kept
      130  interrupted
    """  # noqa: D301 - click wants a real backspace there
    with exit_codes(debug=options["debug"]) as interrupt:
        terminal = Terminal()
        kept = read_any(options["ids"])
        seed = secrets.randbelow(2**32) if options["seed"] is None else options["seed"]
        plan = Plan((), options["cases"], seed, explain=True)
        results = set()
        taken = ("timeout_s", "jdk", "java_executable")
        with Session(**{name: options[name] for name in taken}) as session:
            for explained in find_causes(kept, partial(read_kept_port, context), session, plan):
                interrupt.raise_if_seen()
                results.add(explained.result)
                _print(explained, terminal)
    sys.exit(result_code(results))


def _print(explained: Replayed, terminal: Terminal) -> None:
    """Print what has become of it, and below it why it differs."""
    terminal.print(result_line(explained), soft_wrap=True)
    if explained.result is Result.STILL_DIFFERENT and explained.verdict:
        print_long_cause(explained.verdict, terminal)
        terminal.print()
