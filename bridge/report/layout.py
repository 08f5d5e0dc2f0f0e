"""Expressions in, Python source out, laid out as Black and Ruff do it."""

from dataclasses import dataclass, replace

__all__ = ["WIDTH", "Group", "Source", "call", "laid_out", "named", "one_line"]

WIDTH = 88


@dataclass(frozen=True, slots=True)
class Group:
    """What stands in brackets, with what is before them and the brackets themselves."""

    before: str
    items: tuple["Source", ...]
    after: str
    is_call: bool = False  # whether its items may share a line of their own


# An expression: text that is never broken, or with brackets between whose items it may be.
Source = str | Group


def call(name: str, *items: Source) -> Group:
    """Call something."""
    return Group(f"{name}(", items, ")", is_call=True)


def named(name: str, source: Source) -> Source:
    """Put a name, or whatever else leads up to it, before an expression."""
    if isinstance(source, Group):
        return replace(source, before=name + source.before)
    return name + source


def one_line(source: Source) -> str:
    """Write it in one line, however long."""
    if isinstance(source, str):
        return source
    items = ", ".join(map(one_line, source.items))
    is_lone = len(source.items) == 1 and source.before.endswith("(") and not source.is_call
    return f"{source.before}{items}{',' if is_lone else ''}{source.after}"


def laid_out(source: Source, indent: int = 0, room: int = 0) -> str:
    """Write it, broken between the items of brackets where a line has no room for it.

    Parameters
    ----------
    source : Source
        An expression, or a statement that ends in brackets.
    indent : int
        Blanks before its first line, which are written, too.
    room : int
        Characters that follow it in its last line.
    """
    blanks = " " * indent
    flat = blanks + one_line(source)
    if isinstance(source, str) or not source.items or len(flat) + room <= WIDTH:
        return flat
    first, last = blanks + source.before, blanks + source.after
    if source.is_call:
        together = f"{blanks}    {', '.join(map(one_line, source.items))}"
        if len(together) <= WIDTH:
            return f"{first}\n{together}\n{last}"
    # Ruff puts no comma behind the one argument of a call.
    comma = "" if source.is_call and len(source.items) == 1 else ","
    items = [laid_out(item, indent + 4, len(comma)) + comma for item in source.items]
    return "\n".join([first, *items, last])
