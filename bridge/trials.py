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
from bridge.rewriting import add_at_top
from bridge.rules.code import Code, Seen, instrument
from bridge.signatures import Case, Signature
from bridge.worker import Worker

__all__ = ["Trials"]

# How much is looked at: of the values of a run, and of its lines.
_MOST_VALUES, _MOST_LINES = 200_000, 60

_LOOK = f"""
def portproof_look(number, value):
    portproof_looked[0] += 1
    if portproof_looked[0] > {_MOST_VALUES}:
        raise KeyboardInterrupt
    kind = type(value).__name__
    seen = portproof_kinds.setdefault(number, {{}}).setdefault(kind, [None, None, False])
    if isinstance(value, int) or kind.startswith(("int", "uint")):
        whole = int(value)
        seen[0] = whole if seen[0] is None else min(seen[0], whole)
        seen[1] = whole if seen[1] is None else max(seen[1], whole)
    elif kind == "str" and not value.isascii() and max(value) > "\\uffff":
        seen[2] = True
    return value


portproof_kinds, portproof_looked = {{}}, [0]


def portproof_seen():
    import json

    portproof_looked[0] = 0
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
    from bridge.functions import _member
    import sys

    return _member(sys.modules[__name__], "%s")
"""


class Trials:
    """A worker for other texts of ports, to be used in a ``with`` statement."""

    def __init__(self) -> None:
        self._worker: Worker | None = None

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
        self.worker.forget()
        function = replace(pair.function, text=text)
        loaded = self.worker.load(function, signature, pair.conversion)
        return evaluate_python(loaded, cases, timeout_s, most_timeouts=1)

    def see(
        self, pair: Pair, signature: Signature, code: Code, cases: Sequence[Case], timeout_s: float
    ) -> Mapping[int, Seen]:
        """Look at the values of all expressions while cases run; by the expressions' numbers."""
        text = add_at_top(instrument(code, "portproof_look").code, f"\n{_LOOK}")
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
        return [
            (event, line, frame, held)
            for event, line, frame, held in json.loads(self._ask(pair, text, "portproof_traced"))
        ]

    def _ask(self, pair: Pair, text: str, name: str) -> str:
        """What a function that was added to a text says, once the text has run."""
        function = pair.function
        assert isinstance(function, PortFunction)
        asked = PortFunction(function.module, name, text=text)
        loaded = self.worker.load(asked, Signature(name, (), "String"))
        [outcome] = evaluate_python(loaded, [()], 5.0)
        return str(outcome.value) if outcome.returned else "{}"


def _seen(kinds: Mapping[str, Sequence[Any]]) -> Seen:
    lows = [low for low, _, _ in kinds.values() if low is not None]
    highs = [high for _, high, _ in kinds.values() if high is not None]
    return Seen(
        frozenset(kinds),
        _float(min(lows, default=0)),
        _float(max(highs, default=0)),
        any(wide for _, _, wide in kinds.values()),
    )


def _float(n: int) -> float:
    """A float near it, for ports' ints may have any number of digits."""
    return float(max(-(1 << 1000), min(n, 1 << 1000)))
