"""The worker's own program: takes batches of cases and calls a port's functions with them.

Requests are lines of standard input, ``name sequence request_length answer_at [number]``; each is
answered by a line ``sequence needed`` on what was standard output at the start. Values lie in the
shared memory. The port itself gets an empty input, and what it prints goes to standard error.
"""

import contextlib
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bridge.calls import call
from bridge.exchange import HEAP_IS_FULL
from bridge.functions import PortFunction
from bridge.outcomes import encode_outcome
from bridge.region import AnsweringEnd
from bridge.signatures import Case, Signature
from bridge.wire import EXITED, OUT_OF_MEMORY, Reader, encode_int, encode_text

__all__ = ["main"]

# What a port may use beyond what is used once it is imported, in bytes.
_MEMORY = 2 << 30
_OUT_OF_MEMORY = bytes([OUT_OF_MEMORY])


def main() -> None:
    """Answer requests until the input ends."""
    requests, replies = _take_streams()
    program = _Program(AnsweringEnd(sys.argv[2]))
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


class _Program:
    """What a request may ask for."""

    def __init__(self, region: AnsweringEnd) -> None:
        self.region = region
        self._functions: list[_Function] = []

    def grow(self) -> None:
        """Map the shared memory anew after it has grown, and put the item that waited for that."""
        _limit_memory(None)
        self.region.map()
        self.region.put_waiting()
        _limit_memory(_MEMORY)

    def load(self, length: int, answer_at: int) -> None:
        """Import a port; answer a text, empty or what went wrong, and the function's number."""
        request = Reader(self.region.request(length, answer_at))
        is_file = request.byte()
        module, name = request.text() or "", request.text() or ""
        order = tuple(request.int32() for _ in range(request.int32()))
        signature = Signature.read(request)
        _limit_memory(None)
        trouble = ""
        try:
            function = PortFunction(Path(module) if is_file else module, name, order).find()
        # Whatever the port does when it is imported is told.
        except BaseException as error:  # noqa: BLE001
            told = traceback.format_exception_only(error)[-1].strip()
            trouble = f"port must be importable and have a function {name!r}, got {told}"
        else:
            self._functions.append(_Function(function, signature))
        _limit_memory(_MEMORY)
        self.region.put(encode_text(trouble) + encode_int(len(self._functions) - 1))

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


def _outcome(function: _Function, case: Case) -> bytes:
    """What came of a call, encoded, which takes memory, too."""
    try:
        return encode_outcome(function.signature, call(function.call, function.signature, case))
    except MemoryError:
        return _OUT_OF_MEMORY
    # Raised by the port itself, for Ctrl-C is kept from here; it would end a program.
    except BaseException:  # noqa: BLE001
        return bytes([EXITED])


def _take_streams() -> tuple[TextIO, TextIO]:
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
