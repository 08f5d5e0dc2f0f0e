"""The command that runs both sides on every input of a method, or on some in every binade."""

import random
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from bridge.certificates import (
    Certificate,
    Certified,
    block_line,
    made_with,
    read_certificate,
    write_certificate,
    write_whole,
)
from bridge.checkpoints import Checkpoint
from bridge.commands.console import COULD_NOT_JUDGE, DIFFERENT, Terminal, exit_codes, shown_progress
from bridge.commands.options import DEBUG, JAVA, JDK, TIMEOUT
from bridge.commands.request import port_options, read_request, read_told_port
from bridge.compare import Bits, Rule
from bridge.configuration import pair_table
from bridge.domains import Domain, domain_of
from bridge.errors import BridgeError, RequestError
from bridge.javac import find_jdk
from bridge.judging import rule_of
from bridge.jvm import JavaMethod
from bridge.local_engine import LocalEngine
from bridge.packing import write_pack
from bridge.pairing import is_asked_for, require_each_found
from bridge.points import Points, block_points
from bridge.ports import Pair, Port
from bridge.report.files import require_writable
from bridge.report.swept import swept_lines, swept_summary
from bridge.report.wording import legible
from bridge.session import Step
from bridge.spark_engine import SparkEngine
from bridge.swept import SweptBlock, joined

__all__ = ["sweep"]

# Inputs of a method that are swept without being asked whether that is meant.
_LARGEST = 1 << 32

# One block in so many is swept again to verify a certificate.
_VERIFIED = 100


@click.command(short_help="Check a port on every input, or on some in every binade.")
@port_options
@click.option(
    "--reference", metavar="NAME", help="Of the bundled port's two classes only forum or corrected."
)
@click.option(
    "--as",
    "as_float",
    type=click.Choice(["float"]),
    metavar="float",
    help="Give a double parameter every value that a float has.",
)
@click.option(
    "--length",
    type=click.IntRange(min=1),
    metavar="N",
    help="Elements of the arrays for methods of double[].",
)
@click.option(
    "--points",
    type=click.IntRange(min=1),
    metavar="N",
    help="Points drawn in each binade of a long or a double [default: 256, or 1 for each of two "
    "parameters].",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="Seed of the points.",
)
@click.option(
    "--certificate",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write what was found as JSON, with checksums of every block.",
)
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write what was found as a page, with a picture of the distances over the whole domain.",
)
@click.option(
    "--verify",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Sweep a hundredth of the blocks of this certificate again, and compare.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Blocks that are swept at once, each with a JVM and a worker of its own.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="Where blocks are swept: on this machine, or by the workers of Apache Spark.",
)
@click.option(
    "--master",
    metavar="URL",
    help="Of Spark, such as spark://HOST:7077 [default: local[*], all cores of this machine].",
)
@click.option(
    "--pack",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write Python, what portproof depends on and the JDK as one archive for Spark's workers, "
    "and sweep nothing.",
)
@click.option(
    "--packed",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Give the workers of Spark the archive that --pack wrote; they need nothing else then.",
)
@click.option("--resume", is_flag=True, help="Go on where the same sweep was interrupted.")
@click.option("--yes", is_flag=True, help="Sweep more than 2^32 inputs of a method, too.")
@TIMEOUT
@JDK
@JAVA
@click.option("--quiet", is_flag=True, help="Print the summary only.")
@DEBUG
@click.pass_context
def sweep(context: click.Context, /, **options: Any) -> None:
    """Run both sides on a whole domain: each method of one or two numbers, or of double[].

    One parameter of up to 32 bits, or two that have as many together, take every value there is. A
    long or a double takes all powers of two, their neighbours and special values, and some points
    in every binade. Files, options and corrections are those of check; without files come the pairs
    of the configuration that are marked with sweep = true, or else the bundled port.

    \b
    Examples:
      portproof sweep Foo.java foo.py --method square
      portproof sweep --reference corrected --as float --certificate all.json
      portproof sweep --verify all.json
      portproof sweep Foo.java foo.py --engine spark --master spark://host:7077
      portproof sweep --pack workers.tar.gz

    \b
    Exit codes:
      0    no input differs; with --verify, the blocks are as certified
      1    one does, or a correction accounts for none; or they are not
      2    wrong usage, or no certificate
      3    could not judge: no JDK, a side reached a limit, no method can be swept
      130  interrupted
    """  # noqa: D301 - click wants a real backspace there
    terminal = Terminal()
    with exit_codes(debug=options["debug"]) as interrupt:
        if options["pack"]:
            _require_alone("--pack", options)
            require_writable({"--pack": options["pack"]})
            write_pack(options["pack"], find_jdk(options["jdk"]))
            return
        if options["verify"]:
            _require_alone("--verify", options)
            certificate = read_certificate(options["verify"])
            command = partial(_verify, context, certificate, options)
        else:
            request = read_request(context, only_swept=True)
            options = request.options
            named = {f"--{name}": options[name] for name in ("certificate", "html")}
            require_writable({name: file for name, file in named.items() if file})
            if not options["quiet"]:
                terminal.print(f"Sweeping {request.title}", markup=False)
            command = partial(_sweep, _referred(request.ports, options["reference"]), options)
        interrupt.advice = "" if options["verify"] else "; go on with --resume"
        with (
            _engine(context, options) as engine,
            shown_progress(interrupt, hidden=options["quiet"]) as progress,
        ):
            code = command(engine, terminal, progress)
    sys.exit(code)


_Engine = LocalEngine | SparkEngine


def _engine(context: click.Context, options: dict[str, Any]) -> _Engine:
    """What sweeps; not yet begun."""
    taken = {name: options[name] for name in ("timeout_s", "jdk", "java_executable")}
    if options["engine"] == "local":
        for name in ("master", "packed"):
            if options[name]:
                raise click.UsageError(f"--{name} must come with --engine spark, got it without")
        return LocalEngine(options["jobs"], **taken)
    if context.get_parameter_source("jobs") is ParameterSource.COMMANDLINE:
        raise click.UsageError("--jobs must come without --engine spark, got both; see --master")
    master = options["master"] or "local[*]"
    if options["packed"] and master.partition("[")[0] == "local":
        raise click.UsageError(f"--packed must come with a master that has workers, got {master}")
    return SparkEngine(master, options["packed"], **taken)


@dataclass(frozen=True, slots=True)
class _Task:
    """One method that is to be swept."""

    port: Port
    method: JavaMethod
    pair: Pair
    domain: Domain

    @property
    def signature(self) -> str:
        return str(self.method.signature)

    @property
    def reference(self) -> str:
        return self.port.reference or self.method.class_name

    def certified(self, blocks: Iterable[SweptBlock]) -> Certified:
        """What was found of it."""
        in_order = sorted(blocks, key=lambda block: block.number)
        first = tuple(column.to_list()[0] for column in self.domain.columns(0, 1))
        declared = {site.correction.name: 0 for site in self.pair.sites}
        findings = joined(in_order)
        return Certified(
            pair_table(self.port),
            self.reference,
            self.signature,
            self.pair.python,
            _told_rule(rule_of(self.port, self.pair, first)),
            self.domain,
            replace(findings, corrections=declared | dict(findings.corrections)),
            tuple(map(block_line, in_order)),
        )


class _Told:
    """How far a sweep is, for the bar."""

    def __init__(self, inputs: int, progress: Callable[[Step], None]) -> None:
        self._inputs = inputs
        self._progress = progress
        self._done = 0

    def add(self, method: str, inputs: int) -> None:
        self._done += inputs
        self._progress(Step(method, self._done, self._done / max(1, self._inputs)))


def _sweep(
    ports: Sequence[Port],
    options: dict[str, Any],
    engine: _Engine,
    terminal: Terminal,
    progress: Callable[[Step], None],
) -> int:
    ported = [(port, _tasks(port, options, engine, terminal)) for port in ports]
    require_each_found(options["methods"], [name for _, (names, _) in ported for name in names])
    tasks = [task for _, (_, found) in ported for task in found]
    if not tasks:
        raise BridgeError("methods must be such as can be swept, got none; see --help")
    made = made_with(*engine.java)
    told = _Told(sum(task.domain.size for task in tasks), progress)
    checkpoints, swept, points = [], [], []
    for port, (_, found) in ported:
        engine.resolve(port)
        for task in found:
            checkpoint = Checkpoint(port, task.signature, task.domain, made)
            checkpoints.append(checkpoint)
            blocks = _swept(task, checkpoint, options, engine, terminal, told)
            swept.append(task.certified(blocks))
            points.append(block_points(task.domain, blocks))
    certificate = Certificate(made, tuple(swept))
    if options["certificate"]:
        write_certificate(options["certificate"], certificate)
    if options["html"]:
        _write_page(options["html"], certificate, points)
    for checkpoint in checkpoints:
        checkpoint.end()
    terminal.print(swept_summary(swept), markup=False, soft_wrap=True)
    if any(method.findings.differences or method.stale for method in swept):
        return DIFFERENT
    return COULD_NOT_JUDGE if any(method.findings.unjudged for method in swept) else 0


def _referred(ports: Sequence[Port], reference: str | None) -> Sequence[Port]:
    chosen = [port for port in ports if reference in (None, port.reference)]
    if not chosen:
        known = ", ".join(port.reference for port in ports if port.reference) or "left out"
        raise click.UsageError(f"--reference must be {known}, got {reference!r}")
    return chosen


def _tasks(
    port: Port, options: dict[str, Any], engine: _Engine, terminal: Terminal
) -> tuple[Sequence[str], list[_Task]]:
    """The names of a port's methods, and those that are to be swept."""
    resolved = engine.resolve(port)
    tasks = []
    for method, pair in resolved.pairs:
        if not is_asked_for(str(method.signature), options["methods"]):
            continue
        try:
            domain = _domain(method, options)
        except RequestError as error:
            if options["methods"]:
                raise
            if not options["quiet"]:
                terminal.print(f"{method.signature}: not swept: {error}", markup=False)
            continue
        tasks.append(_Task(port, method, pair, domain))
    return resolved.names, tasks


def _domain(method: JavaMethod, options: dict[str, Any]) -> Domain:
    domain = domain_of(
        method.signature,
        as_float=options["as_float"] is not None,
        length=options["length"] or 0,
        points=options["points"] or 0,
        seed=options["seed"],
    )
    if domain.size > _LARGEST and not options["yes"]:
        raise RequestError(
            f"domain must have at most 2^32 inputs, got {domain.size} for {method.signature}; "
            f"sweep it all the same with --yes"
        )
    return domain


def _swept(
    task: _Task,
    checkpoint: Checkpoint,
    options: dict[str, Any],
    engine: _Engine,
    terminal: Terminal,
    told: _Told,
) -> Collection[SweptBlock]:
    """Sweep a method; what is known is printed in any event."""
    done = checkpoint.begin(resume=options["resume"])
    told.add(task.signature, sum(block.findings.inputs for block in done.values()))
    left = [number for number in range(task.domain.blocks) if number not in done]
    advance = partial(told.add, task.signature)
    try:
        for block in engine.sweep(task.signature, task.domain, left, advance):
            done[block.number] = block
            checkpoint.add(block)
    finally:
        certified = task.certified(done.values())
        is_whole = len(done) == task.domain.blocks
        if not options["quiet"] or not is_whole or certified.findings.differences:
            for line in swept_lines(certified):
                terminal.print(legible(line), markup=False, soft_wrap=True)
    return done.values()


def _write_page(file: Path, certificate: Certificate, points: Sequence[Points]) -> None:
    # matplotlib takes a second to be imported, which only those who ask for the page shall wait.
    from bridge.report.swept_page import sweep_as_html

    write_whole(file, sweep_as_html(certificate, points), "--html")


def _require_alone(name: str, options: dict[str, Any]) -> None:
    for each in (
        *("files", "methods", "as_float", "length", "points"),
        *("certificate", "html", "resume", "verify", "pack"),
    ):
        if options[each] and name != f"--{each}":
            raise click.UsageError(f"{name} must come without what is to be swept, got both")


def _verify(
    context: click.Context,
    certificate: Certificate,
    options: dict[str, Any],
    engine: _Engine,
    terminal: Terminal,
    progress: Callable[[Step], None],
) -> int:
    here = made_with(*engine.java)
    for name, value in certificate.made_with.items():
        if here.get(name) != value:
            line = f"Note: certified with {name} {value}, verified with {here.get(name)}"
            terminal.print(line, markup=False, soft_wrap=True)
    chosen = [_chosen(method) for method in certificate.methods]
    sizes = zip(certificate.methods, chosen, strict=True)
    told = _Told(sum(m.domain.block * len(blocks) for m, blocks in sizes), progress)
    code = 0
    for method, blocks in zip(certificate.methods, chosen, strict=True):
        where = f"the certificate {options['verify']}"
        engine.resolve(read_told_port(context, method.pair, method.reference, where))
        advance = partial(told.add, method.java)
        wrong = [
            f"{method.reference} {method.java}: block {block.number} must be "
            f"{method.blocks[block.number]!r} as certified, got {block_line(block)!r}"
            for block in engine.sweep(method.java, method.domain, blocks, advance)
            if block_line(block) != method.blocks[block.number]
        ]
        for line in wrong:
            terminal.print(line, markup=False, soft_wrap=True)
        same = f"{len(blocks) - len(wrong)} of {len(blocks)} blocks are as certified"
        line = f"{method.reference} {method.java}: {same}, of {method.domain.blocks} that there are"
        terminal.print(line, markup=False, soft_wrap=True)
        code = DIFFERENT if wrong else code
    return code


def _chosen(method: Certified) -> list[int]:
    """A hundredth of the blocks, another one each time."""
    blocks = method.domain.blocks
    return sorted(random.SystemRandom().sample(range(blocks), -(-blocks // _VERIFIED)))


def _told_rule(rule: Rule) -> str:
    is_signed = not isinstance(rule, Bits) and rule.signed_zero
    return f"{rule}, signed zeros" if is_signed else str(rule)
