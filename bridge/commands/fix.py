"""The command that shows or writes the fixes of a port."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from bridge.commands.check import keep_found
from bridge.commands.console import Terminal, exit_codes, shown_progress
from bridge.commands.options import CASES, DEBUG, JAVA, JDK, SEED, TIMEOUT
from bridge.commands.request import port_options, read_request
from bridge.engine import check_ports
from bridge.errors import BridgeError, RequestError
from bridge.fixing import FixedFile, fix_files, is_fixed, require_committed, write_files
from bridge.report.causes import titles
from bridge.report.run import Report
from bridge.report.terminal import print_report
from bridge.report.terminal_causes import DIFF_COLOURS
from bridge.verdict import Status

__all__ = ["fix"]

_PLAIN = "plain"


@click.command(short_help="Show or write fixes of a port.")
@port_options
@click.option(
    "--fix-style",
    type=click.Choice(["javaops", _PLAIN]),
    default="javaops",
    show_default=True,
    help="Whether fixes import their arithmetic from bridge.javaops, or bring it along.",
)
@click.option(
    "--apply", "is_applied", is_flag=True, help="Write the fixes into the port, and check it again."
)
@click.option(
    "--force", "is_forced", is_flag=True, help="Write them where git could not take them back, too."
)
@CASES
@SEED
@TIMEOUT
@JDK
@JAVA
@DEBUG
@click.pass_context
def fix(context: click.Context, /, **options: Any) -> None:
    """Print a diff that lets the port keep the rules of Java which it ignores.

    The port is checked first, as portproof check does it. The diff holds those fixes alone that
    were verified: with each of them fresh cases came out as in Java. What has none is named on
    standard error. git apply takes the diff, too.

    With --apply the file is written at once and as a whole, all its methods together, unless git
    says that it has changes which are not committed. Then the port is checked again.

    \b
    Examples:
      portproof fix Foo.java foo.py
      portproof fix --method "mean(int,int)" --fix-style plain Foo.java foo.py
      portproof fix --apply Foo.java foo.py

    \b
    Exit codes, with --apply those of the second check:
      0    every method is SAME or CORRECTED
      1    a method is DIFFERENT
      2    wrong usage, or the file must not be written
      3    could not judge
      130  interrupted
    """  # noqa: D301 - click wants a real backspace there
    with exit_codes(debug=options["debug"]) as interrupt:
        terminal = Terminal()
        request = read_request(context)
        if any(port.is_bundled for port in request.ports):
            raise RequestError(f"port must be of files, got {request.title}; name JAVA and PYTHON")
        if options["is_applied"] and not options["is_forced"]:
            _require_committed(port.python for port in request.ports)

        def check(*, explain: bool) -> Report:
            taken = ("methods", "cases", "seed", "timeout_s", "jdk", "java_executable")
            with shown_progress(interrupt, hidden=False) as progress:
                return check_ports(
                    ports=request.ports,
                    explain=explain,
                    is_plain=options["fix_style"] == _PLAIN,
                    progress=progress,
                    **{name: request.options[name] for name in taken},
                )

        report = check(explain=True)
        files = fix_files(report.methods)
        _print_fixes(files, report, terminal)
        if options["is_applied"] and files:
            if not options["is_forced"]:
                _require_committed(each.file for each in files)
            write_files(files)
            report = check(explain=False)
            keep_found(report, is_whole=False)
            print_report(report, terminal)
    sys.exit(report.exit_code)


def _require_committed(files: Iterable[Path | str]) -> None:
    """Refuse files that git could not give back; a module's is known when it was checked."""
    for file in files:
        if isinstance(file, Path):
            require_committed(file)


def _print_fixes(files: Sequence[FixedFile], report: Report, terminal: Terminal) -> None:
    """Print the diffs, and to standard error what they do not put right."""
    try:
        for line in "".join(each.diff for each in files).splitlines(keepends=True):
            # click hands a line on as it is, where rich makes blanks of tabs.
            click.secho(
                line, nl=False, fg=DIFF_COLOURS.get(line[:1]) if terminal.is_terminal else None
            )
    except OSError as error:
        raise BridgeError(f"standard output must take the diff, got {error}") from error
    left = [verdict for each in files for verdict in each.left]
    for verdict in report.failed:
        if verdict in left:
            why = "its fix contradicts another one; when that is written, call it again"
        elif is_fixed(verdict):
            continue
        elif verdict.status is Status.DIFFERENT:
            known = titles(verdict.cause) if verdict.cause else "cause not found out"
            why = f"no verified fix; {known}"
        else:
            why = verdict.reason
        click.echo(f"portproof: {verdict.reference} {verdict.java}: {why}", err=True)
