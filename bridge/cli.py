"""Arguments in, a report and an exit code out."""

import json
import logging
import math
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click
import platformdirs
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

from bridge.bundled import BUNDLED
from bridge.compare import Bits, Rule, Tolerance, Ulps
from bridge.engine import check_bundled
from bridge.errors import BridgeError, RequestError
from bridge.report.terminal import print_report, print_summary

__all__ = ["main"]

_COULD_NOT_JUDGE, _INTERRUPTED = 3, 130


class _RuleType(click.ParamType[Rule]):
    """Reads ``bits``, ``ulps=N`` or ``rel=X,abs=Y``."""

    name = "rule"

    def convert(
        self, value: object, param: click.Parameter | None, context: click.Context | None
    ) -> Rule:
        text = str(value)
        if text == "bits":
            return Bits()
        items = [item.partition("=")[::2] for item in text.split(",")]
        try:
            numbers = {name: float(number) for name, number in items}
        except ValueError:
            numbers = {}
        if len(numbers) == len(items) and all(0 <= n < math.inf for n in numbers.values()):
            if set(numbers) == {"ulps"}:
                return Ulps(numbers["ulps"])
            if set(numbers) <= {"rel", "abs"}:
                return Tolerance(numbers.get("rel", 0.0), numbers.get("abs", 0.0))
        self.fail(f"rule must be bits, ulps=N or rel=X,abs=Y, got {text!r}", param, context)


class _CaseType(click.ParamType[list[object]]):
    """Reads a JSON list."""

    name = "json"

    def convert(
        self, value: object, param: click.Parameter | None, context: click.Context | None
    ) -> list[object]:
        try:
            case = json.loads(str(value))
        except ValueError as error:
            self.fail(f"case must be JSON, got {value!r}: {error}", param, context)
        if not isinstance(case, list):
            self.fail(f"case must be a list of arguments, got {value!r}", param, context)
        return case


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="portproof", prog_name="portproof")
def main() -> None:
    """Prove a Python port of Java code right, method by method, against the JVM."""


@main.command()
@click.option("--bundled", is_flag=True, help="Check the bundled port (the default).")
@click.option(
    "--cases",
    type=click.IntRange(min=1),
    default=1000,
    show_default=True,
    metavar="N",
    help="Cases for each method, over all tiers.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), metavar="N", help="Seed of the cases [default: drawn]."
)
@click.option(
    "--method",
    "methods",
    multiple=True,
    metavar="NAME",
    help="Only this Java method: a name or a signature; repeatable.",
)
@click.option(
    "--case", type=_CaseType(), metavar="JSON", help="Run just this case; takes one --method."
)
@click.option(
    "--rule",
    type=_RuleType(),
    metavar="bits|ulps=N|rel=X,abs=Y",
    help="How close Java and Python must be to each other [default: the sum of what each may be "
    "off from the true value].",
)
@click.option(
    "--timeout",
    "timeout_s",
    type=click.FloatRange(min=0, min_open=True),
    default=1.0,
    show_default=True,
    metavar="S",
    help="Deadline for a case on either side, in seconds; where one side alone is late, it is run "
    "again with 10 S.",
)
@click.option(
    "--jdk",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The JDK whose javac compiles [default: JAVA_HOME, else PATH].",
)
@click.option(
    "--java",
    "java_executable",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The java that runs [default: that JDK's].",
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the report as JSON, too.",
)
@click.option("--allow-unpaired", is_flag=True, help="Pass Java methods that have no partner.")
@click.option("-v", "--verbose", is_flag=True, help="Show tiers, outcomes and times.")
@click.option("--quiet", is_flag=True, help="Print the summary only.")
@click.option("--debug", is_flag=True, help="Show where an error came from.")
def check(
    bundled: bool,
    cases: int,
    seed: int | None,
    methods: tuple[str, ...],
    case: list[object] | None,
    rule: Rule | None,
    timeout_s: float,
    jdk: Path | None,
    java_executable: Path | None,
    json_file: Path | None,
    allow_unpaired: bool,
    verbose: bool,
    quiet: bool,
    debug: bool,
) -> None:
    """Check the bundled port: activations against the forum's class and its correction.

    Each method is run on the same cases in Java and in Python; both results are compared with each
    other and with the true value.

    \b
    Exit codes:
      0    every method is SAME or CORRECTED
      1    a method is DIFFERENT
      2    wrong usage
      3    could not judge: no JDK, the JVM failed, nothing was compared
      130  interrupted
    """  # noqa: D301 - click wants a real backspace there
    if case is not None and len(methods) != 1:
        raise click.UsageError("--case must come with exactly one --method")
    if json_file is not None and not _is_writable(json_file):
        raise click.UsageError(f"--json must name a file that can be written, got {json_file}")
    # Hypothesis would leave a folder of its own where the command was called.
    hypothesis_folder = platformdirs.user_cache_path("portproof") / "hypothesis"
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(hypothesis_folder))
    console = _Terminal()
    with _exit_codes(debug=debug) as interrupt:
        if not quiet:
            against = " and ".join(port.class_name for port in BUNDLED)
            console.print(f"Checking the bundled port activations against {against}")
        with _progress(hidden=quiet) as progress:
            task = progress.add_task("starting the JVM", total=None)

            def show(method: str, done: int, total: int) -> None:
                interrupt.raise_if_seen()
                progress.update(task, description=method, completed=done, total=total)

            report = check_bundled(
                methods=methods,
                cases=cases,
                seed=seed,
                rule=rule,
                case=case,
                timeout_s=timeout_s,
                jdk=jdk,
                java_executable=java_executable,
                allow_unpaired=allow_unpaired,
                progress=show,
            )
        # Written first: it is what remains when the terminal goes away.
        if json_file is not None:
            _write(json_file, report.to_json())
        try:
            if quiet:
                print_summary(report, console)
            else:
                print_report(report, console, verbose=verbose)
        except OSError as error:
            raise BridgeError(f"standard output must take the report, got {error}") from error
    sys.exit(report.exit_code)


class _Terminal(Console):
    """Standard output; whoever reads it may stop to, and the exit code stays what it is."""

    def __init__(self) -> None:
        super().__init__(highlight=False)

    def on_broken_pipe(self) -> None:
        """Go on without a reader; rich would end with 1, which means a difference."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_writable(file: Path) -> bool:
    return os.access(file if file.exists() else file.absolute().parent, os.W_OK)


def _write(json_file: Path, text: str) -> None:
    try:
        json_file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RequestError(f"--json must name a file to write, got {error}") from error


def _progress(*, hidden: bool) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("cases"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=hidden,
    )


class _Interrupt:
    """Ctrl-C, remembered.

    Python drops a KeyboardInterrupt that is raised within a callback of the garbage collector, of
    which Hypothesis has one, and py4j may turn one into another exception.
    """

    def __init__(self) -> None:
        self.seen = False

    def note(self, number: int, frame: FrameType | None) -> None:
        """Handle the signal."""
        self.seen = True
        raise KeyboardInterrupt

    def raise_if_seen(self) -> None:
        """Raise what may have been dropped."""
        if self.seen:
            raise KeyboardInterrupt


@contextmanager
def _exit_codes(*, debug: bool) -> Iterator[_Interrupt]:
    """Turn what goes wrong in a run into its exit code; 1 is kept for a difference."""
    interrupt = _Interrupt()
    handler = signal.signal(signal.SIGINT, interrupt.note)
    # py4j logs what it then raises; once is enough.
    logging.disable(logging.NOTSET if debug else logging.CRITICAL)
    try:
        yield interrupt
        interrupt.raise_if_seen()
    # A fault of our own must not end with Python's exit code 1, which means a difference.
    except (Exception, KeyboardInterrupt) as error:
        if debug:
            traceback.print_exc()
        if interrupt.seen or isinstance(error, KeyboardInterrupt):
            message, code = "interrupted", _INTERRUPTED
        elif isinstance(error, RequestError):
            raise click.UsageError(str(error)) from error
        elif isinstance(error, BridgeError):
            message, code = str(error), _COULD_NOT_JUDGE
        else:
            message, code = f"internal error: {error!r}; see --debug", _COULD_NOT_JUDGE
        click.echo(f"portproof: {message}", err=True)
        sys.exit(code)
    finally:
        logging.disable(logging.NOTSET)
        signal.signal(signal.SIGINT, handler)
