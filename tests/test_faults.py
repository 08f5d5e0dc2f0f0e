"""Java that misbehaves: the right outcome, nothing lost, and the next hundred cases right."""

import os
import signal
import threading

import pytest

from bridge.engine import check_bundled
from bridge.evaluate import evaluate_java
from bridge.expectations import returns
from bridge.javac import compile_java
from bridge.jvm import Jvm
from bridge.oracle import CONTEXT
from bridge.ports import Pair, Port
from bridge.verdict import Status

pytestmark = pytest.mark.jvm

SOURCE = """
import java.util.Arrays;

public class Faults {
    static int calls;

    static int silentException(int x) {
        throw new IllegalStateException() {
            @Override public String getMessage() { throw new RuntimeException("no message"); }
        };
    }

    static int longMessage(int x) {
        throw new IllegalStateException("m".repeat(10_000_000));
    }

    static int prints(int x) {
        byte[] block = new byte[20_000_000];
        Arrays.fill(block, (byte) 'x');
        System.out.write(block, 0, block.length);
        System.err.write(block, 0, block.length);
        return x;
    }

    static int startsThread(int x) {
        new Thread(() -> { while (true) { Thread.onSpinWait(); } }).start();
        return x;
    }

    static int readsInput(int x) throws java.io.IOException {
        return System.in.read();
    }

    static int counts(int x) {
        return ++calls;
    }

    static int loops(int x) {
        while (x == 3) { Thread.onSpinWait(); }
        return x;
    }

    static int recurses(int x) {
        return x == 3 ? recurses(x) + 1 : x;
    }

    static java.util.List<int[]> held = new java.util.ArrayList<>();

    static int fillsHeap(int x) {
        while (x == 3) { held.add(new int[1 << 20]); }
        return x;
    }

    static int asksTooMuch(int x) {
        return x == 3 ? new int[Integer.MAX_VALUE].length : x;
    }

    static int catchesItsOwn(int x) {
        try {
            return new int[Integer.MAX_VALUE].length;
        } catch (OutOfMemoryError error) {
            return x;
        }
    }

    static int exits(int x) {
        if (x == 3) { System.exit(0); }
        return x;
    }

    static int halts(int x) {
        if (x == 3) { Runtime.getRuntime().halt(3); }
        return x;
    }

    static int sleeps(int x) throws InterruptedException {
        Thread.sleep(500);
        return x;
    }

    static int same(int x) {
        return x;
    }
}
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faults")
    (folder / "Faults.java").write_text(SOURCE)
    return folder


@pytest.fixture
def faults(sources):
    """The methods by name, in a JVM of their own, which must go on working."""
    with Jvm() as jvm:
        classes = compile_java(jvm.jdk, sources, release=17)
        methods = {m.signature.name: m for m in jvm.load(classes, "Faults")}
        yield methods
        outcomes = evaluate_java(methods["same"], [(x,) for x in range(100)])
        assert [outcome.value for outcome in outcomes] == list(range(100))


def test_an_exception_whose_message_raises_is_an_outcome(faults):
    [outcome] = evaluate_java(faults["silentException"], [(1,)])
    assert outcome.error_class == "Faults$1"
    assert outcome.message == "(getMessage raised java.lang.RuntimeException)"


def test_a_message_of_ten_megabytes_arrives_whole(faults):
    [outcome] = evaluate_java(faults["longMessage"], [(1,)], timeout_s=20.0)
    assert outcome.message == "m" * 10_000_000


def test_what_java_prints_is_drained(faults):
    outcomes = evaluate_java(faults["prints"], [(1,), (2,)], timeout_s=20.0)
    assert [outcome.value for outcome in outcomes] == [1, 2]


def test_a_thread_that_never_ends_keeps_no_jvm_alive(faults):
    [outcome] = evaluate_java(faults["startsThread"], [(7,)])
    assert outcome.value == 7


def test_java_that_reads_its_input_sees_the_end(faults):
    [outcome] = evaluate_java(faults["readsInput"], [(1,)])
    assert outcome.value == -1


def test_later_cases_see_the_state_that_earlier_ones_left(faults):
    outcomes = evaluate_java(faults["counts"], [(0,)] * 3)
    assert [outcome.value for outcome in outcomes] == [1, 2, 3]


def test_a_fresh_jvm_has_a_fresh_state(faults):
    [outcome] = evaluate_java(faults["counts"], [(0,)])
    assert outcome.value == 1


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("loops", "timed out"),
        ("recurses", "stack overflow"),
        ("fillsHeap", "out of memory"),
        ("asksTooMuch", "out of memory"),
        ("exits", "exited"),
        ("halts", "exited"),
    ],
)
def test_a_case_that_ends_java_is_an_outcome_and_costs_no_other(faults, name, status):
    # Only the loop takes all of its time; a busy machine may take long to fill a heap.
    timeout_s = 1.0 if name == "loops" else 20.0
    outcomes = evaluate_java(faults[name], [(x,) for x in range(7)], timeout_s)
    assert outcomes[3].status.value == status
    assert [outcome.value for outcome in outcomes] == [0, 1, 2, None, 4, 5, 6]


def test_java_that_catches_its_own_error_returns(faults):
    outcomes = evaluate_java(faults["catchesItsOwn"], [(1,), (2,)])
    assert [outcome.value for outcome in outcomes] == [1, 2]


def test_a_case_within_its_deadline_is_left_alone(faults):
    pid = faults["sleeps"].jvm.pid
    outcomes = evaluate_java(faults["sleeps"], [(1,), (2,), (3,)], timeout_s=1.0)
    assert [outcome.value for outcome in outcomes] == [1, 2, 3]
    assert faults["sleeps"].jvm.pid == pid


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGKILL, "crashed"), (signal.SIGSTOP, "timed out")]
)
def test_a_jvm_that_is_struck_in_a_case_is_replaced(faults, number, status):
    jvm = faults["sleeps"].jvm
    threading.Timer(0.2, os.kill, (jvm.pid, number)).start()
    [outcome] = evaluate_java(faults["sleeps"], [(1,)])
    assert outcome.status.value == status


def test_an_exception_from_a_signal_handler_loses_no_step(faults):
    def interrupt(number, frame):
        raise InterruptedError

    before = signal.signal(signal.SIGUSR1, interrupt)
    try:
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGUSR1)).start()
        with pytest.raises(InterruptedError):
            evaluate_java(faults["sleeps"], [(1,)])
    finally:
        signal.signal(signal.SIGUSR1, before)
    outcomes = evaluate_java(faults["same"], [(x,) for x in range(1000)])
    assert [outcome.value for outcome in outcomes] == list(range(1000))


def test_ints_of_every_size_cross(faults):
    values = [-(2**31), -1, 0, 2**31 - 1]
    outcomes = evaluate_java(faults["same"], [(value,) for value in values])
    assert [outcome.value for outcome in outcomes] == values


def test_a_case_that_was_late_gets_a_second_longer_chance(tmp_path):
    source = """
        public class Late {
            static double late(double x) throws InterruptedException {
                Thread.sleep(300);
                return x;
            }
        }
    """
    (tmp_path / "Late.java").write_text(source)
    exact = Pair(
        java="late(double)",
        python="same",
        function=lambda x: x,
        truth=lambda x: returns(CONTEXT.mpf(x)),
        java_max_ulp=lambda x: 0.0,
        python_max_ulp=0.0,
    )
    port = Port("Late", tmp_path, "Late", (exact,))
    for timeout_s, status in [(0.1, Status.SAME), (0.01, Status.DIFFERENT)]:
        report = check_bundled(case=[1.5], methods=["late"], ports=[port], timeout_s=timeout_s)
        assert [verdict.status for verdict in report.methods] == [status]
