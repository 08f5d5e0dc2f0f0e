"""What was found out of a port in, a pytest file out that tests it from then on."""

import keyword
import os
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from bridge.compare import Aspect, Bits, Exceptions, Rule, Tolerance, Ulps
from bridge.corrections import Correction, Site
from bridge.errors import RequestError
from bridge.formulas import Formula, is_place
from bridge.functions import PortFunction, classes_of
from bridge.javatypes import JavaType
from bridge.pairing import PythonFunction, snake_case
from bridge.ports import Pair, Port
from bridge.report.layout import Group, Source, call, laid_out, named
from bridge.report.literals import Names, literal, names_of, text_literal
from bridge.report.wording import brief_difference
from bridge.report.written_strategies import CONSTANTS, Drawing, strategy
from bridge.signatures import Case, Signature
from bridge.strategies import Tier
from bridge.values import to_python
from bridge.verdict import Status, Verdict

__all__ = ["Subject", "Written", "write_pytest_file"]

_EXAMPLES = 300  # of a test; each takes some 2 ms
_WIDTH = 88

# What a file takes from elsewhere, by the name that shows that it does.
_STANDARD = {"math": "import math", "Path": "from pathlib import Path"}
_THIRD_PARTY = {"np": "import numpy as np", "pytest": "import pytest"}
_FROM = {
    "bridge": (
        *("Bits", "Exceptions", "Tolerance", "Ulps"),
        *("assert_different", "assert_same", "import_port", "load_java"),
    ),
    "hypothesis": ("example", "given", "settings"),
    "hypothesis.extra.numpy": ("arrays",),
}
_TAKEN = {"math", "np", "pytest", "st", "arrays", "java", "test", *_FROM["bridge"]}
_FLOATING = {"float", "double", "Float", "Double", "Object", "Number", "Comparable"}


@dataclass(frozen=True, slots=True)
class Subject:
    """One Java method, its partner, and what a check said of them."""

    class_name: str
    signature: Signature
    pair: Pair
    function: PythonFunction
    verdict: Verdict

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the port's parameters, one for each of Java's."""
        count = len(self.signature.parameters)
        names = self.function.parameters[:count]
        return names if len(names) == count else tuple(f"argument_{i + 1}" for i in range(count))

    @property
    def is_small(self) -> bool:
        """Whether large values reach a limit of time, stack or memory on either side."""
        extreme = dict(self.verdict.tiers).get(Tier.EXTREME)
        return extreme is not None and bool(extreme.limit + extreme.unjudged)


@dataclass(frozen=True, slots=True)
class Written:
    """What a file is about."""

    subjects: tuple[Subject, ...]
    untested: tuple[Verdict, ...]
    signatures: tuple[str, ...]  # of all methods of the Java, tested or not


def write_pytest_file(
    port: Port, written: Written, file: Path, module: ModuleType | None = None
) -> str:
    """Write a file of tests.

    Parameters
    ----------
    port : Port
        Of files and texts.
    written : Written
        What is to be tested, and what cannot be, which the file says.
    file : Path
        Where it is to be, for its paths are relative to its folder.
    module : ModuleType, optional
        The port, if its classes are needed, those of its enums.

    Raises
    ------
    RequestError
        If the port has functions where a file needs text.
    """
    if not port.is_text or port.is_bundled:
        raise RequestError(f"port must be of files and texts, got functions in {port.name}")
    return _File(port, written, file, module).text()


class _File:
    def __init__(self, port: Port, written: Written, file: Path, module: ModuleType | None) -> None:
        self._port, self._written, self._file = port, written, file
        self._subjects = written.subjects
        parameters = {name for subject in self._subjects for name in subject.parameters}
        self._java = _free("java", {*parameters})
        self._python = _free(_stem(port.python), {*_TAKEN, *parameters})
        self._module = module
        self._names = names_of(module, self._python) if module else {}
        self._modules: dict[str, str] = {}

    def text(self) -> str:
        tests = [test for subject in self._subjects for test in self._tests(subject)]
        body = "\n\n\n".join([self._fixture(), *tests, *self._unmentioned()])
        drawn = [name for name in CONSTANTS if _uses(body, name)]
        constants = "\n".join(f"{name} = {CONSTANTS[name]}" for name in drawn)
        places = "\nHERE = Path(__file__).parent\n"
        imports, loaded = self._port_import()
        head = "\n".join(filter(None, [places + loaded, constants])).rstrip("\n")
        rest = f"{head}\n\n\n{body}\n"
        return f"{self._docstring()}\n\n{_imports(rest, [imports, *self._modules.values()])}{rest}"

    def _docstring(self) -> str:
        sources = [path.name for path in self._port.java] or self._port.classes
        java = " and ".join(filter(None, [", ".join(sources[:-1]), sources[-1]]))
        python = self._port.python.name if isinstance(self._port.python, Path) else self._port.name
        return _paragraphs(
            f'"""Does {python} do what {java} does?',
            f"Written by portproof from {'these files' if len(sources) > 1 else 'the two'}, and to "
            f"be edited like any other test. To run it, with a JDK at hand:",
            f"    pytest {self._file.name}\n" + '"""',
        )

    def _port_import(self) -> tuple[str, str]:
        """A line among the imports, or one after them."""
        python, alias = self._port.python, self._python
        if not isinstance(python, Path):
            return _import_line(python, alias), ""
        if _is_importable(python, self._file):
            return _import_line(python.stem, alias), ""
        return "", laid_out(named(f"{alias} = ", call("import_port", self._path(python)))) + "\n"

    def _path(self, path: Path) -> str:
        relative = Path(os.path.relpath(path, self._file.absolute().parent)).as_posix()
        return f"HERE / {text_literal(relative)}"

    def _fixture(self) -> str:
        port = self._port
        options: list[Source] = [self._path(path) for path in port.java]
        if port.classes:
            options.append(named("classes=", _list(map(text_literal, port.classes))))
        if port.classpath:
            options.append(named("classpath=", _list(map(self._path, port.classpath))))
        options += ["with_private=True"] if port.with_private else []
        what = "The methods of the Java, to be called from Python."
        return "\n".join(
            [
                '@pytest.fixture(scope="module")',
                f"def {self._java}(jvm):",
                f'    """{what}"""',
                laid_out(named("return ", call("load_java", "jvm", *options)), 4),
            ]
        )

    def _unmentioned(self) -> Iterator[str]:
        lines = [
            _comment(f"Not tested: {verdict.java or verdict.python}. {verdict.reason}".strip())
            for verdict in self._written.untested
        ]
        if lines:
            yield "\n".join(lines)

    def _tests(self, subject: Subject) -> Iterator[str]:
        test = _Test(self, subject)
        yield test.main()
        for site in subject.pair.sites:
            if site.cases:
                yield test.of_stored_cases(site)

    # What a test asks of its file.

    @property
    def port(self) -> Port:
        return self._port

    @property
    def names(self) -> Names:
        return self._names

    def literals(self, subject: Subject, case: Case) -> list[Source]:
        kinds = zip(subject.signature.parameter_types, case, strict=True)
        conversion = self.conversion(subject)
        return [literal(to_python(kind, value, conversion), self._names) for kind, value in kinds]

    def conversion(self, subject: Subject) -> Any:
        classes = classes_of(vars(self._module)) if self._module else ()
        return replace(subject.pair.conversion, classes=classes)

    def java(self, subject: Subject) -> str:
        """How the Java method is called."""
        signature = subject.signature
        name, text = signature.name, str(signature)
        known = self._written.signatures
        is_alone = sum(other.partition("(")[0] == name for other in known) == 1
        if is_alone and name.isidentifier() and not keyword.iskeyword(name):
            return f"{self._java}.{name}"
        if known.count(text) > 1:
            text = f"{_simple(subject.class_name)}.{text}"
        return f"{self._java}[{text_literal(text)}]"

    def python(self, subject: Subject) -> str:
        """What is called in its place."""
        *owners, name = subject.function.name.split(".")
        path = ".".join([self._python, *owners])
        function = subject.pair.function
        if isinstance(function, PortFunction) and function.is_spread:
            *first, last = subject.parameters
            given = ", ".join([*first, f"*{last}"])
            return f"lambda {', '.join(subject.parameters)}: {path}.{name}({given})"
        if subject.function.needs_object:
            return f"lambda *arguments: {path}().{name}(*arguments)"
        return f"{path}.{name}"

    def expression(self, formula: Formula, parameters: Sequence[str]) -> str:
        """A formula in terms of the parameters."""
        text = str(formula).strip()
        if is_place(text):
            return f"{self._place(text)}({', '.join(parameters)})"
        return " ".join(text.split("\n"))

    def function(self, formula: Formula, parameters: Sequence[str]) -> str:
        """A formula as a function of the parameters."""
        text = str(formula).strip()
        if is_place(text):
            return self._place(text)
        return f"lambda {', '.join(parameters)}: {self.expression(text, parameters)}"

    def _place(self, place: str) -> str:
        module, _, name = place.rpartition(":")
        module = module.removesuffix(".py").replace("/", ".")
        self._modules[module] = f"import {module}"
        return f"{module}.{name}"

    @property
    def fixture(self) -> str:
        return self._java

    def name(self, subject: Subject) -> str:
        """What the tests of a method are called after."""
        name = snake_case(subject.function.name.replace(".", "_"))
        alike = [s for s in self._subjects if s.function.name == subject.function.name]
        if len(alike) == 1:
            return name
        types = ["_".join(_words(str(kind))) for kind in subject.signature.parameter_types]
        long = "_".join([name, "of", *types] if types else [name, "of_nothing"])
        return (
            long
            if len(alike) == len({str(s.signature) for s in alike})
            else (f"{long}_in_{snake_case(_simple(subject.class_name).replace('.', '_'))}")
        )


class _Test:
    def __init__(self, file: _File, subject: Subject) -> None:
        self._file, self._subject = file, subject
        self._parameters = subject.parameters
        self._java, self._python = file.java(subject), file.python(subject)
        self._options = list(_options(file.port, subject.signature))

    def main(self) -> str:
        subject = self._subject
        head = self._head(f"test_{self._file.name(subject)}_does_what_java_does")
        return "\n".join([*self._drawn(), head, *self._body()])

    def of_stored_cases(self, site: Site) -> str:
        """A test that the sides still differ in the cases of a correction."""
        correction, parameters = site.correction, self._parameters
        rows = [self._file.literals(self._subject, case) for case in site.cases]
        names: Source = Group("(", tuple(map(text_literal, parameters)), ")")
        table: list[Source] = [Group("(", tuple(row), ")") for row in rows]
        if len(parameters) == 1:
            names, table = text_literal(parameters[0]), [row[0] for row in rows]
        decorator = call("@pytest.mark.parametrize", names, Group("[", tuple(table), "]"))
        slug = "_".join(_words(correction.name))
        java = self._java
        if self._has_mutable:
            java += _any(_other(correction.aspect))
        return "\n".join(
            [
                laid_out(decorator),
                self._head(f"test_{slug}_shows_in_{self._file.name(self._subject)}"),
                '    """Fails where the Java is put right: then the correction can go."""',
                self._assertion("assert_different", java, self._python),
            ]
        )

    def _drawn(self) -> Iterator[str]:
        """The lines before the function."""
        subject = self._subject
        if not self._parameters:
            return
        drawing = Drawing(
            self._file.conversion(subject),
            self._file.names,
            is_small=subject.is_small,
            with_nulls=self._file.port.with_nulls,
        )
        if subject.is_small:
            yield _comment("Only small values: large ones take too long, or too much memory.")
        yield f"@settings(max_examples={_EXAMPLES}, deadline=None)"
        kinds = subject.signature.parameter_types
        yield self._decorator("@given", [strategy(kind, drawing) for kind in kinds])
        verdict = subject.verdict
        if verdict.status is Status.DIFFERENT and verdict.counterexample is not None:
            yield _comment(f"They differ: {brief_difference(verdict)}.")
            yield self._example(verdict.counterexample.case)
        for site in subject.pair.sites:
            for case in site.cases:
                yield self._example(case)
        yield from map(self._example, subject.pair.given)

    def _example(self, case: Case) -> str:
        return self._decorator("@example", self._file.literals(self._subject, case))

    def _decorator(self, name: str, values: Sequence[Source]) -> str:
        pairs = zip(self._parameters, values, strict=True)
        return laid_out(call(name, *(named(f"{name}=", value) for name, value in pairs)))

    def _head(self, name: str) -> str:
        return laid_out(
            replace(call(f"def {name}", self._file.fixture, *self._parameters), after="):")
        )

    def _body(self) -> Iterator[str]:
        sites = self._subject.pair.sites
        if not sites:
            yield self._assertion("assert_same", self._java, self._python)
            return
        yield f"    expected = {self._java}"
        for site in sites:
            yield from self._corrected(site.correction)
        yield self._assertion("assert_same", "expected", self._python)

    def _corrected(self, correction: Correction) -> Iterator[str]:
        file, parameters = self._file, self._parameters
        condition = file.expression(correction.applies, parameters)
        line = f"    if {condition}:"
        yield line if len(line) <= _WIDTH else f"    if (\n        {condition}\n    ):"
        yield _comment(f"{correction.name}: {correction.reason}", 8)
        if correction.java:
            told = self._replaced(self._java, correction.aspect, correction.java)
            yield self._assertion("assert_same", told, self._java, 8)
        if correction.python:
            told = self._replaced("expected", correction.aspect, correction.python)
        else:
            told = f"expected{_any(correction.aspect)}"
        yield laid_out(named("expected = ", told), 8)

    def _replaced(self, java: str, aspect: Aspect, formula: Formula) -> Source:
        name = "with_result" if aspect is Aspect.RESULT else "with_arguments_after"
        return call(f"{java}.{name}", self._file.function(formula, self._parameters))

    def _assertion(self, name: str, java: Source, python: str, indent: int = 4) -> str:
        return laid_out(call(name, java, python, *self._parameters, *self._options), indent)

    @property
    def _has_mutable(self) -> bool:
        return any(kind.depth or kind.arguments for kind in self._subject.signature.parameter_types)


def _simple(class_name: str) -> str:
    """The name without its package."""
    return class_name.rpartition(".")[2].replace("$", ".")


def _any(aspect: Aspect) -> str:
    return ".with_any_result()" if aspect is Aspect.RESULT else ".with_any_arguments_after()"


def _other(aspect: Aspect) -> Aspect:
    return Aspect.ARGUMENTS if aspect is Aspect.RESULT else Aspect.RESULT


def _options(port: Port, signature: Signature) -> Iterator[str]:
    """How results are compared, where that is not a matter of course."""
    kinds = (*signature.parameter_types, signature.return_type)
    if any(map(_is_floating, kinds)):
        yield f"rule={_rule(port.rule or Ulps(4.0))}"
    if port.exceptions is not Exceptions.KIND:
        yield f"exceptions=Exceptions.{port.exceptions.name}"
    if port.is_loose:
        yield "is_loose=True"


def _rule(rule: Rule) -> str:
    if isinstance(rule, Bits):
        return "Bits()"
    zero = ", signed_zero=True" if rule.signed_zero else ""
    if isinstance(rule, Tolerance):
        return f"Tolerance(relative={rule.relative!r}, absolute={rule.absolute!r}{zero})"
    return f"Ulps({rule.max_ulp:g}{zero})"


def _is_floating(kind: JavaType) -> bool:
    return kind.name in _FLOATING or any(map(_is_floating, kind.arguments))


def _imports(text: str, own: Iterable[str]) -> str:
    """The imports that a text needs, those of its own at the end."""
    standard = [line for name, line in _STANDARD.items() if _uses(text, name)]
    others = [line for name, line in _THIRD_PARTY.items() if _uses(text, name)]
    for module, names in _FROM.items():
        used = [name for name in names if _uses(text, name)]
        if used:
            others.append(_from(module, used))
    if _uses(text, "st"):
        others.append("from hypothesis import strategies as st")
    blocks = [standard, _sorted(others), sorted(filter(None, own))]
    return "".join("\n".join(block) + "\n\n" for block in blocks if block)[:-1]


def _from(module: str, names: Sequence[str]) -> str:
    return f"from {module} import {', '.join(names)}"


def _sorted(lines: Sequence[str]) -> list[str]:
    """Plain imports first, then by module, as isort has it."""
    return sorted(lines, key=lambda line: (line.startswith("from"), line.split()[1]))


def _uses(text: str, name: str) -> bool:
    return re.search(rf"(?<![\w.\"]){name}\b", text) is not None


def _import_line(module: str, alias: str) -> str:
    package, _, name = module.rpartition(".")
    line = f"from {package} import {name}" if package else f"import {name}"
    return line if alias == name else f"{line} as {alias}"


def _is_importable(python: Path, file: Path) -> bool:
    """Whether pytest puts its folder on the path, and no other module has its name."""
    folder = python.absolute().parent
    is_beside = folder == file.absolute().parent and not (folder / "__init__.py").exists()
    stem = python.stem
    is_name = stem.isidentifier() and not keyword.iskeyword(stem)
    return is_beside and is_name and stem not in sys.stdlib_module_names


def _stem(python: str | Path) -> str:
    stem = python.stem if isinstance(python, Path) else python.rpartition(".")[2]
    return re.sub(r"\W", "_", stem)


def _free(name: str, taken: set[str]) -> str:
    """The name, or one like it that is not taken."""
    if name not in taken and name.isidentifier() and not keyword.iskeyword(name):
        return name
    return _free(f"{name}_port" if not name.endswith("_port") else f"{name}_", taken)


def _list(items: Iterable[str]) -> Group:
    return Group("[", tuple(items), "]")


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("[]", " array "))


def _comment(text: str, indent: int = 0) -> str:
    lead = " " * indent + "# "
    return "\n".join(textwrap.wrap(text, _WIDTH, initial_indent=lead, subsequent_indent=lead))


def _paragraphs(*texts: str) -> str:
    wrapped = [text if text.startswith("    ") else textwrap.fill(text, _WIDTH) for text in texts]
    return "\n\n".join(wrapped)
