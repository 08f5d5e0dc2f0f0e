"""Cases that people wrote beside a port, read without running anything.

Three places hold them: a JSON file, a literal ``EXAMPLES`` in the port, and the literal
``pytest.mark.parametrize`` tables of its tests.
"""

import ast
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bridge.errors import RequestError

__all__ = ["read_examples", "read_written_examples"]

# A function's or method's name, and lists of arguments.
_Examples = dict[str, list[list[Any]]]


def read_examples(file: Path) -> _Examples:
    """Read a JSON file of examples.

    Parameters
    ----------
    file : Path
        An object of method names, each with a list of argument lists.

    Raises
    ------
    RequestError
        If it cannot be read, or holds anything else.
    """
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RequestError(f"examples must be a JSON file, got {str(file)!r}: {error}") from error
    return _require_examples(found, str(file))


def read_written_examples(port: Path) -> _Examples:
    """Read what stands in a port and in ``test_<port>.py`` or ``<port>_test.py`` beside it.

    Raises
    ------
    RequestError
        If ``EXAMPLES`` is no literal of names and argument lists.
    """
    files = [port, port.with_name(f"test_{port.name}"), port.with_name(f"{port.stem}_test.py")]
    examples: _Examples = defaultdict(list)
    for file in filter(Path.is_file, files):
        try:
            tree = ast.parse(file.read_text(encoding="utf-8"))
        # A port that is no Python is told of where it is imported.
        except (SyntaxError, ValueError):
            continue
        for name, arguments in (*_constant(tree, file), *_tables(tree)):
            examples[name].append(arguments)
    return dict(examples)


def _constant(tree: ast.Module, file: Path) -> Iterator[tuple[str, list[Any]]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and _is_named(node.targets, "EXAMPLES"):
            where = f"EXAMPLES in {file}"
            for name, cases in _require_examples(_literal(node.value), where).items():
                yield from ((name, list(arguments)) for arguments in cases)


def _tables(tree: ast.Module) -> Iterator[tuple[str, list[Any]]]:
    """The calls that a parametrized test makes with names of its table."""
    for test in ast.walk(tree):
        if not isinstance(test, ast.FunctionDef):
            continue
        for table in test.decorator_list:
            if isinstance(table, ast.Call) and ast.unparse(table.func).endswith("parametrize"):
                names, rows = (_literal(argument) for argument in (*table.args, None, None)[:2])
                yield from _calls(test, _split(names), rows)


def _calls(
    test: ast.FunctionDef, names: Sequence[str], rows: object
) -> Iterator[tuple[str, list[Any]]]:
    for call in ast.walk(test):
        if not isinstance(call, ast.Call) or call.keywords or not call.args:
            continue
        used = [argument.id if isinstance(argument, ast.Name) else "" for argument in call.args]
        if not set(used) <= set(names) or not isinstance(rows, list | tuple):
            continue
        for row in rows:
            cells = dict(zip(names, row if len(names) > 1 else [row], strict=False))
            if len(cells) == len(names):
                yield ast.unparse(call.func).rpartition(".")[2], [cells[name] for name in used]


def _split(names: object) -> list[str]:
    if isinstance(names, str):
        return [name.strip() for name in names.split(",")]
    return list(names) if isinstance(names, list | tuple) else []


def _literal(node: ast.expr | None) -> object:
    """The value of a literal; None if it is no literal."""
    try:
        return ast.literal_eval(node) if node is not None else None
    except ValueError:
        return None


def _is_named(targets: Sequence[ast.expr], name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in targets)


def _require_examples(found: object, where: str) -> _Examples:
    lists = (list, tuple)
    if isinstance(found, Mapping) and all(
        isinstance(cases, lists) and all(isinstance(arguments, lists) for arguments in cases)
        for cases in found.values()
    ):
        return {str(name): [list(case) for case in cases] for name, cases in found.items()}
    raise RequestError(
        f'{where} must hold argument lists by method, such as {{"f": [[1, 2], [3, 4]]}}, '
        f"got {found!r}"
    )
