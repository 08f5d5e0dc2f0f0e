"""Options that several commands take, and how the texts of options are read."""

import json
import math
from enum import Enum
from pathlib import Path

import click

from bridge.compare import Bits, Rule, Tolerance, Ulps

__all__ = [
    "CASES",
    "DEBUG",
    "JAVA",
    "JDK",
    "SEED",
    "TIMEOUT",
    "choice",
    "read_case",
    "read_pair",
    "read_rule",
]

CASES = click.option(
    "--cases",
    type=click.IntRange(min=1),
    default=1000,
    show_default=True,
    metavar="N",
    help="Cases for each method, over all tiers.",
)
SEED = click.option(
    "--seed", type=click.IntRange(min=0), metavar="N", help="Seed of the cases [default: drawn]."
)
TIMEOUT = click.option(
    "--timeout",
    "timeout_s",
    type=click.FloatRange(min=0, min_open=True),
    default=1.0,
    show_default=True,
    metavar="S",
    help="Deadline for a case on either side, in seconds; where one side alone reaches a limit of "
    "time, stack or memory, it is run again with 10 S and a larger stack.",
)

JDK = click.option(
    "--jdk",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The JDK whose javac compiles [default: JAVA_HOME, else PATH].",
)
JAVA = click.option(
    "--java",
    "java_executable",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The java that runs [default: that JDK's].",
)
DEBUG = click.option("--debug", is_flag=True, help="Show where an error came from.")


def read_rule(text: str) -> Rule:
    """Read ``bits``, ``ulps=N`` or ``rel=X,abs=Y``."""
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
    raise click.BadParameter(f"rule must be bits, ulps=N or rel=X,abs=Y, got {text!r}")


def read_case(text: str) -> list[object]:
    """Read a JSON list."""
    try:
        case = json.loads(text)
    # Lists may be nested deeper than Python reads them.
    except (ValueError, RecursionError) as error:
        raise click.BadParameter(f"case must be JSON, got {text!r}: {error}") from error
    if not isinstance(case, list):
        raise click.BadParameter(f"case must be a list of arguments, got {text!r}")
    return case


def read_pair(text: str) -> tuple[str, str]:
    """Read ``javaName=python_name``."""
    java, _, python = text.rpartition("=")
    if not java or not python:
        raise click.BadParameter(f"pair must be javaName=python_name, got {text!r}")
    return java.strip(), python.strip()


def choice(kinds: type[Enum]) -> "click.Choice[str]":
    """One of the values of an enum."""
    return click.Choice([kind.value for kind in kinds])
