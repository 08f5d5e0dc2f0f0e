"""The command ``portproof``: all its commands together."""

import os

import click
import platformdirs

from bridge.commands.cache import cache
from bridge.commands.check import check
from bridge.commands.doctor import doctor
from bridge.commands.explain import explain
from bridge.commands.fix import fix
from bridge.commands.graph import graph
from bridge.commands.ledger import ledger
from bridge.commands.record import record
from bridge.commands.replay import replay
from bridge.commands.sweep import sweep
from bridge.commands.write import write

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="portproof", prog_name="portproof")
def main() -> None:
    """Prove a Python port of Java code right, method by method, against the JVM.

    \b
    Examples:
      portproof check Foo.java foo.py
      portproof check --help
    """  # noqa: D301 - click wants a real backspace there
    # Hypothesis would leave a folder of its own where the command was called.
    hypothesis_folder = platformdirs.user_cache_path("portproof") / "hypothesis"
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(hypothesis_folder))


for command in (
    *(cache, check, doctor, explain, fix, graph),
    *(ledger, record, replay, sweep, write),
):
    main.add_command(command)
