"""Options that several commands take, and how the texts of options are read."""

import json
import math
from enum import Enum
from pathlib import Path

import click

from bridge.compare import Bits, Rule, Tolerance, Ulps

__all__ = ["DEBUG", "JAVA", "JDK", "CaseType", "PairType", "RuleType", "choice"]

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


class RuleType(click.ParamType[Rule]):
    """Reads ``bits``, ``ulps=N`` or ``rel=X,abs=Y``."""

    name = "rule"

    def convert(
        self, value: object, param: click.Parameter | None, context: click.Context | None
    ) -> Rule:
        """The rule."""
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


class CaseType(click.ParamType[list[object]]):
    """Reads a JSON list."""

    name = "json"

    def convert(
        self, value: object, param: click.Parameter | None, context: click.Context | None
    ) -> list[object]:
        """The arguments."""
        try:
            case = json.loads(str(value))
        # Lists may be nested deeper than Python reads them.
        except (ValueError, RecursionError) as error:
            self.fail(f"case must be JSON, got {value!r}: {error}", param, context)
        if not isinstance(case, list):
            self.fail(f"case must be a list of arguments, got {value!r}", param, context)
        return case


class PairType(click.ParamType[tuple[str, str]]):
    """Reads ``javaName=python_name``."""

    name = "pair"

    def convert(
        self, value: object, param: click.Parameter | None, context: click.Context | None
    ) -> tuple[str, str]:
        """Both names."""
        java, _, python = str(value).rpartition("=")
        if not java or not python:
            self.fail(f"pair must be javaName=python_name, got {value!r}", param, context)
        return java.strip(), python.strip()


def choice(kinds: type[Enum]) -> click.Choice[str]:
    """One of the values of an enum."""
    return click.Choice([kind.value for kind in kinds])
