"""What a command is asked to prove in: its files, its options and the configuration; ports out."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from bridge.bundled import BUNDLED
from bridge.commands.options import choice, read_pair, read_rule
from bridge.compare import Bits, Exceptions, Rule, Ulps
from bridge.configuration import (
    command_words,
    find_configuration,
    read_configuration,
    read_pair_table,
)
from bridge.counterexamples import Kept
from bridge.errors import RequestError
from bridge.ports import Arrays, Port
from bridge.recorded import read_origin

__all__ = [
    "Request",
    "port_of",
    "port_options",
    "read_kept_port",
    "read_request",
    "read_told_port",
]

_OPTIONS = (
    click.argument("files", nargs=-1, type=click.Path(), metavar="[JAVA...] [PYTHON]"),
    click.option("--bundled", is_flag=True, help="Check the bundled port, whatever is configured."),
    click.option(
        "--method",
        "methods",
        multiple=True,
        metavar="NAME",
        help="Only this Java method: a name or a signature; repeatable.",
    ),
    click.option(
        "--pair",
        "by_hand",
        type=read_pair,
        multiple=True,
        metavar="JAVA=PYTHON",
        help="A Java method, optionally with its signature, and the function that goes with it; "
        "repeatable. Others are found by their names.",
    ),
    click.option(
        "--class",
        "classes",
        multiple=True,
        metavar="NAME",
        help="A class, with its package, that is to be checked; repeatable [default: all of JAVA].",
    ),
    click.option(
        "--classpath",
        type=click.Path(exists=True, path_type=Path),
        multiple=True,
        metavar="PATH",
        help="A folder or jar that the classes are in, or need; repeatable.",
    ),
    click.option("--all", "with_private", is_flag=True, help="Check private methods, too."),
    click.option(
        "--arrays",
        type=choice(Arrays),
        default=Arrays.ANNOTATED.value,
        show_default=True,
        help="What the port gets for an array of primitives: an ndarray where its annotations say "
        "so, or always one.",
    ),
    click.option("--nulls", "with_nulls", is_flag=True, help="Draw null for arguments, too."),
    click.option(
        "--examples",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Given cases: a JSON object of method names, each with a list of argument lists.",
    ),
    click.option(
        "--types",
        type=click.Choice(["strict", "loose"]),
        default="strict",
        show_default=True,
        help="Whether 1, 1.0 and True are different results.",
    ),
    click.option(
        "--exceptions",
        type=choice(Exceptions),
        default=Exceptions.KIND.value,
        show_default=True,
        help="When two exceptions agree: where one stands for the other, always, or not judged.",
    ),
    click.option(
        "--rule",
        type=read_rule,
        metavar="bits|ulps=N|rel=X,abs=Y",
        help="How close floating-point results must be [default: ulps=4; for the bundled port the "
        "sum of what each side may be off from the true value].",
    ),
    click.option("--signed-zero", is_flag=True, help="Tell -0.0 from 0.0."),
)

# What a pair of a configuration may say of itself; the rest is the same for all pairs.
_OF_A_PORT = {
    *("files", "methods", "by_hand", "classes", "classpath", "with_private", "arrays"),
    *("with_nulls", "examples", "types", "exceptions", "rule", "signed_zero"),
}

# What a file of recorded outcomes may say of the ports.
_OF_RECORDED = {
    *("bundled", "pair", "arrays", "types", "exceptions", "rule", "signed-zero"),
    *("corrections", "oracle"),
}

# What has been decided when it was recorded.
_BEFORE_RECORDING = {
    *("bundled", "classes", "classpath", "with_private", "with_nulls", "examples"),
    *("cases", "seed", "jobs", "resume", "jdk", "java_executable"),
}


@dataclass(frozen=True, slots=True)
class Request:
    """What a command is asked to prove."""

    title: str  # the first line, which says what that is
    ports: Sequence[Port]
    options: dict[str, Any]  # of the run, with those of a configuration


def port_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command take what tells `read_request` the ports."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_request(context: click.Context, *, only_swept: bool = False) -> Request:
    """Read what the command in hand is asked to prove.

    Parameters
    ----------
    context : click.Context
        Of the command.
    only_swept : bool
        Whether of a configuration the pairs count that are marked to be swept, and no others.

    Raises
    ------
    click.UsageError
        If that is not there, or contradicts itself.
    RequestError
        If the configuration cannot be read.
    """
    options = context.params
    if options.get("recorded") is not None:
        return _recorded(context, options["recorded"])
    if options["files"] or options["classes"]:
        if options["bundled"]:
            raise click.UsageError("--bundled must come without files, got some")
        port = port_of(options)
        return Request(f"{port.python} against {_joined(port)}", [port], options)
    file = None if options["bundled"] else find_configuration(Path())
    if file is not None:
        return _configured(context, file, only_swept=only_swept)
    against = " and ".join(port.classes[0] for port in BUNDLED)
    ports = [_bundled(port, options) for port in BUNDLED]
    return Request(f"the bundled port activations against {against}", ports, options)


def read_kept_port(context: click.Context, kept: Kept) -> Port:
    """Read the port of a counterexample that was kept.

    Raises
    ------
    RequestError
        If it is none, or its files are not there.
    """
    return read_told_port(context, kept.pair, kept.reference, f"the counterexample {kept.id}")


def read_told_port(
    context: click.Context, told: Mapping[str, Any], reference: str, where: str
) -> Port:
    """Read a port that `bridge.configuration.pair_table` wrote.

    Parameters
    ----------
    context : click.Context
        Of the command in hand.
    told : mapping of str to object
        What was written.
    reference : str
        Which of the bundled ones, if it is one.
    where : str
        What an error calls the place where it is written.

    Raises
    ------
    RequestError
        If it is none, or its files are not there.
    """
    try:
        if told.get("bundled"):
            asked = _parsed(context, command_words(told)).params
            port = next((port for port in BUNDLED if port.reference == reference), None)
            if port is None:
                raise RequestError(f"{where} must name a bundled class, got {reference!r}")
            return _bundled(port, asked)
        pair = read_pair_table(told, where)
        port = port_of(_parsed(context, pair.arguments).params)
    except click.UsageError as error:
        raise RequestError(error.format_message()) from error
    return replace(port, corrections=pair.corrections, oracles=pair.oracles)


def _configured(context: click.Context, file: Path, *, only_swept: bool) -> Request:
    """The same of a configuration, whose options give way to those of the command line."""
    options, configuration = context.params, read_configuration(file)
    pairs = [pair for pair in configuration.pairs if pair.is_swept or not only_swept]
    if not pairs:
        raise RequestError(f"{file} must mark a pair to be swept, got none; add sweep = true to it")
    given = _given(context)
    try:
        common = _given(_parsed(context, configuration.common))
        ports = []
        for pair in pairs:
            own = _given(_parsed(context, pair.arguments))
            _require_of_a_port(_configurable(context), own)
            port = port_of({**options, **common, **own, **given})
            ports.append(
                replace(
                    port,
                    methods=own.get("methods", ()),
                    corrections=pair.corrections,
                    oracles=pair.oracles,
                )
            )
    except click.UsageError as error:
        raise click.UsageError(f"{file}: {error.format_message()}") from error
    counted = f"{len(ports)} pair{'s' * (len(ports) != 1)}"
    return Request(f"the {counted} of {file}", ports, {**options, **common, **given})


def _recorded(context: click.Context, file: Path) -> Request:
    """The same of recorded outcomes, whose options give way to those of the command line."""
    given = _given(context)
    for option in context.command.params:
        if option.name in _BEFORE_RECORDING & given.keys():
            raise click.UsageError(
                f"{option.opts[-1]} must come without --recorded, got both; give it to portproof "
                f"record"
            )
    origin = read_origin(file)
    if not origin.pair.keys() <= _OF_RECORDED:
        raise click.UsageError(f"{file} must name options of judging, got {dict(origin.pair)}")
    pair = read_pair_table({**origin.pair, "python": ""}, str(file))
    try:
        own = _given(_parsed(context, pair.arguments))
    except click.UsageError as error:
        raise click.UsageError(f"{file}: {error.format_message()}") from error
    del own["files"]
    options = {**context.params, **own, **given}
    against = f"{file}, recorded with Java {origin.java_version} ({origin.java_vendor})"
    if not own.get("bundled"):
        port = replace(port_of(options), corrections=pair.corrections, oracles=pair.oracles)
        return Request(f"{port.python} against {against}", [port], options)
    if options["files"]:
        raise click.UsageError(f"{file} is of the bundled port and must come alone, got PYTHON")
    ports = [replace(_bundled(port, options), recorded=file) for port in BUNDLED]
    return Request(f"the bundled port activations against {against}", ports, options)


def _require_of_a_port(command: click.Command, own: dict[str, Any]) -> None:
    for option in command.params:
        if option.name in own.keys() - _OF_A_PORT:
            name = option.opts[0].lstrip("-")
            raise click.UsageError(f"{name} must stand beside the list of pairs, got it in a pair")


def _parsed(context: click.Context, arguments: Sequence[str]) -> click.Context:
    """Read arguments of the configuration, which has those of ``portproof check``."""
    command = _configurable(context)
    return command.make_context("check", list(arguments), parent=context.parent)


def _configurable(context: click.Context) -> click.Command:
    group = context.find_root().command
    assert isinstance(group, click.Group)
    return group.commands["check"]


def _given(context: click.Context) -> dict[str, Any]:
    """The options and files that somebody wrote down."""
    return {
        name: value
        for name, value in context.params.items()
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE
    }


def port_of(options: Mapping[str, Any]) -> Port:
    """Make the port that options name.

    Raises
    ------
    click.UsageError
        If its files are not there, or not named.
    """
    *java, python = options["files"] or [""]
    if not python:
        raise click.UsageError("PYTHON must be named, got no file")
    recorded = options.get("recorded")
    if java and recorded is not None:
        raise click.UsageError(f"--recorded must come with PYTHON alone, got {java[0]!r}, too")
    if not java and not options["classes"] and recorded is None:
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
        recorded=recorded,
    )


def _file(python: str) -> Sequence[str]:
    """The port, if it is a file and not a module's name."""
    return [python] if python.endswith(".py") or os.sep in python else []


def _bundled(port: Port, options: Mapping[str, Any]) -> Port:
    """The bundled port, under the rule that was asked for or else its own."""
    return replace(port, rule=_rule(options) or port.rule)


def _rule(options: Mapping[str, Any]) -> Rule | None:
    rule: Rule | None = options["rule"]
    if not options["signed_zero"] or isinstance(rule, Bits):
        return rule
    return replace(rule or Ulps(4.0), signed_zero=True)


def _joined(port: Port) -> str:
    return ", ".join([*map(str, port.java), *(port.classes if not port.java else ())])
