"""One block of a domain in, what both sides do with its inputs out.

Where the Java takes numbers and the port whole arrays of them both get columns, at the same time,
and there is no object for any input; other methods go the usual way, case by case.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from bridge.columns import Column
from bridge.domains import Domain
from bridge.evaluate import evaluate_java_columns, evaluate_python_columns
from bridge.functions import PortFunction
from bridge.javatypes import Form
from bridge.jvm import JavaMethod
from bridge.outcomes import Outcome
from bridge.ports import Pair, Port
from bridge.sides import Java, Sides, Threads
from bridge.swept import SweptBlock
from bridge.tallying import Results, Tally
from bridge.worker import Worker

__all__ = ["Sweeper"]

_Array = np.ndarray[Any, np.dtype[Any]]

# Inputs that are evaluated together: in columns, and case by case.
_PART, _SMALL_PART = 1 << 20, 1 << 12

# A port that takes columns gets so many deadlines for some 65 000 cases.
_DEADLINES = 10


class Sweeper:
    """What sweeps blocks of one method's domain.

    Parameters
    ----------
    worker : Worker
        Where the port runs.
    threads : Threads
        One for each side.
    timeout_s : float
        Deadline for a case.
    port, pair, method : Port, Pair, JavaMethod
        What is swept.
    domain : Domain
        The inputs.
    """

    def __init__(
        self,
        worker: Worker,
        threads: Threads,
        timeout_s: float,
        port: Port,
        pair: Pair,
        method: JavaMethod,
        domain: Domain,
    ) -> None:
        self._threads = threads
        self._timeout_s = timeout_s
        self._port, self._pair, self._method = port, pair, method
        self._domain = domain
        self._sides = Sides(worker, threads, timeout_s, Java.running(method), pair)
        self._python: Callable[[Sequence[Column]], Column | None] | None = None
        if _takes_columns(pair, method) and isinstance(pair.function, PortFunction):
            function = worker.load(pair.function, method.signature, pair.conversion)
            deadline_s = _DEADLINES * timeout_s
            self._python = partial(evaluate_python_columns, function, timeout_s=deadline_s)

    def sweep(
        self, block: int, progress: Callable[[int], None] = lambda inputs: None
    ) -> SweptBlock:
        """Sweep a block.

        Parameters
        ----------
        block : int
            Its number.
        progress : callable
            Called now and then with how many inputs were swept since the last call.

        Raises
        ------
        SideError
            If a harness failed.
        """
        start, stop = self._domain.bounds(block)
        tally = Tally(self._port, self._pair, self._method.signature, start, stop)
        size = _PART if self._python else _SMALL_PART
        for first in range(start, stop, size):
            columns = self._domain.columns(first, min(first + size, stop))
            results = self._results(columns)
            if results is not None:
                tally.add_columns(first, columns, results)
                progress(len(columns[0]))
            else:
                self._sweep_cases(tally, first, columns, progress)
        return tally.block(block)

    def _results(self, columns: Sequence[Column]) -> Results | None:
        """What both sides give for all inputs at once; None if that does not work."""
        if self._python is None:
            return None
        # What they give are views that last until they are asked again.
        java = self._threads.java.submit(self._java, columns)
        python = self._threads.python.submit(self._python, columns)
        (values, others), column = java.result(), python.result()
        if column is None or any(outcome.reached_limit for outcome in others.values()):
            return None
        return Results(values, column.values, others)

    def _java(self, columns: Sequence[Column]) -> tuple[_Array, dict[int, Outcome]]:
        """Java's results, up to a case that reached a limit."""
        cases = len(columns[0])
        parts: list[_Array] = []
        others: dict[int, Outcome] = {}
        for block in evaluate_java_columns(self._method, columns, self._timeout_s, block=cases):
            is_whole = len(block.values) == cases
            parts.append(block.values.values if is_whole else block.values.values.copy())
            others |= block.others
            if any(outcome.reached_limit for outcome in block.others.values()):
                break
        return parts[0] if len(parts) == 1 else np.concatenate(parts), others

    def _sweep_cases(
        self,
        tally: Tally,
        first: int,
        columns: Sequence[Column],
        progress: Callable[[int], None],
    ) -> None:
        """Sweep inputs one by one."""
        cases = list(zip(*(column.to_list() for column in columns), strict=True))
        for start in range(0, len(cases), _SMALL_PART):
            part = cases[start : start + _SMALL_PART]
            tally.add_cases(first + start, part, self._sides.outcomes(part))
            progress(len(part))


def _takes_columns(pair: Pair, method: JavaMethod) -> bool:
    signature = method.signature
    kinds = (signature.return_type, *signature.parameter_types)
    are_numbers = all(kind.form is Form.PRIMITIVE for kind in kinds)
    return pair.is_vectorised and method.is_static and are_numbers
