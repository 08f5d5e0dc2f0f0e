"""The command that draws a computational graph."""

from pathlib import Path

import click

from activations.graph import softmax_with_loss_graph
from bridge.commands.console import exit_codes
from bridge.commands.options import DEBUG
from bridge.errors import RequestError
from bridge.report.files import require_writable
from bridge.report.graph import FORMATS, draw_graph

__all__ = ["graph"]


@click.command(short_help="Draw the graph of a softmax with its loss.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="Ends in .svg or .png.",
)
@click.option(
    "--logits",
    default="1,2,0.5",
    show_default=True,
    metavar="Z1,Z2,...",
    help="One number for each class.",
)
@click.option("--label", type=int, default=0, show_default=True, help="The class that is right.")
@DEBUG
def graph(out: Path, logits: str, label: int, debug: bool) -> None:
    """Draw how a softmax and its cross-entropy are computed and differentiated.

    Eight steps from left to right: above each line the value that goes along it, below it the
    gradient that comes back, which ends in a - t. Drawn by Graphviz's dot if that is there, else by
    matplotlib.

    \b
    Examples:
      portproof graph --out graph.svg
      portproof graph --logits 0,3 --label 1 --out graph.png

    \b
    Exit codes:
      0    drawn
      2    wrong usage
      3    it could not be drawn
      130  interrupted
    """  # noqa: D301 - click wants a real backspace there
    with exit_codes(debug=debug):
        if out.suffix not in FORMATS:
            raise RequestError(f"--out must end in {' or '.join(FORMATS)}, got {out}")
        require_writable({"--out": out})
        try:
            drawn = softmax_with_loss_graph([float(z) for z in logits.split(",")], label)
        except ValueError as error:
            raise RequestError(f"--logits and --label must fit: {error}") from error
        draw_graph(drawn, out)
