"""The command that writes tests of a port."""

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import click

from bridge.cases import Plan
from bridge.commands.console import exit_codes, shown_progress
from bridge.commands.options import CASES, DEBUG, JAVA, JDK, SEED, TIMEOUT
from bridge.commands.request import Request, port_options, read_request
from bridge.counterexamples import Kept, read_kept
from bridge.errors import RequestError
from bridge.functions import import_port
from bridge.javatypes import JavaType
from bridge.jvm import JavaMethod
from bridge.pairing import require_each_found
from bridge.ports import Port
from bridge.report.files import require_writable
from bridge.report.pytest_file import Findings, write_pytest_file
from bridge.report.written_test import Subject
from bridge.session import Session, Step
from bridge.signatures import Case
from bridge.typedjson import from_json
from bridge.verdict import Status

__all__ = ["findings_of", "write"]

_TESTED = {Status.SAME, Status.CORRECTED, Status.DIFFERENT}


@click.command(short_help="Write a pytest file that tests a port.")
@port_options
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Write this file instead of standard output, or for each pair one into this folder.",
)
@click.option("--force", is_flag=True, help="Overwrite files.")
@CASES
@SEED
@TIMEOUT
@JDK
@JAVA
@DEBUG
@click.pass_context
def write(context: click.Context, /, **options: Any) -> None:
    """Write a pytest file with a Hypothesis test for each method, to be edited like any other.

    The port is checked first, as portproof check does it: a method that is DIFFERENT gets its
    counterexample as an example, so that its test fails; corrections, given cases and the
    counterexamples of earlier checks are written out, too. Its paths are relative to its folder.

    \b
    Examples:
      portproof write --out test_foo.py Foo.java foo.py
      portproof write --out tests
      portproof write --method "mean(int,int)" Foo.java foo.py

    \b
    Exit codes:
      0    the file is written, whatever the check said
      2    wrong usage
      3    the port could not be checked
      130  interrupted
    """  # noqa: D301 - click wants a real backspace there
    with exit_codes(debug=options["debug"]) as interrupt:
        request = read_request(context)
        options = request.options
        files = _files(request, options["out"])
        if options["out"] is not None:
            _require_new(files, is_forced=options["force"])
        with shown_progress(interrupt, hidden=False) as progress:
            texts = _written(request.ports, files, options, progress)
        for file, text in zip(files, texts, strict=True):
            if options["out"] is None:
                click.echo(text, nl=False)
            else:
                file.write_text(text, encoding="utf-8")


def findings_of(
    session: Session,
    port: Port,
    plan: Plan,
    progress: Callable[[Step], None] = lambda step: None,
    kept: Sequence[Kept] = (),
) -> Findings:
    """Check a port for what a test of it can say, and of counterexamples those that are of it.

    Raises
    ------
    BridgeError
        As `Session.prove_port`.
    """
    # What else is there has to be known, for the tests name a method by what tells it apart.
    resolved = session.resolve(replace(port, methods=()))
    require_each_found(plan.methods, resolved.names)
    functions = {each.name: each for each in session.worker.describe(port.python)}
    proven = session.prove_resolved(resolved, plan, progress)
    wanted = [pair for pair in resolved.pairs if plan.wants(str(pair[0].signature))]
    judged = [
        Subject(
            method.class_name,
            method.signature,
            pair,
            functions[pair.python.removeprefix(f"{port.name}.")],
            verdict,
            tuple(_cases(port, method, kept)),
        )
        for (method, pair), verdict in zip(wanted, proven.verdicts, strict=False)
    ]
    subjects = tuple(subject for subject in judged if subject.verdict.status in _TESTED)
    tested = [subject.verdict for subject in subjects]
    untested = tuple(verdict for verdict in proven.verdicts if verdict not in tested)
    return Findings(subjects, untested, resolved.names, _module(port, subjects))


def _files(request: Request, out: Path | None) -> list[Path]:
    """The file for each port; if it is printed, where it would go from here."""
    if any(port.is_bundled for port in request.ports):
        raise RequestError(f"port must be one of files, got {request.title}; name JAVA and PYTHON")
    is_folder = out is not None and out.is_dir()
    if len(request.ports) > 1 and not is_folder:
        raise click.UsageError(f"--out must name a folder for {request.title}, got {out}")
    if out is not None and not is_folder:
        return [out]
    files = [(out or Path()) / f"test_{port.name.replace('.', '_')}.py" for port in request.ports]
    twice = [file for file in files if files.count(file) > 1]
    if twice:
        raise RequestError(f"ports must have names of their own, got two for {twice[0]}")
    return files


def _require_new(files: Sequence[Path], *, is_forced: bool) -> None:
    for file in files:
        if file.exists() and not is_forced:
            raise RequestError(f"--out must name a new file, got {file}; overwrite it with --force")
        require_writable({"--out": file})


def _written(
    ports: Sequence[Port],
    files: Sequence[Path],
    options: dict[str, Any],
    progress: Callable[[Step], None],
) -> list[str]:
    """Check the ports, and write the text of each one's file."""
    seed = secrets.randbelow(2**32) if options["seed"] is None else options["seed"]
    named = ("timeout_s", "jdk", "java_executable")
    texts, kept = [], read_kept()
    with Session(**{name: options[name] for name in named}) as session:
        for port, file in zip(ports, files, strict=True):
            # What the port before has loaded is not to be in the way.
            session.jvm.forget()
            session.worker.forget()
            plan = Plan(options["methods"] or port.methods, options["cases"], seed)
            findings = findings_of(session, port, plan, progress, kept)
            texts.append(write_pytest_file(port, findings, file))
    return texts


def _cases(port: Port, method: JavaMethod, kept: Sequence[Kept]) -> Iterator[Case]:
    """The cases of counterexamples that are of a method."""
    kinds = method.signature.parameter_types
    what = (os.path.abspath(port.python), port.reference or method.class_name)
    for each in kept:
        of = (os.path.abspath(each.pair.get("python", "")), each.reference)
        if of == what and each.method == str(method.signature):
            try:
                yield tuple(map(from_json, kinds, each.arguments))
            except ValueError as error:
                raise RequestError(f"counterexample {each.id} must fit: {error}") from error


def _module(port: Port, subjects: Sequence[Subject]) -> ModuleType | None:
    """The port, where a method takes an enum, of which it may have members."""
    kinds = [kind for subject in subjects for kind in subject.signature.parameter_types]
    if not any(map(_holds_enum, kinds)):
        return None
    try:
        return import_port(port.python)
    # The module is the user's own, and may raise anything.
    except Exception as error:
        raise RequestError(f"port must be a module, got {port.name}: {error}") from error


def _holds_enum(kind: JavaType) -> bool:
    return bool(kind.constants) or any(map(_holds_enum, kind.arguments))
