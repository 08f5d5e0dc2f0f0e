"""Other texts of a port in, what they do with cases out: run in a worker of its own.

The worker is started when the first port is to be explained, and serves all that follow; one that
hangs or crashes is replaced. What is seen inside a port while it runs is asked of functions that
are added to its text.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Self

from bridge.evaluate import evaluate_python
from bridge.functions import PortFunction
from bridge.outcomes import Outcome
from bridge.ports import Pair
from bridge.rules.seen import Seen
from bridge.signatures import Case, Signature
from bridge.worker import Worker

__all__ = ["LOOK", "LOOKING", "Trials"]

# How many lines of a run are told.
_MOST_LINES = 60

# Texts after which the worker forgets those before; another one would have to load them all.
_MOST_LOADED = 16

# Seconds of processor time for a case. A loop without an end is left by an exception, which costs
# less than another worker; where that does not help its deadline does.
_CASE_S = 0.1

_LIMIT = """


def portproof_limited(function):
    import functools
    import signal

    def stop(*_):
        raise KeyboardInterrupt

    @functools.wraps(function)
    def limited(*arguments):
        if portproof_running or not hasattr(signal, "setitimer"):
            return function(*arguments)
        portproof_running.append(True)
        signal.signal(signal.SIGVTALRM, stop)
        signal.setitimer(signal.ITIMER_VIRTUAL, %s)
        try:
            return function(*arguments)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            portproof_running.clear()

    return limited


portproof_running = []
%s = portproof_limited(%s)
"""

LOOK = "portproof_look"

# What a text needs at its top to hand values to that function.
LOOKING = """
def portproof_look(number, value):
    kind = type(value).__name__
    if kind == "ndarray":
        kind = {"i": "intarray", "u": "intarray", "f": "floatarray"}.get(value.dtype.kind, kind)
    seen = portproof_kinds.setdefault(number, {}).setdefault(kind, [None, None])
    if isinstance(value, int) or kind.startswith(("int", "uint")) and kind != "intarray":
        whole = max(-(1 << 1000), min(int(value), 1 << 1000))
        seen[0] = whole if seen[0] is None else min(seen[0], whole)
        seen[1] = whole if seen[1] is None else max(seen[1], whole)
    return value


portproof_kinds = {}


def portproof_seen():
    import json

    return json.dumps(portproof_kinds)
"""

_TRACE = """


def portproof_trace(*arguments):
    import sys

    def shown(value):
        try:
            text = repr(value)
        except Exception:
            text = "?"
        return text if len(text) <= 80 else text[:77] + "..."

    def trace(frame, event, argument):
        if frame.f_code.co_filename != portproof_trace.__code__.co_filename:
            return None
        if frame.f_code.co_name.startswith("portproof_") or len(portproof_lines) > %d:
            return None
        held = {n: shown(v) for n, v in [*frame.f_locals.items()] if not n.startswith(".")}
        if event == "exception":
            held["(raised)"] = shown(argument[1])
        elif event == "return":
            held["(returned)"] = shown(argument)
        portproof_lines.append([event, frame.f_lineno, id(frame), held])
        return trace

    sys.settrace(trace)
    try:
        return portproof_function()(*arguments)
    finally:
        sys.settrace(None)


portproof_lines = []


def portproof_traced():
    import json

    return json.dumps(portproof_lines)


def portproof_function():
    import sys

    from bridge.functions import member_of

    return member_of(sys.modules[__name__], "%s")
"""


class Trials:
    """A worker for other texts of ports, to be used in a ``with`` statement."""

    def __init__(self) -> None:
        self._worker: Worker | None = None
        self._loaded = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._worker is not None:
            self._worker.__exit__(None, None, None)

    @property
    def worker(self) -> Worker:
        """The worker, started if it was not."""
        if self._worker is None:
            worker = Worker()
            worker.__enter__()
            self._worker = worker
        return self._worker

    def run(
        self, pair: Pair, signature: Signature, text: str, cases: Sequence[Case], timeout_s: float
    ) -> list[Outcome]:
        """Run cases on another text of the port.

        Returns
        -------
        list of Outcome
            Fewer than there are cases where one timed out, which is then the last.

        Raises
        ------
        RequestError
            If the text cannot be imported.
        SideError
            If the worker cannot be started.
        """
        assert isinstance(pair.function, PortFunction)
        self._loaded += 1
        if self._loaded % _MOST_LOADED == 0:
            self.worker.forget()
        function = replace(pair.function, text=f"{text.rstrip()}\n{_limit(pair.function)}")
        loaded = self.worker.load(function, signature, pair.conversion)
        return evaluate_python(loaded, cases, timeout_s, most_timeouts=1)

    def see(
        self, pair: Pair, signature: Signature, text: str, cases: Sequence[Case], timeout_s: float
    ) -> Mapping[int, Seen]:
        """Look at the values that a text hands to ``LOOK``, by their numbers, while cases run."""
        self.run(pair, signature, text, cases, timeout_s)
        kinds = json.loads(self._ask(pair, text, "portproof_seen"))
        return {int(number): _seen(of) for number, of in kinds.items()}

    def trace(
        self, pair: Pair, signature: Signature, text: str, case: Case, timeout_s: float
    ) -> list[tuple[str, int, int, dict[str, str]]]:
        """Run a case line by line: the event, the line, the frame and what its names held."""
        function = pair.function
        assert isinstance(function, PortFunction)
        text = f"{text.rstrip()}\n{_TRACE % (_MOST_LINES, function.name)}"
        traced = replace(pair, function=replace(function, name="portproof_trace"))
        self.run(traced, signature, text, [case], timeout_s)
        lines = json.loads(self._ask(traced, text, "portproof_traced"))
        return [(event, line, frame, held) for event, line, frame, held in lines]

    def _ask(self, pair: Pair, text: str, name: str) -> str:
        """What a function that was added to a text says, once the text has run."""
        function = pair.function
        assert isinstance(function, PortFunction)
        text = f"{text.rstrip()}\n{_limit(function)}"
        asked = PortFunction(function.module, name, text=text)
        loaded = self.worker.load(asked, Signature(name, (), "String"))
        [outcome] = evaluate_python(loaded, [()], 5.0)
        return str(outcome.value) if outcome.returned else "{}"


def _limit(function: PortFunction) -> str:
    """What is added to a text, so that its function ends; a method has its deadline alone."""
    name = function.name
    return "" if "." in name else _LIMIT % (_CASE_S, name, name)


def _seen(kinds: Mapping[str, Sequence[Any]]) -> Seen:
    lows = [low for low, _ in kinds.values() if low is not None]
    highs = [high for _, high in kinds.values() if high is not None]
    return Seen(
        frozenset(kinds),
        float(min(lows, default=0)),
        float(max(highs, default=0)),
    )
