"""A port in, its Java methods with their partners out, ready to be proven."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeVar
from zipfile import ZipFile

from hypothesis.strategies import SearchStrategy

from bridge.classfile import class_constants, find_class
from bridge.constants import Constants, python_constants
from bridge.corrections import sites_of
from bridge.errors import RequestError
from bridge.examples import read_examples, read_written_examples
from bridge.expectations import Expectation, true_value
from bridge.formulas import as_function
from bridge.functions import PortFunction
from bridge.javac import Jdk, compile_ahead, compile_java
from bridge.javaplaces import JavaPlaces
from bridge.javatypes import Form, JavaType, Value
from bridge.jvm import JavaMethod, Jvm
from bridge.pairing import (
    Match,
    PythonFunction,
    is_asked_for,
    match,
    nearest,
    require_each_found,
    require_known,
)
from bridge.places import Place
from bridge.ports import Arrays, Oracle, Pair, Port
from bridge.recorded import RecordedMethod
from bridge.signatures import Case, Signature
from bridge.typedjson import from_json
from bridge.values import Conversion, from_python, to_python
from bridge.verdict import Status, Verdict
from bridge.worker import Worker

__all__ = ["Resolved", "compile_port", "compile_ports", "find_pairs", "load_methods", "resolve"]

_Method = TypeVar("_Method", bound=JavaMethod | RecordedMethod)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What of a port is to be proven, and verdicts on what cannot be."""

    port: Port
    methods: tuple[JavaMethod, ...]  # all of them, in the order of reports
    pairs: tuple[tuple[JavaMethod, Pair], ...]
    verdicts: tuple[Verdict, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The signatures of all methods."""
        paired = (str(method.signature) for method, _ in self.pairs)
        return (*paired, *(verdict.java for verdict in self.verdicts if verdict.java))

    def find(self, signature: str) -> tuple[JavaMethod, Pair]:
        """The pair whose Java method has this signature.

        Raises
        ------
        RequestError
            If there is none.
        """
        found = [pair for pair in self.pairs if str(pair[0].signature) == signature]
        if not found:
            known = ", ".join(str(method.signature) for method, _ in self.pairs) or "paired"
            raise RequestError(f"method must be one of {known}, got {signature}")
        return found[0]


def resolve(port: Port, jvm: Jvm, worker: Worker) -> Resolved:
    """Compile the Java, import the port and find the pairs.

    Raises
    ------
    JavacError
        If the Java does not compile.
    RequestError
        If the port cannot be imported, or a pair or method names what is not there.
    """
    places, loaded = load_methods(port, jvm)
    _require_declared(port, [str(method.signature) for method in loaded])
    methods = tuple(_wanted(port.methods, loaded))
    return Resolved(port, methods, *find_pairs(port, methods, worker, places))


def find_pairs(
    port: Port, methods: Sequence[_Method], worker: Worker, places: Sequence[Path] = ()
) -> tuple[tuple[tuple[_Method, Pair], ...], tuple[Verdict, ...]]:
    """Import the port and find the partners of Java methods; verdicts on those without one.

    Parameters
    ----------
    port : Port
        The port.
    methods : sequence of JavaMethod or RecordedMethod
        What it is to replace.
    worker : Worker
        What imports it.
    places : sequence of Path
        Folders and jars that the methods' classes are in.

    Raises
    ------
    RequestError
        If the port cannot be imported, or a pair names what is not there.
    """
    functions = worker.describe(port.python) if port.python else []
    return _Resolution(port, functions, places).of(methods)


def load_methods(port: Port, jvm: Jvm) -> tuple[tuple[Path, ...], Sequence[JavaMethod]]:
    """Compile the Java, and load its methods; gives where the classes are, and the methods.

    Raises
    ------
    JavacError
        If the Java does not compile.
    """
    places, names = compile_port(port, jvm)
    # The JDK's own classes are in no place that has to be named.
    first, *others = places or (Path(),)
    return places, jvm.load(first, *names, classpath=others, with_private=port.with_private)


def compile_port(port: Port, jvm: Jvm) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Compile the Java; gives where the classes are, and the names of those to be proven.

    Raises
    ------
    JavacError
        If it does not compile.
    """
    places, names = port.classpath, port.classes
    if port.java:
        release = _release(jvm.jdk, jvm.release)
        jar = compile_java(jvm.jdk, *port.java, release=release, classpath=places)
        places, names = (jar, *places), names or tuple(_class_names(jar))
    return places, names


def compile_ports(ports: Iterable[Port], jdk: Jdk, jvm_release: int) -> None:
    """Compile the Java of several ports at once, each by itself, for a JVM of that release."""
    programs = [(port.java, port.classpath) for port in ports if port.java]
    compile_ahead(jdk, programs, _release(jdk, jvm_release))


class _Resolution:
    def __init__(
        self, port: Port, functions: Sequence[PythonFunction], places: Sequence[Path]
    ) -> None:
        self._port = port
        self._functions = functions
        self._declared = {pair.java: pair for pair in port.pairs}
        self._examples = list(_examples(port))
        self._python_constants = _python_constants(port)
        self._java_constants = lru_cache(partial(_java_constants, places))
        self._java_places = JavaPlaces(port.java, places)
        self._python_places = {self._shown(function): function.place for function in functions}

    def of(
        self, methods: Sequence[_Method]
    ) -> tuple[tuple[tuple[_Method, Pair], ...], tuple[Verdict, ...]]:
        declared = [m for m in methods if str(m.signature) in self._declared]
        others = [m for m in methods if str(m.signature) not in self._declared]
        pairs = [(m, self._finished(m, self._declared[str(m.signature)])) for m in declared]
        verdicts = []
        matches = list(self._matches(others))
        self._require_parameters(found.python for _, found in matches)
        for method, partner in matches:
            if partner.python is None:
                verdicts.append(self._verdict(method, Status.UNPAIRED, partner.reason))
            elif method.signature.unsupported:
                reason = method.signature.unsupported
                name = self._shown(partner.python)
                verdicts.append(self._verdict(method, Status.UNDECIDED, reason, name))
            else:
                names, pair = partner.python.parameters, self._pair(method, partner.python)
                pairs.append((method, self._finished(method, pair, names)))
        pairs.sort(key=lambda pair: methods.index(pair[0]))
        partners = {pair.python for _, pair in pairs} | {verdict.python for verdict in verdicts}
        lonely = {v.java.partition("(")[0] for v in verdicts if v.status is Status.UNPAIRED}
        return tuple(pairs), (*verdicts, *self._lonely(partners, lonely))

    def _matches(self, methods: Sequence[_Method]) -> Iterator[tuple[_Method, Match]]:
        signatures = [method.signature for method in methods]
        by_hand = dict(self._port.by_hand)
        # All names first, so that a pair by hand may be of any class.
        require_known(by_hand, signatures, self._functions)
        for method in methods:
            owner = re.split(r"[.$]", method.class_name)[-1]
            [found] = match([method.signature], self._functions, by_hand, owner)
            yield method, found

    def _pair(self, method: _Method, python: PythonFunction) -> Pair:
        signature, arrays = method.signature, self._port.arrays
        annotated = arrays is Arrays.ANNOTATED and python.takes_arrays
        return Pair(
            java=str(signature),
            python=self._shown(python),
            function=PortFunction(
                self._port.python,
                python.name,
                is_spread=signature.is_open and python.most is None,
            ),
            given=tuple(self._given(signature, python)),
            conversion=Conversion(arrays is Arrays.NUMPY or annotated, self._port.is_loose),
            constants=self._java_constants(method.class_name) | self._python_constants,
            is_vectorised=python.takes_arrays and _is_of_numbers(signature),
            arguments=self._arguments(signature, python),
        )

    def _finished(self, method: _Method, pair: Pair, parameters: Sequence[str] = ()) -> Pair:
        """Add what is declared for the method, and where both sides are found."""
        asked = [c for c in self._port.corrections if is_asked_for(pair.java, c.methods)]
        return replace(
            pair,
            parameters=tuple(parameters),
            oracle=pair.oracle or self._oracle(method, pair, parameters),
            sites=tuple(sites_of(asked, method.signature, parameters, pair.conversion)),
            java_place=self._java_places.find(method.class_name, method.signature),
            python_place=self._python_place(pair.python),
        )

    def _oracle(self, method: _Method, pair: Pair, parameters: Sequence[str]) -> Oracle | None:
        formulas = [f for name, f in self._port.oracles if is_asked_for(pair.java, [name])]
        if not formulas:
            return None
        if str(method.signature.return_type) not in {"double", "double[]"}:
            raise RequestError(
                f"oracle must be for a method that returns double or double[], got {pair.java}"
            )
        function = as_function(formulas[0], parameters, f"oracle of {pair.java}")
        if function is None:
            raise RequestError(f"oracle of {pair.java} must be a formula, got an empty text")
        return Oracle(partial(_true_value, function, method.signature, pair.conversion))

    def _arguments(
        self, signature: Signature, python: PythonFunction
    ) -> tuple[SearchStrategy[Any] | None, ...]:
        own = dict(self._port.arguments)
        if own.keys().isdisjoint(python.parameters):
            return ()
        places = zip_longest(signature.parameters, python.parameters)
        return tuple(own.get(name) for parameter, name in places if parameter is not None)

    def _require_parameters(self, functions: Iterable[PythonFunction | None]) -> None:
        known = {name for function in functions if function for name in function.parameters}
        for name, _ in self._port.arguments:
            if name not in known:
                like = nearest(name, known)
                hint = f"; did you mean {like!r}?" if like else ""
                raise RequestError(
                    f"arguments must name a parameter of a paired function, got {name!r}{hint}"
                )

    def _python_place(self, name: str) -> Place:
        """Where a function is; of one that is not known the file that it is to be in."""
        python = self._port.python
        file = str(python.absolute()) if isinstance(python, Path) else ""
        return self._python_places.get(name, Place(file))

    def _given(self, signature: Signature, python: PythonFunction) -> Iterator[Case]:
        names = dict.fromkeys((str(signature), signature.name, python.name))
        cases = (e.case(signature) for e in self._examples if e.name in names)
        # What does not fit is of an overload.
        return (case for case in cases if case is not None)

    def _lonely(self, partners: set[str], java_names: set[str]) -> Iterator[Verdict]:
        # Where methods were chosen, the others' partners are not alone.
        for function in () if self._port.methods else self._functions:
            name = self._shown(function)
            if function.is_own and name not in partners:
                like = nearest(function.name, java_names)
                hint = f"did you mean {like!r}?" if like else ""
                yield Verdict("", name, self._port.reference, Status.UNPAIRED, reason=hint)

    def _verdict(self, method: _Method, status: Status, reason: str, name: str = "") -> Verdict:
        reference = self._port.reference or method.class_name
        return Verdict(
            str(method.signature),
            name,
            reference,
            status,
            reason=reason,
            java_place=self._java_places.find(method.class_name, method.signature),
            python_place=self._python_place(name),
        )

    def _shown(self, function: PythonFunction) -> str:
        return f"{self._port.name}.{function.name}"


def _require_declared(port: Port, signatures: Sequence[str]) -> None:
    """Refuse corrections and oracles of methods that are not there."""
    names = [correction.name for correction in port.corrections]
    for name in names:
        if names.count(name) > 1:
            raise RequestError(f"corrections must have names of their own, got {name!r} twice")
    asked = [name for correction in port.corrections for name in correction.methods]
    require_each_found([*asked, *(name for name, _ in port.oracles)], signatures)


def _true_value(
    oracle: Callable[..., object], signature: Signature, conversion: Conversion, *case: Value
) -> Expectation | None:
    types = zip(signature.parameter_types, case, strict=True)
    return true_value(oracle, [to_python(kind, value, conversion) for kind, value in types])


def _java_constants(places: Sequence[Path], class_name: str) -> Constants:
    content = find_class(class_name, *places)
    return class_constants(content) if content else Constants()


def _python_constants(port: Port) -> Constants:
    if not isinstance(port.python, Path):
        return Constants()
    return python_constants(port.python.read_text(encoding="utf-8", errors="replace"))


def _is_of_numbers(signature: Signature) -> bool:
    kinds = (*signature.parameter_types, signature.return_type)
    return all(kind.form is Form.PRIMITIVE and not kind.is_char for kind in kinds)


@dataclass(frozen=True, slots=True)
class _Example:
    """Arguments that somebody wrote down for a method or function of this name."""

    name: str
    arguments: Sequence[Any]
    read: Callable[[JavaType, Any], Value]

    def case(self, signature: Signature) -> Case | None:
        """The case, if the arguments fit the signature."""
        kinds = signature.parameter_types
        if len(kinds) != len(self.arguments):
            return None
        try:
            return tuple(map(self.read, kinds, self.arguments))
        except (TypeError, ValueError, OverflowError):
            return None


def _examples(port: Port) -> Iterator[_Example]:
    if port.examples is not None:
        for name, cases in read_examples(port.examples).items():
            yield from (_Example(name.replace(" ", ""), case, from_json) for case in cases)
    if isinstance(port.python, Path):
        for name, cases in read_written_examples(port.python).items():
            yield from (_Example(name, case, from_python) for case in cases)


def _release(jdk: Jdk, jvm_release: int) -> int:
    """What the JVM can run and the compiler can make."""
    return min(jvm_release, jdk.release)


def _wanted(names: Sequence[str], methods: Sequence[JavaMethod]) -> Sequence[JavaMethod]:
    require_each_found(names, [str(method.signature) for method in methods])
    return [method for method in methods if is_asked_for(str(method.signature), names)]


def _class_names(jar: Path) -> Iterator[str]:
    """The classes in a jar that have a name in the source."""
    with ZipFile(jar) as opened:
        files = sorted(name for name in opened.namelist() if name.endswith(".class"))
    for file in files:
        name = file.removesuffix(".class").replace("/", ".")
        # Those within a method have a number in their name.
        if not re.search(r"\$\d|(^|\.)(package|module)-info$", name):
            yield name
