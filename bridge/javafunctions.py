"""Java methods as functions to call from Python, and to hold a port against, case by case."""

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from bridge.calls import call_with
from bridge.compare import Aspect, Exceptions, Rule, Ulps, compare
from bridge.deadline import LateError, deadline
from bridge.evaluate import evaluate_java_rows
from bridge.formulas import rounded
from bridge.jvm import JavaMethod, Jvm
from bridge.outcomes import Outcome, OutcomeStatus
from bridge.ports import Port
from bridge.report.wording import brief_call, brief_outcome, brief_sides, exact_sides
from bridge.resolution import load_methods
from bridge.signatures import Case, Signature
from bridge.values import Conversion, from_python, to_python

__all__ = [
    "JavaError",
    "JavaFunction",
    "JavaProgram",
    "JavaTimeoutError",
    "assert_different",
    "assert_same",
    "load_java",
]

_ERROR_CLASSES = {
    OutcomeStatus.STACK_OVERFLOW: "java.lang.StackOverflowError",
    OutcomeStatus.OUT_OF_MEMORY: "java.lang.OutOfMemoryError",
}


class JavaError(Exception):
    """A Java method threw, or ended its JVM.

    Attributes
    ----------
    java_class : str
        The exception's class with its package; empty if the JVM ended.
    message : str
        What Java says of it.
    """

    def __init__(self, java_class: str, message: str) -> None:
        super().__init__(": ".join(filter(None, (java_class, message))))
        self.java_class = java_class
        self.message = message


class JavaTimeoutError(JavaError):
    """A Java method did not return in time."""


@dataclass(frozen=True, slots=True, repr=False)
class JavaFunction:
    """A Java method, to be called like the function that replaces it.

    It takes what a port gets, and returns what a port would return: lists for arrays and Lists, str
    for String and char, the name of an enum's constant. Its arguments stay as they are.

    Raises
    ------
    JavaError
        When called, if Java throws.
    JavaTimeoutError
        When called, if Java takes longer than `timeout_s`.
    TypeError, ValueError
        When called, if an argument is not of the declared Java type.

    Examples
    --------
    >>> with Jvm() as jvm:
    ...     java = load_java(jvm, classes=["java.lang.Math"])
    ...     java["floorMod(int,int)"](-7, 3)
    2
    """

    method: JavaMethod
    timeout_s: float = 5.0
    ignored: frozenset[Aspect] = frozenset()  # what `assert_same` does not compare
    result: Callable[..., object] | None = None  # what gives the result instead
    arguments_after: Callable[..., Any] | None = None  # and all the arguments after the call

    def __repr__(self) -> str:
        return f"<Java {self.signature}>"

    def __call__(self, *arguments: object) -> Any:
        """Call it."""
        outcome = self.outcome(*arguments)
        if outcome.returned:
            return to_python(self.signature.return_type, outcome.value)
        if outcome.status is OutcomeStatus.TIMED_OUT:
            raise JavaTimeoutError("", f"{self.signature} took longer than {self.timeout_s:g} s")
        if outcome.ended:
            name = _ERROR_CLASSES.get(outcome.status, "")
            raise JavaError(name, f"{self.signature} ended with {outcome.status.value}")
        raise JavaError(outcome.error_class, outcome.message)

    @property
    def signature(self) -> Signature:
        """What it takes and gives."""
        return self.method.signature

    def outcome(self, *arguments: object) -> Outcome:
        """Call it, and tell all that came of that: also what became of the arguments."""
        [outcome] = evaluate_java_rows(self.method, [self.case(*arguments)], self.timeout_s)
        if self.result is not None:
            told = _called(partial(_rounded, self.result), self, arguments)
            left = told if outcome.ended else outcome
            outcome = replace(told, arguments_after=left.arguments_after)
        if self.arguments_after is not None:
            after = self.arguments_after(*copy.deepcopy(arguments))
            outcome = replace(outcome, arguments_after=self.case(*after))
        return outcome

    def case(self, *arguments: object) -> Case:
        """The arguments in the form of their Java types."""
        kinds = self.signature.parameter_types
        if len(arguments) != len(kinds):
            raise TypeError(f"{self.signature} must get {len(kinds)} arguments, got {arguments!r}")
        return tuple(map(from_python, kinds, arguments))

    def with_result(self, result: Callable[..., object]) -> "JavaFunction":
        """The same method, but for its result: what `result` gives for the arguments."""
        return replace(self, result=result)

    def with_any_result(self) -> "JavaFunction":
        """The same method, of which `assert_same` does not look at the result."""
        return replace(self, ignored=self.ignored | {Aspect.RESULT})

    def with_arguments_after(self, arguments: Callable[..., Any]) -> "JavaFunction":
        """The same method, but for what it leaves of its arguments: all that `arguments` gives."""
        return replace(self, arguments_after=arguments)

    def with_any_arguments_after(self) -> "JavaFunction":
        """The same method, of which `assert_same` does not look at the arguments afterwards."""
        return replace(self, ignored=self.ignored | {Aspect.ARGUMENTS})


class JavaProgram:
    """The methods of Java classes: ``java.mean``, or ``java["mean(int,int)"]`` if there are more.

    Brackets take a name, a signature, or either after the simple name of a class and a dot.
    """

    # Hypothesis would write all fields of a dataclass into its reports.
    def __init__(self, functions: Sequence[JavaFunction]) -> None:
        self._functions = functions

    def __repr__(self) -> str:
        return f"<Java {', '.join(str(each.signature) for each in self._functions)}>"

    def __getitem__(self, name: str) -> JavaFunction:
        wanted = name.replace(" ", "")
        found = [each for each in self._functions if wanted in _names(each.method)]
        if len(found) != 1:
            known = sorted(str(each.signature) for each in found or self._functions)
            raise KeyError(f"name must be that of one method of {', '.join(known)}, got {name!r}")
        return found[0]

    def __getattr__(self, name: str) -> JavaFunction:
        try:
            return self[name]
        except KeyError as error:
            raise AttributeError(error.args[0]) from error


def load_java(
    jvm: Jvm,
    *java: str | Path,
    classes: Sequence[str] = (),
    classpath: Sequence[str | Path] = (),
    with_private: bool = False,
    timeout_s: float = 5.0,
) -> JavaProgram:
    """Compile Java sources, and load their methods.

    Parameters
    ----------
    jvm : Jvm
        Where they are to run.
    *java : path
        Sources that belong together.
    classes : sequence of str
        Only these classes, with their packages; all that the sources declare if left out.
    classpath : sequence of paths
        Folders and jars that the classes need, or are in.
    with_private : bool
        Whether private methods are loaded, too.
    timeout_s : float
        Deadline for a call.

    Raises
    ------
    JavacError
        If the Java does not compile.
    """
    port = Port(
        java=tuple(map(Path, java)),
        python="",
        classes=tuple(classes),
        classpath=tuple(map(Path, classpath)),
        with_private=with_private,
    )
    _, methods = load_methods(port, jvm)
    return JavaProgram([JavaFunction(method, timeout_s) for method in methods])


def assert_same(
    java: JavaFunction,
    python: Callable[..., object],
    *arguments: object,
    rule: Rule = Ulps(4.0),  # noqa: B008 - it is frozen
    exceptions: Exceptions = Exceptions.KIND,
    is_loose: bool = False,
) -> None:
    """Fail unless both do the same: return it, or raise it, and leave their arguments alike.

    Parameters
    ----------
    java : JavaFunction
        Of a program that `load_java` gives.
    python : callable
        What replaces it.
    *arguments
        What both get, each a copy of its own.
    rule : Rule
        How close floating-point results must be.
    exceptions : Exceptions
        When two exceptions agree.
    is_loose : bool
        Whether 1, 1.0 and True are the same result.

    Raises
    ------
    AssertionError
        If they do not.
    """
    __tracebackhide__ = True
    java_outcome = java.outcome(*arguments)
    python_outcome = _called(python, java, arguments, is_loose=is_loose)
    differing = _differing(java, java_outcome, python_outcome, rule, exceptions)
    if differing:
        raise AssertionError("\n".join(_told(java, arguments, java_outcome, python_outcome)))


def assert_different(
    java: JavaFunction,
    python: Callable[..., object],
    *arguments: object,
    rule: Rule = Ulps(4.0),  # noqa: B008 - it is frozen
    exceptions: Exceptions = Exceptions.KIND,
    is_loose: bool = False,
) -> None:
    """Fail unless both differ; parameters as of `assert_same`."""
    __tracebackhide__ = True
    java_outcome = java.outcome(*arguments)
    python_outcome = _called(python, java, arguments, is_loose=is_loose)
    if not _differing(java, java_outcome, python_outcome, rule, exceptions):
        call = brief_call(java.signature, java.case(*arguments))
        told = brief_outcome(java.signature, java_outcome)
        raise AssertionError(f"{call} must show a difference, got {told} from both")


def _called(
    python: Callable[..., object],
    java: JavaFunction,
    arguments: tuple[object, ...],
    *,
    is_loose: bool = False,
) -> Outcome:
    """What comes of calling what stands beside a Java function with copies of the arguments."""
    if isinstance(python, JavaFunction):
        return python.outcome(*arguments)
    conversion = Conversion(is_loose=is_loose)
    try:
        with deadline(java.timeout_s):
            return call_with(python, java.signature, copy.deepcopy(arguments), conversion)
    except LateError:
        return Outcome(OutcomeStatus.TIMED_OUT, ())


def _rounded(formula: Callable[..., object], *arguments: object) -> object:
    return rounded(formula(*arguments))


def _differing(
    function: JavaFunction, java: Outcome, python: Outcome, rule: Rule, exceptions: Exceptions
) -> frozenset[Aspect]:
    is_ignored = exceptions is Exceptions.IGNORE and java.returned != python.returned
    if (java.ended and python.ended) or is_ignored:
        return frozenset()
    found = compare(function.signature, java, python, rule, exceptions, rule)
    return found.differing - function.ignored


def _told(
    function: JavaFunction, arguments: tuple[object, ...], java: Outcome, python: Outcome
) -> Iterator[str]:
    signature = function.signature
    call = brief_call(signature, function.case(*arguments))
    yield f"{call}: {brief_sides(signature, java, python)}"
    yield from exact_sides(signature, java, python)


def _names(method: JavaMethod) -> Iterator[str]:
    """All that a method may be called."""
    owner = method.class_name.rpartition(".")[2].replace("$", ".")
    for name in (method.signature.name, str(method.signature)):
        yield from (name, f"{owner}.{name}")
