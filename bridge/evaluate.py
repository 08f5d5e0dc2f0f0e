"""Cases in, one outcome for each out, on either side.

Python runs in a worker process if it is known where the function comes from, and in place if all
there is is the function itself.
"""

import sys
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from bridge.calls import call
from bridge.columns import Batch, Column, ColumnReader, is_columnar
from bridge.errors import SideError
from bridge.exchange import Answer, Part
from bridge.jvm import JavaMethod
from bridge.outcomes import Outcome, OutcomeStatus, read_outcome
from bridge.region import REQUEST
from bridge.signatures import Case, Signature
from bridge.values import Conversion
from bridge.wire import encode_batch
from bridge.worker import WorkerFunction

__all__ = [
    "Block",
    "evaluate_at_once",
    "evaluate_in_place",
    "evaluate_java",
    "evaluate_java_columns",
    "evaluate_java_rows",
    "evaluate_python",
    "evaluate_python_columns",
]

# Values in a block: so few that they stay in the processor's cache, so many that the few dozen
# microseconds which a block takes do not count.
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Block:
    """What became of some cases, one after another.

    Attributes
    ----------
    start : int
        The number of the first.
    values : Column
        What they returned; of a case in `others` null, or a number without meaning.
    arguments_after : tuple of Column
        The arguments as the method left them.
    others : mapping of int to Outcome
        By the number of the case, what became of those that did not return, and of any that
        returned more than there was room for.
    """

    start: int
    values: Column
    arguments_after: tuple[Column, ...]
    others: Mapping[int, Outcome]

    def outcomes(self) -> Iterator[Outcome]:
        """Copy the outcomes of all cases, in order."""
        arguments = zip(*(column.to_list() for column in self.arguments_after), strict=True)
        pairs = zip(self.values.to_list(), arguments, strict=True)
        for number, (value, after) in enumerate(pairs, self.start):
            yield self.others.get(number) or Outcome(OutcomeStatus.RETURNED, after, value)


def evaluate_java(
    method: JavaMethod,
    cases: Sequence[Case],
    timeout_s: float = 1.0,
    most_timeouts: int | None = None,
) -> list[Outcome]:
    """Call a Java method once for each case; a case that ends the JVM ends no other.

    Parameters
    ----------
    method : JavaMethod
        As `Jvm.load` gives it.
    cases : sequence of tuple
        Arguments in the form of their types.
    timeout_s : float
        Deadline for each case.
    most_timeouts : int, optional
        After so many cases that timed out the rest is left.

    Returns
    -------
    list of Outcome
        In the order of the cases; shorter than these where the rest was left.

    Raises
    ------
    SideError
        If the harness itself failed.
    """
    if not cases or not method.is_static or not is_columnar(method.signature):
        return evaluate_java_rows(method, cases, timeout_s, most_timeouts)
    kinds, values = method.signature.parameter_types, zip(*cases, strict=True)
    columns = [Column.of(kind, column) for kind, column in zip(kinds, values, strict=True)]
    outcomes: list[Outcome] = []
    timeouts = 0
    with closing(evaluate_java_columns(method, columns, timeout_s)) as blocks:
        for block in blocks:
            outcomes += block.outcomes()
            timeouts += sum(o.status is OutcomeStatus.TIMED_OUT for o in block.others.values())
            if timeouts == most_timeouts:
                break
    return outcomes


def evaluate_java_rows(
    method: JavaMethod,
    cases: Sequence[Case],
    timeout_s: float = 1.0,
    most_timeouts: int | None = None,
) -> list[Outcome]:
    """Do what `evaluate_java` does, one case after another, for methods of every signature."""
    ask = partial(method.jvm.evaluate, method)
    return _evaluate(ask, method.signature, cases, timeout_s, most_timeouts)


def evaluate_java_columns(
    method: JavaMethod, columns: Sequence[Column], timeout_s: float = 1.0, block: int = _BLOCK
) -> Generator[Block, None, None]:
    """Call a Java method once for each case of columns, which takes no object for any of them.

    Java goes on with later cases while the caller works on a block. Nobody else can use the JVM
    until the last block was taken, or the iterator was closed.

    Parameters
    ----------
    method : JavaMethod
        Of primitives and arrays of such alone, as `bridge.columns.is_columnar` tells.
    columns : sequence of Column
        The arguments: a column for each parameter, all of the same number of cases.
    timeout_s : float
        Deadline for each case.
    block : int
        How many values a block has, those of the longest column.

    Yields
    ------
    Block
        Of consecutive cases, from the first to the last. Its arrays are views that cannot be
        written to; what is in them lasts until the next block is asked for.

    Raises
    ------
    ValueError
        If the method or the columns are not of that kind.
    SideError
        If the harness itself failed.
    """
    _check_columns(method.signature, columns)
    return _blocks(method, columns, timeout_s, block)


def evaluate_python(
    function: WorkerFunction,
    cases: Sequence[Case],
    timeout_s: float = 1.0,
    most_timeouts: int | None = None,
    *,
    is_deep: bool = False,
) -> list[Outcome]:
    """Call a Python function in its worker; parameters and result as of `evaluate_java`.

    With `is_deep` calls may be nested as deeply as Java's may.
    """
    worker = function.worker
    ask = partial(worker.evaluate_deeply if is_deep else worker.evaluate, function)
    return _evaluate(ask, function.signature, cases, timeout_s, most_timeouts)


def evaluate_at_once(
    function: WorkerFunction, cases: Sequence[Case], timeout_s: float = 1.0
) -> list[Outcome]:
    """Call a vectorised Python function once with the arguments of all cases.

    Parameters
    ----------
    function : WorkerFunction
        Of a signature whose parameters and result are numbers.
    cases : sequence of tuple
        Arguments in the form of their types.
    timeout_s : float
        Deadline for all of them.

    Returns
    -------
    list of Outcome
        Empty if it raised, gave no column of results or was late.
    """
    batch = encode_batch(function.signature.parameter_types, cases)
    answer = function.worker.evaluate_at_once(function, batch, timeout_s)
    return [read_outcome(answer.items, function.signature) for _ in range(answer.complete)]


def evaluate_python_columns(
    function: WorkerFunction, columns: Sequence[Column], timeout_s: float = 1.0
) -> Column | None:
    """Call a vectorised Python function with columns of numbers, block by block.

    Parameters
    ----------
    function : WorkerFunction
        Of a signature whose parameters and result are numbers.
    columns : sequence of Column
        A column for each parameter, all of the same number of cases.
    timeout_s : float
        Deadline for a block of 65 536 cases.

    Returns
    -------
    Column or None
        What it returned, as a view that lasts until the next request; None if it raised, gave no
        column of results or was late.
    """
    batch = Batch(columns, function.signature.return_type, 0, REQUEST)
    *_, last = function.worker.evaluate_columns(function, batch, timeout_s)
    if last.complete < batch.cases:
        return None
    results, *_ = batch.readers(last.memory)
    return results.take(batch.cases)


def evaluate_in_place(
    function: Callable[..., object],
    signature: Signature,
    cases: Sequence[Case],
    conversion: Conversion = Conversion(),  # noqa: B008 - it is frozen
) -> list[Outcome]:
    """Call a Python function once for each case, in this process and without a deadline."""
    return [call(function, signature, case, conversion) for case in cases]


def _check_columns(signature: Signature, columns: Sequence[Column]) -> None:
    if not is_columnar(signature):
        raise ValueError(
            f"method must take and return primitives and arrays of such, got {signature}; "
            f"use evaluate_java"
        )
    kinds = tuple(column.kind for column in columns)
    if kinds != signature.parameter_types:
        raise ValueError(f"columns must be of the types of {signature}, got {[*map(str, kinds)]}")
    if len({len(column) for column in columns}) != 1:
        lengths = [len(column) for column in columns]
        raise ValueError(f"columns must have the same number of cases, got {lengths}")


def _blocks(
    method: JavaMethod, columns: Sequence[Column], timeout_s: float, block: int
) -> Generator[Block, None, None]:
    cases, elements = len(columns[0]), max(len(column.values) for column in columns)
    step = max(1, block * cases // max(1, elements))
    room = elements + cases
    done = 0
    while done < cases:
        rest = [column.after(done) for column in columns]
        batch = Batch(rest, method.signature.return_type, room, REQUEST)
        answer = _Answered(batch, method.signature, done)
        parts = step if step < batch.cases else sys.maxsize
        for part in method.jvm.evaluate_columns(method, batch, parts, timeout_s):
            answer.add(part)
            yield from answer.blocks(step, part.is_last)
        if answer.taken == 0:
            raise SideError(f"a side must answer {cases} cases, got {done}")
        done += answer.taken
        # Where it stopped early the results, or the outcomes beside them, may have had no room.
        room *= 2


class _Answered:
    """What has been answered of a batch, in blocks."""

    def __init__(self, batch: Batch, signature: Signature, start: int) -> None:
        self._batch, self._signature, self._start = batch, signature, start
        self._readers: Sequence[ColumnReader] = ()
        self._others: dict[int, Outcome] = {}
        self._complete = self.taken = 0

    def add(self, part: Part) -> None:
        """Note what came."""
        self._readers = self._readers or self._batch.readers(part.memory)
        while not part.others.is_at_end:
            case = self._start + part.others.int32()
            self._others[case] = read_outcome(part.others, self._signature)
        self._complete = part.complete
        if part.ending is not None:
            self._others[self._start + part.complete] = Outcome(part.ending, ())
            self._complete += 1

    def blocks(self, step: int, is_last: bool) -> Iterator[Block]:
        """Take the blocks of `step` cases that are complete, and at last the rest."""
        while self._complete - self.taken >= (1 if is_last else step):
            count = min(step, self._complete - self.taken)
            start = self._start + self.taken
            self.taken += count
            values, *after = (reader.take(count) for reader in self._readers)
            inside = [case for case in self._others if case < start + count]
            others = {case: self._others.pop(case) for case in inside}
            yield Block(start, values, tuple(after), others)


def _evaluate(
    ask: Callable[[bytes, float], Answer],
    signature: Signature,
    cases: Sequence[Case],
    timeout_s: float,
    most_timeouts: int | None,
) -> list[Outcome]:
    outcomes: list[Outcome] = []
    timeouts = 0
    while len(outcomes) < len(cases) and timeouts != most_timeouts:
        batch = encode_batch(signature.parameter_types, cases[len(outcomes) :])
        answer = ask(batch, timeout_s)
        if not answer.complete and answer.ending is None:
            raise SideError(f"a side must answer {len(cases)} cases, got {len(outcomes)}")
        outcomes += (read_outcome(answer.items, signature) for _ in range(answer.complete))
        if not answer.items.is_at_end:
            raise SideError("a side must answer in whole outcomes, got more than that")
        if answer.ending is not None:
            outcomes.append(Outcome(answer.ending, ()))
            timeouts += answer.ending is OutcomeStatus.TIMED_OUT
    return outcomes
