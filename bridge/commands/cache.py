"""The commands that look after what is kept on this machine."""

import click

from bridge.cache import cache_folder, cache_usage, clear_cache
from bridge.commands.console import exit_codes
from bridge.commands.options import DEBUG
from bridge.errors import BridgeError

__all__ = ["cache"]


@click.group()
def cache() -> None:
    """Show or clear what is kept from one run to the next.

    That is compiled Java, the archives that JVMs start from, and what --resume goes on with.

    \b
    Examples:
      portproof cache path
      portproof cache clear
    """  # noqa: D301 - click wants a real backspace there


@cache.command()
@DEBUG
def path(debug: bool) -> None:
    """Print the folder; XDG_CACHE_HOME says where it lies.

    \b
    Example:
      du -sh "$(portproof cache path)"
    """  # noqa: D301 - click wants a real backspace there
    with exit_codes(debug=debug):
        click.echo(cache_folder())


@cache.command()
@DEBUG
def clear(debug: bool) -> None:
    """Delete what is kept, and print what that freed.

    All of it is made anew when it is needed. Wait for checks that are running: one of them that has
    to start its JVM anew would not find its classes any more.

    \b
    Example:
      portproof cache clear

    \b
    Exit codes:
      0    nothing is kept any more
      2    wrong usage
      3    some files could not be deleted
    """  # noqa: D301 - click wants a real backspace there
    with exit_codes(debug=debug):
        click.echo(f"Freed {clear_cache()} in {cache_folder()}")
        left = cache_usage()
        if left.files:
            raise BridgeError(
                f"cache folder must be one whose files can be deleted, got {left} that cannot; "
                f"see who owns {cache_folder()}"
            )
