"""The command that keeps what Java did, for machines that have no Java."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from bridge.commands.console import COULD_NOT_JUDGE, Terminal, exit_codes, shown_progress
from bridge.commands.options import CASES, DEBUG, JAVA, JDK, SEED, TIMEOUT
from bridge.commands.request import port_options, read_request
from bridge.outcomes import OutcomeStatus
from bridge.ports import Port
from bridge.recorded import Recorded, RecordedMethod, write_recorded
from bridge.recording import record_ports
from bridge.report.files import require_writable
from bridge.report.wording import legible

__all__ = ["record"]


@click.command(short_help="Record what Java does, to check a port without it.")
@port_options
@CASES
@SEED
@TIMEOUT
@JDK
@JAVA
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to [default: the port's name with .recorded.jsonl, in this folder].",
)
@click.option("--quiet", is_flag=True, help="Print the summary only.")
@DEBUG
@click.pass_context
def record(context: click.Context, /, **options: Any) -> None:
    """Record what Java does with the cases that portproof check would draw.

    JAVA, PYTHON and the options are those of check, and so is what comes without them. The port is
    imported, for the cases depend on its names and constants, and not called. The file is then all
    that portproof check --recorded needs beside the port: neither a JDK nor the Java. It is
    lines of JSON, one for each case, which other programs can read, too.

    \b
    Examples:
      portproof record Foo.java foo.py
      portproof check --recorded foo.recorded.jsonl foo.py

    \b
    Exit codes:
      0    all methods are recorded
      2    wrong usage
      3    not all: no JDK, no partner, no cases, or Java is not deterministic
      130  interrupted
    """  # noqa: D301 - click wants a real backspace there
    terminal = Terminal()
    with exit_codes(debug=options["debug"]) as interrupt:
        request = read_request(context)
        options = request.options
        files = _files(request.ports, options["out"])
        require_writable({str(file): file for file in files})
        if not options["quiet"]:
            terminal.print(f"Recording {request.title}", markup=False)
        taken = ("methods", "cases", "seed", "timeout_s", "jdk", "java_executable")
        with shown_progress(interrupt, hidden=options["quiet"]) as progress:
            recorded = record_ports(
                request.ports, progress=progress, **{name: options[name] for name in taken}
            )
        for file, each in _joined(files, recorded):
            write_recorded(file, each)
            for line in _told(each.methods, quiet=options["quiet"]):
                terminal.print(legible(line), markup=False, soft_wrap=True)
            terminal.print(_summary(file, each), markup=False, soft_wrap=True)
    methods = [method for each in recorded for method in each.methods]
    is_whole = bool(methods) and not any(method.reason for method in methods)
    sys.exit(0 if is_whole else COULD_NOT_JUDGE)


def _files(ports: Sequence[Port], out: Path | None) -> list[Path]:
    """Where each port goes; the two of the bundled one go together."""
    files = [out or Path(f"{port.name}.recorded.jsonl") for port in ports]
    [most, *_] = Counter(files).most_common(1)
    if most[1] > 1 and not ports[0].is_bundled:
        raise click.UsageError(
            f"--out must be left out where several pairs are recorded, and their ports be named "
            f"differently, got {str(most[0])!r} for {most[1]} of them"
        )
    return files


def _joined(files: Sequence[Path], recorded: Iterable[Recorded]) -> Iterator[tuple[Path, Recorded]]:
    joined: dict[Path, Recorded] = {}
    for file, each in zip(files, recorded, strict=True):
        before = joined[file].methods if file in joined else ()
        joined[file] = replace(each, methods=(*before, *each.methods))
    yield from joined.items()


def _told(methods: Iterable[RecordedMethod], *, quiet: bool) -> Iterator[str]:
    """A line for each method; of those that are not recorded in any event."""
    for method in methods:
        name = f"{method.class_name} {method.signature}"
        if method.reason:
            yield f"{name}: not recorded: {method.reason}"
        elif not quiet:
            yield f"{name}: {_counted(method)}"


def _counted(method: RecordedMethod) -> str:
    outcomes = [each.java for each in method.cases]
    late = sum(o is not None and o.status is OutcomeStatus.TIMED_OUT for o in outcomes)
    left = outcomes.count(None)
    told = [f"{len(outcomes)} cases"]
    told += [f"Java ran out of time in {late}"] if late else []
    told += [f"{left} were left then"] if left else []
    return ", ".join(told)


def _summary(file: Path, recorded: Recorded) -> str:
    methods = [method for method in recorded.methods if not method.reason]
    cases = sum(len(method.cases) for method in methods)
    origin = recorded.origin
    return (
        f"Recorded {len(methods)} of {len(recorded.methods)} methods, {cases} cases, in {file}; "
        f"Java {origin.java_version} ({origin.java_vendor}), seed {origin.seed}"
    )
