"""The command that checks a port: arguments in, a report and an exit code out."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from bridge.commands.console import Terminal, exit_codes, shown_progress
from bridge.commands.options import CASES, DEBUG, JAVA, JDK, SEED, TIMEOUT, read_case
from bridge.commands.request import port_options, read_request
from bridge.counterexamples import FOLDER, drop_stale, keep
from bridge.engine import check_ports
from bridge.errors import BridgeError, RequestError
from bridge.kept import Kept
from bridge.report.files import STEP_SUMMARY, require_writable, write_reports
from bridge.report.github import report_as_annotations
from bridge.report.run import Report
from bridge.report.terminal import print_report, print_summary

__all__ = ["check", "keep_found"]

_FORMATS = ("json", "html", "junit", "sarif", "markdown")


def _report_option(name: str, text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    kind = click.Path(path_type=Path, dir_okay=False)
    return click.option(f"--{name}", f"{name}_file", type=kind, metavar="FILE", help=text)


@click.command(short_help="Check a port against the Java it replaces.")
@port_options
@click.option(
    "--recorded",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="What portproof record wrote, in place of JAVA: no JDK is needed then.",
)
@CASES
@SEED
@click.option(
    "--case", type=read_case, metavar="JSON", help="Run just this case; takes one --method."
)
@TIMEOUT
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Pairs of a configuration that are checked at once, each with a JVM of its own.",
)
@click.option(
    "--resume", is_flag=True, help="Go on where the last run of this configuration was interrupted."
)
@JDK
@JAVA
@_report_option("json", "Write the report as JSON, too.")
@_report_option("html", "Write it as one HTML page, with sources and pictures.")
@_report_option("junit", "Write it as JUnit XML, a test case for each Java method.")
@_report_option("sarif", "Write what does not pass as SARIF 2.1.0, with its lines.")
@_report_option("markdown", "Write it as Markdown.")
@click.option(
    "--github",
    is_flag=True,
    help="Annotate the lines of what does not pass in a GitHub workflow, and add the Markdown to "
    f"the step's summary where {STEP_SUMMARY} is set.",
)
@click.option(
    "--propose",
    is_flag=True,
    help="Propose a correction for each method that is DIFFERENT, whose condition is guessed from "
    "the cases.",
)
@click.option(
    "--no-explain",
    is_flag=True,
    help="Do not find out why a method is DIFFERENT, which takes up to ten seconds for each.",
)
@click.option("--allow-unpaired", is_flag=True, help="Pass Java methods that have no partner.")
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Show tiers, outcomes, times, both sources and explanations.",
)
@click.option("--quiet", is_flag=True, help="Print the summary only.")
@DEBUG
@click.pass_context
def check(context: click.Context, /, **options: Any) -> None:
    """Check a port: run each Java method and its Python function on the same cases.

    JAVA are sources that belong together, PYTHON is the port, a file or an importable module.
    Without either the pairs of portproof.toml, or of pyproject.toml, in this folder are checked,
    or else the bundled port.

    \b
    Examples:
      portproof check Foo.java foo.py
      portproof check --pair "f(int,int)=f_ints" Foo.java Bar.java port.module
      portproof check --class java.util.zip.CRC32 --classpath lib.jar checksums.py
      portproof check --recorded foo.recorded.jsonl foo.py

    \b
    Exit codes:
      0    every method is SAME or CORRECTED
      1    a method is DIFFERENT
      2    wrong usage
      3    could not judge: no JDK, the JVM failed, a method has no partner
      130  interrupted
    """  # noqa: D301 - click wants a real backspace there
    terminal = Terminal()
    with exit_codes(debug=options["debug"]) as interrupt:
        request = read_request(context)
        ports, options = request.ports, request.options
        _require_usable(options)
        files = _report_files(options)
        require_writable(files)
        kept = _kept(options) if len(ports) > 1 and not ports[0].is_bundled else None
        if kept is None and options["resume"]:
            raise click.UsageError("--resume must come with a configuration of several pairs")
        interrupt.advice = "; go on with --resume" if kept else ""
        if not options["quiet"]:
            terminal.print(f"Checking {request.title}", markup=False)
        with shown_progress(interrupt, hidden=options["quiet"]) as progress:
            taken = (
                *("methods", "cases", "seed", "case"),
                *("timeout_s", "jobs", "jdk", "java_executable"),
            )
            report = check_ports(
                ports=ports,
                kept=kept,
                resume=options["resume"],
                propose=options["propose"],
                explain=not options["no_explain"],
                allow_unpaired=options["allow_unpaired"],
                progress=progress,
                **{name: options[name] for name in taken},
            )
        # Written first: it is what remains when the terminal goes away.
        write_reports(report, files)
        if options["recorded"] is None:
            keep_found(report, is_whole=options["case"] is None and not options["methods"])
        _print(report, terminal, options)
    sys.exit(report.exit_code)


def _kept(options: dict[str, Any]) -> Kept:
    asked = ("methods", "cases", "case", "propose", "no_explain")
    made_with = ("timeout_s", "jdk", "java_executable")
    return Kept(*(options[name] for name in (*asked, *made_with)))


def keep_found(report: Report, *, is_whole: bool) -> None:
    """Keep the counterexamples; a folder that cannot be written to costs no verdict.

    Of all methods, `is_whole`, those are dropped whose methods have other signatures by now.
    """
    try:
        keep(report.methods)
        if is_whole:
            drop_stale(report.methods)
    except (OSError, RequestError) as error:
        click.echo(f"portproof: counterexamples must be kept in {FOLDER}, got {error}", err=True)


def _print(report: Report, terminal: Terminal, options: dict[str, Any]) -> None:
    try:
        if options["github"]:
            terminal.out(report_as_annotations(report), end="", highlight=False)
        if options["quiet"]:
            print_summary(report, terminal)
        else:
            print_report(report, terminal, verbose=options["verbose"])
    except OSError as error:
        raise BridgeError(f"standard output must take the report, got {error}") from error


def _require_usable(options: dict[str, Any]) -> None:
    if options["case"] is not None and len(options["methods"]) != 1:
        raise click.UsageError("--case must come with exactly one --method")


def _report_files(options: dict[str, Any]) -> Mapping[str, Path]:
    """The reports that are to be written, by what names their files."""
    asked = {f"--{name}": options[f"{name}_file"] for name in _FORMATS}
    files = {name: file for name, file in asked.items() if file is not None}
    summary = os.environ.get(STEP_SUMMARY)
    return {**files, STEP_SUMMARY: Path(summary)} if options["github"] and summary else files
