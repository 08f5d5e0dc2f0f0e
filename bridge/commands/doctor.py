"""The command that looks whether ports can be judged here."""

import sys
import traceback
from pathlib import Path

import click
from rich.text import Text

from bridge.commands.console import COULD_NOT_JUDGE, Terminal, exit_codes
from bridge.commands.options import DEBUG, JAVA, JDK
from bridge.doctor import Finding, examine

__all__ = ["doctor"]


@click.command()
@JDK
@JAVA
@DEBUG
def doctor(jdk: Path | None, java_executable: Path | None, debug: bool) -> None:
    """Look whether ports can be judged here.

    A line each, OK or what to do: the versions of Python and of the packages, the cache and the
    folder for temporary files, the process that ports run in, the JDK, the JVM and its flags, that
    it talks to nobody who does not know its token, and that the special values of every type come
    back from it to the bit.

    \b
    Examples:
      portproof doctor
      portproof doctor --jdk /usr/lib/jvm/java-21-openjdk-amd64

    \b
    Exit codes:
      0    all is OK
      2    wrong usage
      3    something is not, and no port can be judged until it is
      130  interrupted
    """  # noqa: D301 - click wants a real backspace there
    terminal = Terminal()
    failed = 0
    with exit_codes(debug=debug) as interrupt:
        for finding in examine(jdk, java_executable):
            interrupt.raise_if_seen()
            # Not folded: a line each, that can be searched for.
            terminal.print(_line(finding), soft_wrap=True)
            failed += not finding.is_ok
            if debug and finding.error is not None:
                traceback.print_exception(finding.error)
        terminal.print(f"{failed} FAILED" if failed else "All OK")
    sys.exit(COULD_NOT_JUDGE if failed else 0)


def _line(finding: Finding) -> Text:
    """Whether it is OK, its name and what was told, whose further lines stand below its first."""
    word, colour = ("OK", "green") if finding.is_ok else ("FAILED", "bold red")
    start = f" {finding.name:<16}"
    told = finding.told.replace("\n", "\n" + " " * (6 + len(start)))
    return Text.assemble((f"{word:<6}", colour), start, told)
