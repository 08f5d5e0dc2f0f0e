"""Arguments in, a report and an exit code out."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import platformdirs
from click.core import ParameterSource

from bridge.bundled import BUNDLED
from bridge.compare import Bits, Exceptions, Rule, Ulps
from bridge.configuration import find_configuration, read_configuration
from bridge.console import Terminal, exit_codes, progress_bar
from bridge.engine import check_ports
from bridge.errors import BridgeError
from bridge.kept import Kept
from bridge.options import DEBUG, JAVA, JDK, choice, read_case, read_pair, read_rule
from bridge.ports import Arrays, Port
from bridge.report.files import STEP_SUMMARY, require_writable, write_reports
from bridge.report.github import report_as_annotations
from bridge.report.run import Report
from bridge.report.terminal import print_report, print_summary
from bridge.session import Step
from bridge.upkeep import cache, doctor

__all__ = ["main"]

_FORMATS = ("json", "junit", "sarif", "markdown")

# These are the same for all pairs of a configuration.
_OF_THE_RUN = {
    *("bundled", "case", "cases", "seed", "timeout_s", "jdk", "java_executable"),
    *(f"{name}_file" for name in _FORMATS),
    *("github", "allow_unpaired", "jobs", "resume", "verbose", "quiet", "debug"),
}


def _report_option(name: str, text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    kind = click.Path(path_type=Path, dir_okay=False)
    return click.option(f"--{name}", f"{name}_file", type=kind, metavar="FILE", help=text)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="portproof", prog_name="portproof")
def main() -> None:
    """Prove a Python port of Java code right, method by method, against the JVM.

    \b
    Examples:
      portproof check Foo.java foo.py
      portproof check --help
    """  # noqa: D301 - click wants a real backspace there


main.add_command(doctor)
main.add_command(cache)


@main.command(short_help="Check a port against the Java it replaces.")
@click.argument("files", nargs=-1, type=click.Path(), metavar="[JAVA...] [PYTHON]")
@click.option("--bundled", is_flag=True, help="Check the bundled port, whatever is configured.")
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
    "--case", type=read_case, metavar="JSON", help="Run just this case; takes one --method."
)
@click.option(
    "--pair",
    "by_hand",
    type=read_pair,
    multiple=True,
    metavar="JAVA=PYTHON",
    help="A Java method, optionally with its signature, and the function that goes with it; "
    "repeatable. Others are found by their names.",
)
@click.option(
    "--class",
    "classes",
    multiple=True,
    metavar="NAME",
    help="A class, with its package, that is to be checked; repeatable [default: all of JAVA].",
)
@click.option(
    "--classpath",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    metavar="PATH",
    help="A folder or jar that the classes are in, or need; repeatable.",
)
@click.option("--all", "with_private", is_flag=True, help="Check private methods, too.")
@click.option(
    "--arrays",
    type=choice(Arrays),
    default=Arrays.ANNOTATED.value,
    show_default=True,
    help="What the port gets for an array of primitives: an ndarray where its annotations say so, "
    "or always one.",
)
@click.option("--nulls", "with_nulls", is_flag=True, help="Draw null for arguments, too.")
@click.option(
    "--examples",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Given cases: a JSON object of method names, each with a list of argument lists.",
)
@click.option(
    "--types",
    type=click.Choice(["strict", "loose"]),
    default="strict",
    show_default=True,
    help="Whether 1, 1.0 and True are different results.",
)
@click.option(
    "--exceptions",
    type=choice(Exceptions),
    default=Exceptions.KIND.value,
    show_default=True,
    help="When two exceptions agree: where one stands for the other, always, or not judged.",
)
@click.option(
    "--rule",
    type=read_rule,
    metavar="bits|ulps=N|rel=X,abs=Y",
    help="How close floating-point results must be [default: ulps=4; for the bundled port the sum "
    "of what each side may be off from the true value].",
)
@click.option("--signed-zero", is_flag=True, help="Tell -0.0 from 0.0.")
@click.option(
    "--timeout",
    "timeout_s",
    type=click.FloatRange(min=0, min_open=True),
    default=1.0,
    show_default=True,
    metavar="S",
    help="Deadline for a case on either side, in seconds; where one side alone reaches a limit of "
    "time, stack or memory, it is run again with 10 S and a larger stack.",
)
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
@_report_option("junit", "Write it as JUnit XML, a test case for each Java method.")
@_report_option("sarif", "Write what does not pass as SARIF 2.1.0, with its lines.")
@_report_option("markdown", "Write it as Markdown.")
@click.option(
    "--github",
    is_flag=True,
    help="Annotate the lines of what does not pass in a GitHub workflow, and add the Markdown to "
    f"the step's summary where {STEP_SUMMARY} is set.",
)
@click.option("--allow-unpaired", is_flag=True, help="Pass Java methods that have no partner.")
@click.option("-v", "--verbose", is_flag=True, help="Show tiers, outcomes and times.")
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

    \b
    Exit codes:
      0    every method is SAME or CORRECTED
      1    a method is DIFFERENT
      2    wrong usage
      3    could not judge: no JDK, the JVM failed, a method has no partner
      130  interrupted
    """  # noqa: D301 - click wants a real backspace there
    # Hypothesis would leave a folder of its own where the command was called.
    hypothesis_folder = platformdirs.user_cache_path("portproof") / "hypothesis"
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(hypothesis_folder))
    terminal = Terminal()
    with exit_codes(debug=options["debug"]) as interrupt:
        what, ports, options = _asked(context, options)
        _require_usable(options)
        files = _report_files(options)
        require_writable(files)
        kept = _kept(options) if len(ports) > 1 and not ports[0].is_bundled else None
        if kept is None and options["resume"]:
            raise click.UsageError("--resume must come with a configuration of several pairs")
        interrupt.advice = "; go on with --resume" if kept else ""
        if not options["quiet"]:
            terminal.print(what, markup=False)
        with progress_bar(hidden=options["quiet"]) as progress:
            task = progress.add_task("starting the JVM", total=None, cases=0)

            def show(step: Step) -> None:
                interrupt.raise_if_seen()
                progress.update(
                    task,
                    description=step.method,
                    completed=step.share,
                    total=1.0,
                    cases=step.cases,
                )

            taken = (
                *("methods", "cases", "seed", "case"),
                *("timeout_s", "jobs", "jdk", "java_executable"),
            )
            report = check_ports(
                ports=ports,
                kept=kept,
                resume=options["resume"],
                allow_unpaired=options["allow_unpaired"],
                progress=show,
                **{name: options[name] for name in taken},
            )
        # Written first: it is what remains when the terminal goes away.
        write_reports(report, files)
        _print(report, terminal, options)
    sys.exit(report.exit_code)


def _kept(options: dict[str, Any]) -> Kept:
    asked = ("methods", "cases", "case", "timeout_s", "jdk", "java_executable")
    return Kept(*(options[name] for name in asked))


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


def _asked(
    context: click.Context, options: dict[str, Any]
) -> tuple[str, Sequence[Port], dict[str, Any]]:
    """The first line, which says what is to be checked, the ports, and the options of the run."""
    if options["files"] or options["classes"]:
        if options["bundled"]:
            raise click.UsageError("--bundled must come without files, got some")
        port = _port(options)
        return f"Checking {port.python} against {_joined(port)}", [port], options
    file = None if options["bundled"] else find_configuration(Path())
    if file is not None:
        return _configured(context, options, file)
    against = " and ".join(port.classes[0] for port in BUNDLED)
    rule = _rule(options)
    ports = [replace(port, rule=rule) for port in BUNDLED]
    return f"Checking the bundled port activations against {against}", ports, options


def _configured(
    context: click.Context, options: dict[str, Any], file: Path
) -> tuple[str, Sequence[Port], dict[str, Any]]:
    """The same of a configuration, whose options give way to those of the command line."""
    configuration = read_configuration(file)
    given = _given(context)
    try:
        common = _given(_parsed(context, configuration.common))
        ports = []
        for arguments in configuration.pairs:
            own = _given(_parsed(context, arguments))
            _require_of_a_port(context.command, own)
            methods = own.get("methods", ())
            ports.append(replace(_port({**options, **common, **own, **given}), methods=methods))
    except click.UsageError as error:
        raise click.UsageError(f"{file}: {error.format_message()}") from error
    counted = f"{len(ports)} pair{'s' * (len(ports) != 1)}"
    return f"Checking the {counted} of {file}", ports, {**options, **common, **given}


def _require_of_a_port(command: click.Command, own: dict[str, Any]) -> None:
    for option in command.params:
        if option.name in _OF_THE_RUN & own.keys():
            name = option.opts[0].lstrip("-")
            raise click.UsageError(f"{name} must stand beside the list of pairs, got it in a pair")


def _parsed(context: click.Context, arguments: Sequence[str]) -> click.Context:
    """Read arguments of the configuration as if they were the command's."""
    return context.command.make_context("check", list(arguments), parent=context.parent)


def _given(context: click.Context) -> dict[str, Any]:
    """The options and files that somebody wrote down."""
    return {
        name: value
        for name, value in context.params.items()
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE
    }


def _port(options: dict[str, Any]) -> Port:
    *java, python = options["files"] or [""]
    if not python:
        raise click.UsageError("PYTHON must be named, got no file")
    if not java and not options["classes"]:
        raise click.UsageError("JAVA sources must be named, or classes with --class, got neither")
    missing = [file for file in (*java, *_file(python)) if not Path(file).exists()]
    if missing:
        raise click.UsageError(f"files must exist, got {missing[0]!r}")
    return Port(
        java=tuple(map(Path, java)),
        python=Path(python) if _file(python) else python,
        classes=options["classes"],
        classpath=options["classpath"],
        by_hand=options["by_hand"],
        rule=_rule(options),
        exceptions=Exceptions(options["exceptions"]),
        arrays=Arrays(options["arrays"]),
        is_loose=options["types"] == "loose",
        with_nulls=options["with_nulls"],
        with_private=options["with_private"],
        examples=options["examples"],
    )


def _file(python: str) -> Sequence[str]:
    """The port, if it is a file and not a module's name."""
    return [python] if python.endswith(".py") or os.sep in python else []


def _rule(options: dict[str, Any]) -> Rule | None:
    rule: Rule | None = options["rule"]
    if not options["signed_zero"] or isinstance(rule, Bits):
        return rule
    return replace(rule or Ulps(4.0), signed_zero=True)


def _joined(port: Port) -> str:
    return ", ".join([*map(str, port.java), *(port.classes if not port.java else ())])
