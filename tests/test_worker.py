"""A port in a process of its own: the same outcomes as in place, and any that it can end with."""

import os
import signal
import subprocess
import sys
import textwrap
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from processes import ends_within, is_running

from bridge.columns import Column
from bridge.errors import RequestError, SideError
from bridge.evaluate import (
    evaluate_at_once,
    evaluate_in_place,
    evaluate_python,
    evaluate_python_columns,
)
from bridge.functions import PortFunction
from bridge.javatypes import java_type
from bridge.signatures import Signature
from bridge.strategies import Tier, cases_of
from bridge.worker import Worker

PORT = """
import ctypes
import os
import subprocess
import sys
import time

import sibling

calls = 0
held = []

def same(x):
    return x

def loops(x):
    while x == 3:
        pass
    return x

def computes_too_long(x):
    # Holds the interpreter's lock all the time.
    return 10 ** 10 ** 10 if x == 3 else x

def recurses(x):
    return recurses(x) if x == 3 else x

def allocates(x):
    return len(bytearray(100_000_000_000)) if x == 3 else x

def keeps_all_memory(x):
    while x == 3:
        held.append(bytearray(1 << 26))
    return x

def exits(x):
    return os._exit(0) if x == 3 else x

def leaves(x):
    return sys.exit(7) if x == 3 else x

def crashes(x):
    return ctypes.string_at(0) if x == 3 else x

def kills_itself(x):
    return os.kill(os.getpid(), 9) if x == 3 else x

def is_interrupted(x):
    if x == 3:
        raise KeyboardInterrupt
    return x

def sleeps(x):
    time.sleep(0.5)
    return x

def counts(x):
    global calls
    calls += 1
    return calls

def prints(x):
    print("out" * 10_000_000)
    print("err" * 10_000_000, file=sys.stderr)
    os.write(1, b"raw")
    return x

def reads(x):
    return len(sys.stdin.read()) + len(os.read(0, 10))

def says(x):
    return sibling.SAYS

def raises(x):
    try:
        {}["key"]
    except KeyError as error:
        raise MyError("too bad") from error

def raises_without_words(x):
    raise SilentError

def gives_text(x):
    return "seven"

def starts(x):
    return subprocess.Popen(["sleep", "600"]).pid

def writes(x):
    x[0] = 7.0
    return x

def retypes(x):
    x.dtype = "i8"

def long_answer(x):
    return [0.5] * 3_000_000

def columns(x):
    return x * 2

def refuses_some(x):
    if (x == 3).any():
        raise ValueError
    return x

def sums(x):
    return x.sum()

class MyError(LookupError):
    pass

class SilentError(Exception):
    def __str__(self):
        raise RuntimeError

class Inner:
    @staticmethod
    def twice(x):
        return 2 * x
"""
INT = Signature("f", ("int",), "int")
ROW = Signature("f", ("double[]",), "double[]")


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    folder = tmp_path_factory.mktemp("a port")
    (folder / "port.py").write_text(PORT)
    (folder / "sibling.py").write_text("SAYS = 42\n")
    return folder / "port.py"


@pytest.fixture
def load(port):
    """Load functions of the port in a worker of its own, which must go on working."""
    with Worker() as worker:
        same = worker.load(PortFunction(port, "same"), INT)
        yield lambda name, signature=INT: worker.load(PortFunction(port, name), signature)
        outcomes = evaluate_python(same, [(x,) for x in range(100)])
        assert [outcome.value for outcome in outcomes] == list(range(100))


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("loops", "timed out"),
        ("computes_too_long", "timed out"),
        ("recurses", "stack overflow"),
        ("allocates", "out of memory"),
        ("keeps_all_memory", "out of memory"),
        ("exits", "exited"),
        ("leaves", "exited"),
        ("is_interrupted", "exited"),
        ("crashes", "crashed"),
        ("kills_itself", "crashed"),
    ],
)
def test_a_case_that_ends_python_is_an_outcome_and_costs_no_other(load, name, status):
    # Only those that hang take all of their time; a busy machine may take long to fill a memory.
    timeout_s = 1.0 if status == "timed out" else 20.0
    outcomes = evaluate_python(load(name), [(x,) for x in range(7)], timeout_s)
    assert outcomes[3].status.value == status
    assert [outcome.value for outcome in outcomes] == [0, 1, 2, None, 4, 5, 6]


def test_a_case_within_its_deadline_is_left_alone(load):
    function = load("sleeps")
    pid = function.worker.pid
    outcomes = evaluate_python(function, [(1,), (2,), (3,)], timeout_s=1.0)
    assert [outcome.value for outcome in outcomes] == [1, 2, 3]
    assert function.worker.pid == pid


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGKILL, "crashed"), (signal.SIGSTOP, "timed out")]
)
def test_a_worker_that_is_struck_in_a_case_is_replaced(load, number, status):
    function = load("sleeps")
    threading.Timer(0.2, os.kill, (function.worker.pid, number)).start()
    [outcome] = evaluate_python(function, [(1,)])
    assert outcome.status.value == status


def test_a_worker_that_is_struck_between_calls_is_replaced(load):
    function = load("counts")
    for _ in range(3):
        [outcome] = evaluate_python(function, [(1,)])
        assert outcome.value == 1
        os.kill(function.worker.pid, signal.SIGKILL)


def test_later_cases_see_the_state_that_earlier_ones_left(load):
    outcomes = evaluate_python(load("counts"), [(0,)] * 3)
    assert [outcome.value for outcome in outcomes] == [1, 2, 3]


def test_after_so_many_timeouts_the_rest_is_left(load):
    outcomes = evaluate_python(load("loops"), [(3,), (1,), (3,), (2,)], 0.2, most_timeouts=2)
    assert [outcome.status.value for outcome in outcomes] == ["timed out", "returned", "timed out"]


def test_what_a_port_prints_is_drained_and_its_input_is_empty(load, capfd):
    outcomes = evaluate_python(load("prints"), [(1,), (2,)], timeout_s=20.0)
    assert [outcome.value for outcome in outcomes] == [1, 2]
    [outcome] = evaluate_python(load("reads"), [(1,)])
    assert outcome.value == 0
    assert capfd.readouterr() == ("", "")


def test_a_port_finds_its_siblings(load):
    [outcome] = evaluate_python(load("says"), [(1,)])
    assert outcome.value == 42


def test_a_function_in_a_class_is_found(load):
    [outcome] = evaluate_python(load("Inner.twice"), [(4,)])
    assert outcome.value == 8


def test_arguments_come_in_the_order_that_the_function_takes():
    signature = Signature("f", ("double", "double"), "double")
    with Worker() as worker:
        power = worker.load(PortFunction("math", "pow", (1, 0)), signature)
        [outcome] = evaluate_python(power, [(3.0, 2.0)])
    assert outcome.value == 8.0


@pytest.mark.parametrize(
    ("name", "signature", "case"),
    [
        ("same", INT, (5,)),
        ("raises", INT, (5,)),
        ("raises_without_words", INT, (5,)),
        ("gives_text", INT, (5,)),
        ("leaves", INT, (3,)),
        ("same", ROW, (np.array([1.0, -0.0]),)),
        ("writes", ROW, (np.array([1.0, 2.0]),)),
        ("writes", ROW, (np.array([]),)),
        ("retypes", ROW, (np.array([1.0]),)),
        ("long_answer", ROW, (np.array([1.0]),)),
    ],
)
def test_an_outcome_is_the_one_that_it_would_be_in_place(
    load, port, monkeypatch, name, signature, case
):
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.delitem(sys.modules, "port", raising=False)
    [in_place] = evaluate_in_place(PortFunction(port, name).find(), signature, [case])
    [outcome] = evaluate_python(load(name, signature), [case], timeout_s=20.0)
    assert repr(outcome) == repr(in_place)


def test_what_a_port_has_started_ends_with_it(port):
    with Worker() as worker:
        [outcome] = evaluate_python(worker.load(PortFunction(port, "starts"), INT), [(1,)])
        assert is_running(outcome.value)
    assert ends_within(outcome.value, 1)


def test_a_vectorised_function_is_called_once_for_all(load):
    outcomes = evaluate_at_once(load("columns"), [(x,) for x in range(5)])
    assert [outcome.value for outcome in outcomes] == [0, 2, 4, 6, 8]
    assert [outcome.arguments_after for outcome in outcomes] == [(x,) for x in range(5)]
    power = load("columns").worker.load(
        PortFunction("numpy", "float_power"), Signature("f", ("double", "int"), "double")
    )
    [first, second] = evaluate_at_once(power, [(2.0, 3), (3.0, 2)])
    assert (first.value, second.value) == (8.0, 9.0)


@pytest.mark.parametrize("name", ["refuses_some", "sums", "loops", "exits", "leaves", "says"])
def test_what_fails_for_all_at_once_gives_nothing(load, name):
    assert evaluate_at_once(load(name), [(x,) for x in range(5)], timeout_s=0.5) == []


def test_columns_are_evaluated_block_after_block(load):
    x = Column(java_type("int"), np.arange(200_000, dtype="<i4"))
    results = evaluate_python_columns(load("columns"), [x])
    assert results.values.tolist() == (2 * x.values).tolist()
    assert x.values.tolist() == list(range(200_000))


def test_columns_of_different_types_are_evaluated(load):
    power = load("columns").worker.load(
        PortFunction("numpy", "float_power"), Signature("f", ("double", "byte"), "double")
    )
    x, n = Column(java_type("double"), np.array([2.0, 3, 5])), np.array([3, 2, -1], "<i1")
    results = evaluate_python_columns(power, [x, Column(java_type("byte"), n)])
    assert results.to_list() == [8.0, 9.0, 0.2]


@pytest.mark.parametrize("name", ["refuses_some", "sums", "loops", "exits", "leaves", "says"])
def test_what_fails_for_columns_gives_nothing_and_the_worker_goes_on(load, name):
    function = load(name)
    x = Column(java_type("int"), np.arange(5, dtype="<i4"))
    assert evaluate_python_columns(function, [x], timeout_s=0.5) is None
    assert evaluate_python_columns(load("columns"), [x]).values.tolist() == [0, 2, 4, 6, 8]


def test_an_exception_brings_its_bases_and_causes(load):
    [outcome] = evaluate_python(load("raises"), [(1,)])
    assert (outcome.error_class, outcome.message) == ("MyError", "too bad")
    assert outcome.error_bases[:2] == ("LookupError", "Exception")
    assert [(c.error_class, c.message) for c in outcome.causes] == [("KeyError", "'key'")]


@settings(max_examples=50, deadline=None)
@given(cases_of(ROW, Tier.EXTREME))
def test_rows_cross_to_the_worker_and_back(same_rows, case):
    [outcome] = evaluate_python(same_rows, [case])
    assert outcome.value.tobytes() == case[0].tobytes()
    assert outcome.arguments_after[0].tobytes() == case[0].tobytes()


@pytest.fixture(scope="module")
def same_rows(port):
    with Worker() as worker:
        yield worker.load(PortFunction(port, "same"), ROW)


@pytest.mark.parametrize(
    ("source", "name", "said"),
    [
        ("x = 1", "f", "must be importable and have a function 'f', got AttributeError"),
        ("def f(", "f", "got SyntaxError"),
        ("import nowhere", "f", "No module named 'nowhere'"),
        ("raise SystemExit(3)", "f", "got SystemExit: 3"),
        ("import os; os._exit(3)", "f", "ended with 3"),
    ],
)
def test_a_port_that_cannot_be_imported_is_refused(tmp_path, source, name, said):
    (tmp_path / "bad.py").write_text(source)
    with Worker() as worker, pytest.raises(RequestError, match=said):
        worker.load(PortFunction(tmp_path / "bad.py", name), INT)


def test_a_port_that_hangs_when_it_is_imported_is_refused(tmp_path):
    (tmp_path / "slow.py").write_text("while True: pass")
    with (
        Worker(start_timeout_s=2.0) as worker,
        pytest.raises(RequestError, match="must answer within 2 s"),
    ):
        worker.load(PortFunction(tmp_path / "slow.py", "f"), INT)


def test_a_closed_worker_says_so(port):
    with Worker() as worker:
        same = worker.load(PortFunction(port, "same"), INT)
    with pytest.raises(SideError, match="must be open, got one that was closed"):
        evaluate_python(same, [(1,)])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_it_ends_with_its_parent_whatever_it_does(port, number):
    code = """
        import sys
        from pathlib import Path
        from bridge.evaluate import evaluate_python
        from bridge.functions import PortFunction
        from bridge.signatures import Signature
        from bridge.worker import Worker
        with Worker() as worker:
            port = PortFunction(Path(sys.argv[1]), "computes_too_long")
            function = worker.load(port, Signature("f", ("int",), "int"))
            print(worker.pid, flush=True)
            evaluate_python(function, [(3,)], timeout_s=60.0)
    """
    command = [sys.executable, "-c", textwrap.dedent(code), port]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    with parent:
        pid = int(parent.stdout.readline())
        threading.Timer(0.3, parent.send_signal, (number,)).start()
    assert ends_within(pid, 1)
