"""One Java method and its partner in, the source of the pytest tests that compare them out."""

import keyword
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bridge.compare import Aspect, Bits, Exceptions, Rule, Tolerance, Ulps
from bridge.corrections import Correction, Site
from bridge.formulas import Formula, is_place
from bridge.functions import PortFunction
from bridge.javatypes import JavaType
from bridge.pairing import PythonFunction, snake_case
from bridge.ports import Pair, Port
from bridge.report.layout import WIDTH, Group, Source, call, laid_out, named
from bridge.report.literals import Names, literal, text_literal
from bridge.report.wording import brief_difference
from bridge.report.written_strategies import Drawing, strategy
from bridge.signatures import Case, Signature
from bridge.strategies import Tier
from bridge.values import to_python
from bridge.verdict import Status, Verdict

__all__ = ["Scope", "Subject", "comment", "place_of", "write_tests"]

_EXAMPLES = 300  # of a test; each takes a millisecond or two

_FLOATING = {"float", "double", "Float", "Double", "Object", "Number", "Comparable"}


@dataclass(frozen=True, slots=True)
class Subject:
    """One Java method, its partner, and what a check said of them."""

    class_name: str
    signature: Signature
    pair: Pair
    function: PythonFunction
    verdict: Verdict
    kept: tuple[Case, ...] = ()  # in which they differed in earlier checks

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

    @property
    def owner(self) -> str:
        """The Java class without its package."""
        return self.class_name.rpartition(".")[2].replace("$", ".")


@dataclass(frozen=True, slots=True)
class Scope:
    """What the tests of a file stand in."""

    port: Port
    java: str  # the fixture that has the Java methods
    python: str  # what the port's module is called
    subjects: tuple[Subject, ...]
    signatures: tuple[str, ...]  # of all methods of the Java, tested or not
    names: Names  # of the port's classes, where they are needed


def write_tests(subject: Subject, scope: Scope) -> Iterator[str]:
    """Write the test of a method, and one for each of its corrections that has stored cases."""
    test = _Test(subject, scope)
    yield test.of_all_cases()
    for site in subject.pair.sites:
        if site.cases:
            yield test.of_stored_cases(site)


def place_of(formula: Formula) -> tuple[str, str]:
    """The module and the name of a function that is told by its place; empty if it is not."""
    text = str(formula).strip()
    if not is_place(text):
        return "", ""
    module, _, name = text.rpartition(":")
    return module.removesuffix(".py").replace("/", "."), name


def comment(text: str, indent: int = 0) -> str:
    """The text as lines of a comment."""
    lead = " " * indent + "# "
    return "\n".join(textwrap.wrap(text, WIDTH, initial_indent=lead, subsequent_indent=lead))


class _Test:
    def __init__(self, subject: Subject, scope: Scope) -> None:
        self._subject, self._scope = subject, scope
        self._parameters = subject.parameters
        self._conversion = replace(subject.pair.conversion, classes=tuple(scope.names))
        self._java, self._python = _java(subject, scope), _python(subject, scope)
        self._name = _name(subject, scope)
        self._options = list(_options(scope.port, subject.signature))

    def of_all_cases(self) -> str:
        head = self._head(f"test_{self._name}_does_what_java_does")
        return "\n".join([*self._drawn(), head, *self._body()])

    def of_stored_cases(self, site: Site) -> str:
        correction, rows = site.correction, [self._literals(case) for case in site.cases]
        names = _tuple([text_literal(name) for name in self._parameters])
        table = Group("[", tuple(map(_tuple, rows)), "]")
        java = self._java
        if any(kind.depth or kind.arguments for kind in self._subject.signature.parameter_types):
            # Only what the correction is for counts.
            java += _any(next(aspect for aspect in Aspect if aspect is not correction.aspect))
        return "\n".join(
            [
                laid_out(call("@pytest.mark.parametrize", names, table)),
                self._head(f"test_{'_'.join(_words(correction.name))}_shows_in_{self._name}"),
                '    """Fails where the Java is put right: then the correction can go."""',
                self._assertion("assert_different", java, self._python),
            ]
        )

    def _drawn(self) -> Iterator[str]:
        """What stands before the function."""
        subject = self._subject
        if not self._parameters:
            return
        is_small, with_nulls = subject.is_small, self._scope.port.with_nulls
        drawing = Drawing(self._conversion, self._scope.names, is_small, with_nulls)
        if is_small:
            yield comment("Only small values, for large ones take too much time or memory.")
        yield f"@settings(max_examples={_EXAMPLES}, deadline=None)"
        kinds = subject.signature.parameter_types
        yield self._decorator("@given", [strategy(kind, drawing) for kind in kinds])
        yield from self._examples()

    def _examples(self) -> Iterator[str]:
        """Each case once, the counterexamples first."""
        subject, verdict = self._subject, self._subject.verdict
        told: list[tuple[str, Case]] = []
        if verdict.status is Status.DIFFERENT and verdict.counterexample is not None:
            words = f"They differ: {brief_difference(verdict)}."
            told.append((words, verdict.counterexample.case))
        told += [("They have differed here.", case) for case in subject.kept]
        told += [("", case) for site in subject.pair.sites for case in site.cases]
        told += [("", case) for case in subject.pair.given]
        seen: set[str] = set()
        for words, case in told:
            example = self._decorator("@example", self._literals(case))
            if example not in seen:
                yield from [comment(words), example] if words else [example]
                seen.add(example)

    def _decorator(self, name: str, values: Sequence[Source]) -> str:
        pairs = zip(self._parameters, values, strict=True)
        return laid_out(call(name, *(named(f"{name}=", value) for name, value in pairs)))

    def _literals(self, case: Case) -> list[Source]:
        kinds = zip(self._subject.signature.parameter_types, case, strict=True)
        arguments = (to_python(kind, value, self._conversion) for kind, value in kinds)
        return [literal(argument, self._scope.names) for argument in arguments]

    def _head(self, name: str) -> str:
        head = call(f"def {name}", self._scope.java, *self._parameters)
        return laid_out(replace(head, after="):"))

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
        """What is expected where a correction applies."""
        condition = _expression(correction.applies, self._parameters)
        line = f"    if {condition}:"
        yield line if len(line) <= WIDTH else f"    if (\n        {condition}\n    ):"
        yield comment(f'Correction "{correction.name}": {correction.reason}', 8)
        aspect = correction.aspect
        if correction.java:
            told = self._replaced(self._java, aspect, correction.java)
            yield self._assertion("assert_same", told, self._java, 8)
        told = f"expected{_any(aspect)}"
        if correction.python:
            told = self._replaced("expected", aspect, correction.python)
        yield laid_out(named("expected = ", told), 8)

    def _replaced(self, java: str, aspect: Aspect, formula: Formula) -> Source:
        name = "with_result" if aspect is Aspect.RESULT else "with_arguments_after"
        return call(f"{java}.{name}", _function(formula, self._parameters))

    def _assertion(self, name: str, java: Source, python: str, indent: int = 4) -> str:
        return laid_out(call(name, java, python, *self._parameters, *self._options), indent)


def _name(subject: Subject, scope: Scope) -> str:
    """What the tests of a method are called after: the function, and what else tells it apart."""
    name = snake_case(subject.function.name.replace(".", "_")).strip("_")
    alike = [other for other in scope.subjects if other.function.name == subject.function.name]
    if len(alike) == 1:
        return name
    kinds = map(str, subject.signature.parameter_types)
    name = "_".join([name, "of", *(word for kind in kinds for word in _words(kind))])
    if len({str(other.signature) for other in alike}) == len(alike):
        return name
    return f"{name}_in_{snake_case(subject.owner.replace('.', '_'))}"


def _java(subject: Subject, scope: Scope) -> str:
    """The Java method."""
    name, text = subject.signature.name, str(subject.signature)
    is_alone = sum(other.partition("(")[0] == name for other in scope.signatures) == 1
    if is_alone and name.isidentifier() and not keyword.iskeyword(name):
        return f"{scope.java}.{name}"
    if scope.signatures.count(text) > 1:
        text = f"{subject.owner}.{text}"
    return f"{scope.java}[{text_literal(text)}]"


def _python(subject: Subject, scope: Scope) -> str:
    """What is called in its place."""
    owner, _, name = f"{scope.python}.{subject.function.name}".rpartition(".")
    if subject.function.needs_object:
        owner += "()"
    function, parameters = subject.pair.function, subject.parameters
    is_spread = isinstance(function, PortFunction) and function.is_spread
    if not is_spread and not subject.function.needs_object:
        return f"{owner}.{name}"
    given = [*parameters[:-1], f"*{parameters[-1]}"] if is_spread else parameters
    taken = f"lambda {', '.join(parameters)}:" if parameters else "lambda:"
    return f"{taken} {owner}.{name}({', '.join(given)})"


def _expression(formula: Formula, parameters: Sequence[str]) -> str:
    """A formula in terms of the parameters."""
    module, name = place_of(formula)
    if module:
        return f"{module}.{name}({', '.join(parameters)})"
    return " ".join(str(formula).split("\n")).strip()


def _function(formula: Formula, parameters: Sequence[str]) -> str:
    """A formula as a function of the parameters."""
    module, name = place_of(formula)
    if module:
        return f"{module}.{name}"
    return f"lambda {', '.join(parameters)}: {_expression(formula, parameters)}"


def _any(aspect: Aspect) -> str:
    return ".with_any_result()" if aspect is Aspect.RESULT else ".with_any_arguments_after()"


def _tuple(items: Sequence[Source]) -> Source:
    return items[0] if len(items) == 1 else Group("(", tuple(items), ")")


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


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("[]", " array "))
