"""The command that runs both sides on every input of a method, or on some in every binade."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from bridge.certificates import read_certificate
from bridge.commands.console import Terminal, exit_codes, shown_progress
from bridge.commands.options import DEBUG, JAVA, JDK, TIMEOUT
from bridge.commands.request import port_options, read_request
from bridge.commands.sweeps import Engine, sweep_ports, verify_blocks
from bridge.javac import find_jdk
from bridge.local_engine import LocalEngine
from bridge.packing import write_pack
from bridge.ports import Port
from bridge.report.files import require_writable
from bridge.spark_engine import SparkEngine

__all__ = ["sweep"]


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
            command = partial(verify_blocks, context, certificate, options)
        else:
            request = read_request(context, only_swept=True)
            options = request.options
            named = {f"--{name}": options[name] for name in ("certificate", "html")}
            require_writable({name: file for name, file in named.items() if file})
            if not options["quiet"]:
                terminal.print(f"Sweeping {request.title}", markup=False)
            ports = _referred(request.ports, options["reference"])
            command = partial(sweep_ports, ports, options)
        interrupt.advice = "" if options["verify"] else "; go on with --resume"
        with (
            _engine(context, options) as engine,
            shown_progress(interrupt, hidden=options["quiet"]) as progress,
        ):
            code = command(engine, terminal, progress)
    sys.exit(code)


def _engine(context: click.Context, options: dict[str, Any]) -> Engine:
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


def _referred(ports: Sequence[Port], reference: str | None) -> Sequence[Port]:
    chosen = [port for port in ports if reference in (None, port.reference)]
    if not chosen:
        known = ", ".join(port.reference for port in ports if port.reference) or "left out"
        raise click.UsageError(f"--reference must be {known}, got {reference!r}")
    return chosen


def _require_alone(name: str, options: dict[str, Any]) -> None:
    for each in (
        *("files", "methods", "as_float", "length", "points"),
        *("certificate", "html", "resume", "verify", "pack"),
    ):
        if options[each] and name != f"--{each}":
            raise click.UsageError(f"{name} must come without what is to be swept, got both")
