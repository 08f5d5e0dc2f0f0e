"""What a check found out of a port in, a pytest file out that tests it from then on."""

import ast
import keyword
import os
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from bridge.errors import RequestError
from bridge.ports import Port
from bridge.report.layout import WIDTH, Group, Source, call, laid_out, named
from bridge.report.literals import names_of, text_literal
from bridge.report.written_strategies import CONSTANTS
from bridge.report.written_test import Scope, Subject, comment, place_of, write_tests
from bridge.verdict import Verdict

__all__ = ["Findings", "write_pytest_file"]

# What a file takes from elsewhere, by the name that shows that it does.
_STANDARD = {"math": "import math", "Path": "from pathlib import Path"}
_THIRD_PARTY = {
    "np": "import numpy as np",
    "pytest": "import pytest",
    "st": "from hypothesis import strategies as st",
    "arrays": "from hypothesis.extra.numpy import arrays",
}
_OF_BRIDGE = (
    *("Bits", "Exceptions", "Tolerance", "Ulps"),
    *("assert_different", "assert_same", "import_port", "load_java"),
)
_OF_HYPOTHESIS = ("example", "given", "settings")
_TAKEN = {*_STANDARD, *_THIRD_PARTY, *_OF_BRIDGE, *_OF_HYPOTHESIS, "java", "expected"}

_LONGEST_PATH = 70


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found out."""

    subjects: tuple[Subject, ...]  # what is to be tested
    untested: tuple[Verdict, ...]  # and what cannot be
    signatures: tuple[str, ...]  # of all methods of the Java, tested or not
    module: ModuleType | None = None  # the port, where the members of its enums are needed


def write_pytest_file(port: Port, findings: Findings, file: Path) -> str:
    """Write a file of tests.

    Parameters
    ----------
    port : Port
        Of files and texts.
    findings : Findings
        What a check found out of it.
    file : Path
        Where it is to be, for its paths are relative to its folder.

    Raises
    ------
    RequestError
        If the port has functions where a file needs text.
    """
    if port.arguments or not port.is_text or port.is_bundled:
        raise RequestError(f"port must be of files and texts, got functions in {port.name}")
    scope = _scope(port, findings)
    tests = [test for subject in findings.subjects for test in write_tests(subject, scope)]
    untested = "\n".join(_untested(findings.untested))
    body = "\n\n\n".join(filter(None, [_fixture(port, scope.java, file), *tests, untested]))
    used = _names(body)
    constants = [f"{name} = {text}" for name, text in CONSTANTS.items() if name in used]
    by_path = "" if _import(port, scope, file) else _loaded(port, scope, file)
    head = "\n".join(["HERE = Path(__file__).parent", *filter(None, [by_path])])
    blocks = filter(None, [head, "\n".join(constants)])
    rest = "\n\n".join(blocks) + f"\n\n\n{body}\n"
    imports = _imports(rest, [_import(port, scope, file), *_imported_places(findings)])
    return f"{_docstring(port, file)}\n\n{imports}\n\n{rest}"


def _scope(port: Port, findings: Findings) -> Scope:
    parameters = {name for subject in findings.subjects for name in subject.parameters}
    python = _free(_stem(port.python), {*_TAKEN, *parameters})
    return Scope(
        port=port,
        java=_free("java", parameters),
        python=python,
        subjects=findings.subjects,
        signatures=findings.signatures,
        names=names_of(findings.module, python) if findings.module else {},
    )


def _docstring(port: Port, file: Path) -> str:
    sources = [path.name for path in port.java] or [*port.classes]
    java = " and ".join(filter(None, [", ".join(sources[:-1]), sources[-1]]))
    python = port.python.name if isinstance(port.python, Path) else port.name
    return "\n".join(
        [
            textwrap.fill(f'"""Does {python} do what {java} does?', WIDTH),
            "",
            "Written by portproof from these, to be edited like any other test. It needs a JDK:",
            "",
            f"    pytest {file.name}",
            '"""',
        ]
    )


def _fixture(port: Port, name: str, file: Path) -> str:
    options: list[Source] = [_path(path, file) for path in port.java]
    if port.classes:
        options.append(named("classes=", _list(map(text_literal, port.classes))))
    if port.classpath:
        paths = (_path(path, file) for path in port.classpath)
        options.append(named("classpath=", _list(paths)))
    options += ["with_private=True"] if port.with_private else []
    return "\n".join(
        [
            '@pytest.fixture(scope="module")',
            f"def {name}(jvm):",
            '    """The methods of the Java, to be called from Python."""',
            laid_out(named("return ", call("load_java", "jvm", *options)), 4),
        ]
    )


def _untested(verdicts: Iterable[Verdict]) -> Iterator[str]:
    for verdict in verdicts:
        why = [] if verdict.java else ["no Java method goes with it"]
        why += [verdict.reason] if verdict.reason else []
        yield comment(f"Not tested: {verdict.java or verdict.python}: {', '.join(why)}")


def _import(port: Port, scope: Scope, file: Path) -> str:
    """The line that imports the port; empty if it is only found by its path."""
    python, alias = port.python, scope.python
    if isinstance(python, Path):
        return _import_line(python.stem, alias) if _is_importable(python, file) else ""
    return _import_line(python, alias)


def _import_line(module: str, alias: str) -> str:
    package, _, name = module.rpartition(".")
    line = f"from {package} import {name}" if package else f"import {name}"
    return line if alias == name else f"{line} as {alias}"


def _is_importable(python: Path, file: Path) -> bool:
    """Whether pytest puts its folder on the path, and no module of Python's has its name."""
    folder = python.absolute().parent
    is_beside = folder == file.absolute().parent and not (folder / "__init__.py").exists()
    stem = python.stem
    is_name = stem.isidentifier() and not keyword.iskeyword(stem)
    return is_beside and is_name and stem not in sys.stdlib_module_names


def _loaded(port: Port, scope: Scope, file: Path) -> str:
    """The line that finds the port by its path."""
    path = _path(Path(port.python), file)
    return laid_out(named(f"{scope.python} = ", call("import_port", path)))


def _path(path: Path, file: Path) -> Source:
    relative = Path(os.path.relpath(path, file.absolute().parent)).as_posix()
    text = text_literal(relative)
    # Only brackets can be broken where a line has no room for it.
    return f"HERE / {text}" if len(text) < _LONGEST_PATH else call("HERE.joinpath", text)


def _imported_places(findings: Findings) -> set[str]:
    """The lines that import what corrections name by its place."""
    sites = (site for subject in findings.subjects for site in subject.pair.sites)
    formulas = (formula for site in sites for formula in site.correction.formulas)
    return {f"import {place_of(f)[0]}" for f in formulas if place_of(f)[0]}


def _imports(text: str, own: Iterable[str]) -> str:
    """The imports that a text needs, in Ruff's order, those of the user's own modules last."""
    used = _names(text)
    standard = [line for name, line in _STANDARD.items() if name in used]
    others = [line for name, line in _THIRD_PARTY.items() if name in used]
    for module, names in (("bridge", _OF_BRIDGE), ("hypothesis", _OF_HYPOTHESIS)):
        found = [name for name in names if name in used]
        others += [f"from {module} import {', '.join(found)}"] if found else []
    blocks = [_sorted(standard), _sorted(others), _sorted(filter(None, own))]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _names(text: str) -> set[str]:
    """The names that a source has in it."""
    return {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}


def _sorted(lines: Iterable[str]) -> Sequence[str]:
    """Plain imports first, then by module; renamed ones after those of the same module."""
    return sorted(lines, key=lambda line: (line[:4] == "from", line.split()[1], " as " in line))


def _stem(python: str | Path) -> str:
    stem = python.stem if isinstance(python, Path) else python.rpartition(".")[2]
    return re.sub(r"\W", "_", stem)


def _free(name: str, taken: set[str]) -> str:
    """The name, or one like it that nothing else has."""
    is_free = name not in taken and name.isidentifier() and not keyword.iskeyword(name)
    return name if is_free else _free(f"the_{name}", taken)


def _list(items: Iterable[Source]) -> Group:
    return Group("[", tuple(items), "]")
