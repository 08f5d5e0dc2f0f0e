"""Other texts of a port, run in a worker of their own."""

import pytest

from bridge.errors import RequestError
from bridge.functions import PortFunction
from bridge.outcomes import OutcomeStatus
from bridge.ports import Pair
from bridge.signatures import Signature
from bridge.trials import LOOKING, Trials

SIGNATURE = Signature("f", ("int",), "int")


@pytest.fixture(scope="module")
def trials():
    with Trials() as trials:
        yield trials


@pytest.fixture
def pair(tmp_path):
    file = tmp_path / "port.py"
    file.write_text("def f(n):\n    return n\n")
    (tmp_path / "beside.py").write_text("ONE = 1\n")
    return Pair("f(int)", "f", PortFunction(file, "f"))


def run(trials, pair, text, *numbers):
    return trials.run(pair, SIGNATURE, text, [(n,) for n in numbers], 5.0)


def test_a_text_runs_in_the_place_of_its_file(trials, pair):
    text = "from beside import ONE\n\n\ndef f(n):\n    return n + ONE\n"
    assert [outcome.value for outcome in run(trials, pair, text, 1, 2)] == [2, 3]


def test_one_text_after_another_runs(trials, pair):
    for k in range(40):
        [outcome] = run(trials, pair, f"def f(n):\n    return n + {k}\n", 1)
        assert outcome.value == 1 + k


def test_a_loop_without_an_end_is_left(trials, pair):
    text = "def f(n):\n    while n:\n        pass\n    return n\n"
    outcomes = run(trials, pair, text, 1, 0)
    assert [o.status for o in outcomes] == [OutcomeStatus.EXITED, OutcomeStatus.RETURNED]


def test_a_crash_ends_no_other_case(trials, pair):
    text = "import os\n\n\ndef f(n):\n    return n or os.abort()\n"
    outcomes = run(trials, pair, text, 0, 1)
    assert [o.status for o in outcomes] == [OutcomeStatus.CRASHED, OutcomeStatus.RETURNED]


def test_a_text_that_does_not_import_is_refused(trials, pair):
    with pytest.raises(RequestError, match="port must be importable"):
        run(trials, pair, "def f(n:\n", 1)


def test_values_are_seen(trials, pair):
    text = f"{LOOKING}\n\ndef f(n):\n    return portproof_look(7, n) * 2\n"
    seen = trials.see(pair, SIGNATURE, text, [(3,), (-4,)], 5.0)
    assert (seen[7].types, seen[7].low, seen[7].high) == (frozenset(["int"]), -4.0, 3.0)


def test_lines_are_told_with_their_names(trials, pair):
    text = "def f(n):\n    m = n + 1\n    return m\n"
    events = trials.trace(pair, SIGNATURE, text, (3,), 5.0)
    assert [(event, line) for event, line, _, _ in events] == [
        ("call", 1),
        ("line", 2),
        ("line", 3),
        ("return", 3),
    ]
    assert events[2][3] == {"n": "3", "m": "4"}
