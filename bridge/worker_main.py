"""The worker's own program: takes batches of cases and calls a port's functions with them.

Requests are lines of standard input, ``name sequence request_length answer_at [number]``; each is
answered by a line ``sequence needed`` on what was standard output at the start. Values lie in the
shared memory. The port itself gets an empty input, and what it prints goes to standard error.
"""

import contextlib
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TextIO, TypeVar

import numpy as np

from bridge.calls import call
from bridge.columns import columns_of_batch
from bridge.errors import RequestError
from bridge.exchange import HEAP_IS_FULL
from bridge.functions import PortFunction, classes_of, describe, import_port
from bridge.javatypes import JavaType
from bridge.outcomes import encode_outcome
from bridge.region import REQUEST, AnsweringEnd
from bridge.signatures import Case, Signature
from bridge.values import Conversion, from_python
from bridge.wire import EXITED, OUT_OF_MEMORY, UNMADE, Reader, encode_int, encode_text

__all__ = ["main", "take_streams"]

# What a port may use beyond what is used once it is imported, in bytes.
_MEMORY = 2 << 30

# How deep calls may be nested at the second attempt, and the stack for that, in bytes. A JVM's
# stack of 1 MB holds some 10 to 20 thousand calls.
_DEPTH, _STACK = 50_000, 1 << 30

# Cases in a block of columns, which stay in the processor's cache.
_BLOCK = 1 << 16

_Array = np.ndarray[Any, np.dtype[Any]]
_Result = TypeVar("_Result")
_OUT_OF_MEMORY = bytes([OUT_OF_MEMORY])


def main() -> None:
    """Answer requests until the input ends."""
    requests, replies = take_streams()
    program = _Program(AnsweringEnd(sys.argv[1]))
    print("portproof ready", file=replies, flush=True)
    for line in requests:
        name, sequence, *numbers = line.split()
        getattr(program, name)(*map(int, numbers))
        print(sequence, program.region.needed, file=replies, flush=True)
    os._exit(0)


@dataclass(frozen=True, slots=True)
class _Function:
    call: Callable[..., object]
    signature: Signature
    conversion: Conversion


class _Program:
    """What a request may ask for."""

    def __init__(self, region: AnsweringEnd) -> None:
        self.region = region
        self._functions: dict[int, _Function] = {}
        self._path = [*sys.path]

    def grow(self) -> None:
        """Map the shared memory anew after it has grown, and put the item that waited for that."""
        _freely(self.region.map)
        self.region.put_waiting()

    def describe(self, length: int, answer_at: int) -> None:
        """Import a port; answer a text, empty or what went wrong, and what can be called in it."""
        request = Reader(self.region.request(length, answer_at))
        try:
            functions = _freely(lambda: describe(import_port(_place(request))))
        # Whatever the port does when it is imported is told.
        except BaseException as error:  # noqa: BLE001
            self.region.put(encode_text(f"port must be importable, got {_told(error)}"))
        else:
            described = [encode_int(len(functions)), *(f.encode() for f in functions)]
            self.region.put(b"".join([encode_text(""), *described]))

    def forget(self, length: int, answer_at: int) -> None:
        """Leave all functions, and the modules in the folders of ports: others may be called so."""
        self.region.request(length, answer_at)
        self._functions.clear()
        folders = set(sys.path) - set(self._path)
        sys.path[:] = self._path
        for name, module in [*sys.modules.items()]:
            file = getattr(module, "__file__", None) or ""
            if _lies_in(file, folders) and not _lies_in(file, self._path):
                del sys.modules[name]

    def load(self, length: int, answer_at: int) -> None:
        """Import a function of a port; answer a text, empty or what went wrong."""
        request = Reader(self.region.request(length, answer_at))
        number, module, name = request.int32(), _place(request), request.text() or ""
        order = tuple(request.int32() for _ in range(request.int32()))
        is_spread = bool(request.byte())
        conversion = Conversion(bool(request.byte()), bool(request.byte()))
        text = request.text() or ""
        place = PortFunction(module, name, order, is_spread, text)
        signature = Signature.read(request)
        try:
            function = _freely(place.find)
            conversion = replace(conversion, classes=classes_of(vars(import_port(module, text))))
        except BaseException as error:  # noqa: BLE001
            trouble = f"port must be importable and have a function {name!r}, got {_told(error)}"
            self.region.put(encode_text(trouble))
        else:
            self._functions[number] = _Function(function, signature, conversion)
            self.region.put(encode_text(""))

    def evaluate_at_once(self, length: int, answer_at: int, number: int) -> None:
        """Call a function once with all cases; answer none if that does not work."""
        request = self.region.request(length, answer_at)
        self.region.begin()
        outcomes = _at_once(self._functions[number], request)
        if outcomes is not None:
            self.region.put(outcomes.tobytes(), len(outcomes))

    def evaluate_columns(self, length: int, answer_at: int, number: int) -> None:
        """Call a function with block after block of columns of numbers, where they lie.

        Ends at the first block for which that does not work.
        """
        memory = self.region.request_in_place(answer_at)
        function = self._functions[number]
        kinds = (function.signature.return_type, *function.signature.parameter_types)
        results, *columns = columns_of_batch(memory, REQUEST, kinds)
        for start in range(0, len(results), _BLOCK):
            block = slice(start, start + _BLOCK)
            self.region.begin()
            # Copies, for what a port writes into its arguments is its own business.
            returned = _column(function, [column[block].copy() for column in columns])
            if returned is None:
                return
            results[block] = returned
            self.region.put(b"", len(returned))

    def evaluate_deeply(self, length: int, answer_at: int, number: int) -> None:
        """Do what `evaluate` does where calls may be nested as deeply as Java's may."""
        limit, size = sys.getrecursionlimit(), threading.stack_size()
        sys.setrecursionlimit(_DEPTH)
        threading.stack_size(_STACK)
        thread = threading.Thread(target=self.evaluate, args=(length, answer_at, number))
        thread.start()
        thread.join()
        threading.stack_size(size)
        sys.setrecursionlimit(limit)

    def evaluate(self, length: int, answer_at: int, number: int) -> None:
        """Call a function once for each case of the batch, until an outcome does not fit."""
        batch = Reader(self.region.request(length, answer_at))
        function = self._functions[number]
        kinds = function.signature.parameter_types
        for _ in range(batch.int32()):
            case = tuple(batch.value(kind) for kind in kinds)
            self.region.begin()
            item = _outcome(function, case)
            fits = self.region.put(item)
            if item == _OUT_OF_MEMORY:
                # What filled the memory may still hold it.
                os._exit(HEAP_IS_FULL)
            if not fits:
                return


def _at_once(function: _Function, request: bytes) -> _Array | None:
    """Outcomes of all cases by one call with whole columns; None if it gives no column of results.

    As one of `encode_outcome` they are the status, the value and the arguments, as they were.
    """
    kinds = {f"argument {i}": k for i, k in enumerate(function.signature.parameter_types)}
    arguments = [(name, kind.primitive.dtype) for name, kind in kinds.items()]
    cases = np.frombuffer(request, arguments, offset=4)
    column = _column(function, [cases[name].copy() for name in kinds])
    if column is None:
        return None
    outcomes = np.zeros(len(cases), [("status", "u1"), ("value", column.dtype), *arguments])
    outcomes["value"] = column
    for name in kinds:
        outcomes[name] = cases[name]
    return outcomes


def _column(function: _Function, arguments: Sequence[_Array]) -> _Array | None:
    """Results of one call with whole columns; None if it gives no column of results."""
    results = JavaType(function.signature.return_type.name, 1)
    try:
        column: _Array = from_python(results, function.call(*arguments), function.conversion)
    # It is evaluated again then, case by case, and what is wrong shows there.
    except BaseException:  # noqa: BLE001
        return None
    return column if column is not None and len(column) == len(arguments[0]) else None


def _outcome(function: _Function, case: Case) -> bytes:
    """What came of a call, encoded, which takes memory, too."""
    try:
        outcome = call(function.call, function.signature, case, function.conversion)
        return encode_outcome(function.signature, outcome)
    except RequestError as error:
        return bytes([UNMADE]) + encode_text(str(error))
    except MemoryError:
        return _OUT_OF_MEMORY
    except KeyboardInterrupt:
        # Raised by the port itself, for Ctrl-C is kept from here; it would end a program.
        return bytes([EXITED])


def _place(request: Reader) -> str | Path:
    """A module's name, or its file."""
    is_file, text = request.byte(), request.text() or ""
    return Path(text) if is_file else text


def _lies_in(file: str, folders: Iterable[str]) -> bool:
    return any(Path(file).is_relative_to(folder) for folder in folders)


def _told(error: BaseException) -> str:
    return traceback.format_exception_only(error)[-1].strip()


def _freely(act: Callable[[], _Result]) -> _Result:
    """Act without a bound on the memory; what is used after it is what a case starts with."""
    _limit_memory(None)
    try:
        return act()
    finally:
        _limit_memory(_MEMORY)


def take_streams() -> tuple[TextIO, TextIO]:
    """Keep the input and the output for ourselves, and leave the port others."""
    requests, replies = os.fdopen(os.dup(0), "r"), os.fdopen(os.dup(1), "w")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return requests, replies


def _limit_memory(headroom: int | None) -> None:
    """Bound the memory to so much more than is used now, or lift the bound."""
    if sys.platform != "linux":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = hard
    if headroom is not None:
        with open("/proc/self/statm") as file:
            limit = int(file.read().split()[0]) * resource.getpagesize() + headroom
        limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    with contextlib.suppress(ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
