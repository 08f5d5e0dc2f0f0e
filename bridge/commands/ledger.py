"""The command that proves the declared differences, and prints them as a table."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from bridge.commands.console import DIFFERENT, Terminal, exit_codes, shown_progress
from bridge.commands.options import CASES, DEBUG, JAVA, JDK, SEED, TIMEOUT
from bridge.commands.request import port_options, read_request
from bridge.engine import check_ports
from bridge.errors import RequestError
from bridge.report.files import require_writable
from bridge.report.ledger import ledger_as_markdown, put_ledger
from bridge.report.terminal import print_failed

__all__ = ["ledger"]


def _text_option(name: str, text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    kind = click.Path(path_type=Path, dir_okay=False, exists=True)
    return click.option(f"--{name}", type=kind, metavar="FILE", help=text)


@click.command(short_help="Print the declared corrections, proven, as a table.")
@port_options
@_text_option("check", "Compare with the table in this text instead of printing it.")
@_text_option("write", "Put the table into this text instead of printing it.")
@CASES
@SEED
@TIMEOUT
@JDK
@JAVA
@DEBUG
@click.pass_context
def ledger(context: click.Context, /, **options: Any) -> None:
    """Prove the corrections that are declared, and print them as a Markdown table.

    The methods that have any are checked as portproof check does it; where a correction does not
    hold there is no table. Its examples are the stored cases, with what both sides did.

    In a text the table stands between a line <!-- ledger --> and a line <!-- end -->.

    \b
    Examples:
      portproof ledger
      portproof ledger --check README.md
      portproof ledger --write README.md

    \b
    Exit codes:
      0    all corrections hold; with --check, the text has their table
      1    a correction does not hold, or the text has another table
      2    wrong usage
      3    could not judge
      130  interrupted
    """  # noqa: D301 - click wants a real backspace there
    with exit_codes(debug=options["debug"]) as interrupt:
        request = read_request(context)
        file = options["check"] or options["write"]
        if options["check"] and options["write"]:
            raise click.UsageError("--check must come without --write, got both")
        if options["write"]:
            require_writable({"--write": options["write"]})
        text = file.read_text(encoding="utf-8") if file else ""
        ports = [port for port in request.ports if port.corrections]
        if not ports:
            raise RequestError("corrections must be declared, got none; add [[pairs.corrections]]")
        corrections = [correction for port in ports for correction in port.corrections]
        taken = ("cases", "seed", "timeout_s", "jdk", "java_executable")
        with shown_progress(interrupt, hidden=False) as progress:
            report = check_ports(
                ports=ports,
                methods=options["methods"] or [name for c in corrections for name in c.methods],
                progress=progress,
                **{name: request.options[name] for name in taken},
            )
        if not report.passed:
            print_failed(report, Terminal())
            sys.exit(report.exit_code)
        table = ledger_as_markdown(corrections, report)
        if file is None:
            click.echo(table, nl=False)
        elif options["write"]:
            file.write_text(put_ledger(text, table), encoding="utf-8")
        elif put_ledger(text, table) != text:
            click.echo(f"portproof: {file} holds another table; update it with --write", err=True)
            sys.exit(DIFFERENT)
