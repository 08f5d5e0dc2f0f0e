"""Java that misbehaves: the right outcome, nothing lost, and the next hundred cases right."""

import gc
import os
import resource
import signal
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from processes import ends_within

from bridge.engine import check_ports
from bridge.errors import SideError
from bridge.evaluate import evaluate_java
from bridge.expectations import returns
from bridge.functions import PortFunction
from bridge.javac import compile_java
from bridge.jvm import Jvm
from bridge.oracle import CONTEXT
from bridge.ports import Oracle, Pair, Port
from bridge.strategies import Tier
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

    static class Wrong extends IllegalStateException {
        Wrong(String message, Throwable cause) { super(message, cause); }
    }

    static int wraps(int x) {
        try {
            return x / 0;
        } catch (ArithmeticException error) {
            throw new Wrong("too bad", error);
        }
    }

    static int goesInCircles(int x) {
        throw new IllegalStateException() {
            @Override public Throwable getCause() { return this; }
        };
    }

    static double first(double[] x) {
        return x[0];
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


def strike_in_a_case(jvm, pid, number):
    """Send a signal as soon as the JVM has a case in hand."""

    def strike():
        while not jvm._exchange._region.progress.is_in_hand:
            time.sleep(0.001)
        os.kill(pid, number)

    threading.Thread(target=strike, daemon=True).start()


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGKILL, "crashed"), (signal.SIGSTOP, "timed out")]
)
def test_a_jvm_that_is_struck_in_a_case_is_replaced(faults, number, status):
    jvm = faults["sleeps"].jvm
    evaluate_java(faults["same"], [(1,)])
    strike_in_a_case(jvm, jvm.pid, number)
    [outcome] = evaluate_java(faults["sleeps"], [(1,)])
    assert outcome.status.value == status


def test_an_exception_from_a_signal_handler_loses_no_step(faults):
    def interrupt(number, frame):
        raise InterruptedError

    before = signal.signal(signal.SIGUSR1, interrupt)
    try:
        evaluate_java(faults["same"], [(1,)])
        strike_in_a_case(faults["same"].jvm, os.getpid(), signal.SIGUSR1)
        with pytest.raises(InterruptedError):
            evaluate_java(faults["sleeps"], [(1,)])
    finally:
        signal.signal(signal.SIGUSR1, before)
    outcomes = evaluate_java(faults["same"], [(x,) for x in range(1000)])
    assert [outcome.value for outcome in outcomes] == list(range(1000))


def test_ctrl_c_in_a_batch_is_a_keyboard_interrupt(faults):
    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        evaluate_java(faults["loops"], [(1,), (3,)], timeout_s=60.0)
    outcomes = evaluate_java(faults["same"], [(x,) for x in range(1000)])
    assert [outcome.value for outcome in outcomes] == list(range(1000))


def test_a_jvm_that_spins_is_ended_while_another_thread_waits_for_it(sources):
    with ThreadPoolExecutor(1) as thread:
        with Jvm() as jvm:
            classes = compile_java(jvm.jdk, sources, release=17)
            loops = next(m for m in jvm.load(classes, "Faults") if m.signature.name == "loops")
            future = thread.submit(evaluate_java, loops, [(3,)], 60.0)
            while not jvm._exchange._region.progress.begun:
                os.sched_yield()
            pid = jvm.pid
        assert ends_within(pid, 1)
        assert isinstance(future.exception(), SideError)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_a_jvm_that_spins_ends_with_its_parent(sources, number):
    code = """
        import sys
        from pathlib import Path
        from bridge.evaluate import evaluate_java
        from bridge.javac import compile_java
        from bridge.jvm import Jvm
        with Jvm() as jvm:
            classes = compile_java(jvm.jdk, Path(sys.argv[1]), release=17)
            methods = jvm.load(classes, "Faults")
            print(jvm.pid, flush=True)
            evaluate_java(next(m for m in methods if m.signature.name == "loops"), [(3,)], 60.0)
    """
    command = [sys.executable, "-c", textwrap.dedent(code), sources]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    with parent:
        pid = int(parent.stdout.readline())
        threading.Timer(0.3, parent.send_signal, (number,)).start()
    assert ends_within(pid, 1)


def test_a_forked_process_is_refused_and_disturbs_nothing(faults):
    same = faults["same"]
    cases = [(x,) for x in range(1000)]
    assert len(evaluate_java(same, cases)) == 1000
    child = os.fork()
    if child == 0:
        refused = 1
        try:
            evaluate_java(same, cases)
        except SideError as error:
            refused = 0 if "was forked from it" in str(error) else 2
        finally:
            # What an interpreter does at its end: everything of ours is collected.
            same.jvm.__exit__(None, None, None)
            gc.collect()
            os._exit(refused)
    outcomes = evaluate_java(same, cases)
    assert [outcome.value for outcome in outcomes] == list(range(1000))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    outcomes = evaluate_java(same, cases)
    assert [outcome.value for outcome in outcomes] == list(range(1000))


def test_a_forked_process_keeps_no_jvm_alive(sources):
    code = """
        import os, sys, time
        from bridge.jvm import Jvm
        with Jvm() as jvm:
            if os.fork() == 0:
                sys.stdin.read()
                os._exit(0)
            print(jvm.pid, flush=True)
            os.kill(os.getpid(), 9)
    """
    command = [sys.executable, "-c", textwrap.dedent(code)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        pid = int(parent.stdout.readline())
        assert ends_within(pid, 1)


def test_several_threads_share_a_jvm(faults):
    def ask(start):
        outcomes = evaluate_java(faults["same"], [(x,) for x in range(start, start + 200)])
        return [outcome.value for outcome in outcomes]

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(0, 8000, 200)))
    assert answers == [list(range(start, start + 200)) for start in range(0, 8000, 200)]


def test_threads_share_a_jvm_that_is_replaced_under_them(faults):
    def ask(x):
        [outcome] = evaluate_java(faults["halts"], [(x,)], timeout_s=20.0)
        return outcome.status.value

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(ask, [1, 3, 2, 3, 4, 3, 5]))
    assert answers == [*["returned", "exited"] * 3, "returned"]


def test_shared_memory_that_is_exhausted_is_a_clear_error(faults):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 21, hard))
    try:
        with pytest.raises(SideError, match="shared memory must hold"):
            evaluate_java(faults["first"], [(np.zeros(1 << 20),)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
    [outcome] = evaluate_java(faults["first"], [(np.ones(1 << 20),)], timeout_s=20.0)
    assert outcome.value == 1.0


def test_an_exception_brings_its_bases_and_causes(faults):
    [outcome] = evaluate_java(faults["wraps"], [(1,)])
    assert (outcome.error_class, outcome.message) == ("Faults$Wrong", "too bad")
    assert outcome.error_bases[:2] == (
        "java.lang.IllegalStateException",
        "java.lang.RuntimeException",
    )
    causes = [(cause.error_class, cause.message) for cause in outcome.causes]
    assert causes == [("java.lang.ArithmeticException", "/ by zero")]


def test_a_circle_of_causes_is_cut(faults):
    [outcome] = evaluate_java(faults["goesInCircles"], [(1,)])
    assert 1 < len(outcome.causes) <= 10


def identity(folder, name, function):
    """A port of Java that is to return the double that it is given."""
    oracle = Oracle(lambda x: returns(CONTEXT.mpf(x)), lambda x: 0.0, 0.0)
    return Port((folder,), "", pairs=(Pair(f"{name}(double)", name, function, oracle),))


def test_after_five_timeouts_the_rest_of_a_tier_is_left(tmp_path):
    source = "public class Hang { static double hang(double x) { while (true); } }"
    (tmp_path / "Hang.java").write_text(source)
    port = identity(tmp_path, "hang", lambda x: x)
    report = check_ports(cases=40, methods=["hang"], ports=[port], timeout_s=0.02)
    [verdict] = report.methods
    assert verdict.status is Status.DIFFERENT
    assert verdict.is_in_place
    assert verdict.repeated == 1
    counts = {tier: (count.cases, count.unjudged) for tier, count in verdict.tiers if count.cases}
    assert counts == {Tier.ORDINARY: (20, 15), Tier.EXTREME: (20, 15)}


def test_where_both_sides_hang_nothing_is_judged(tmp_path):
    source = "public class Hang { static double hang(double x) { while (true); } }"
    (tmp_path / "Hang.java").write_text(source)
    (tmp_path / "port.py").write_text("def hang(x):\n    while True: pass\n")
    port = identity(tmp_path, "hang", PortFunction(tmp_path / "port.py", "hang"))
    report = check_ports(cases=40, methods=["hang"], ports=[port], timeout_s=0.05)
    [verdict] = report.methods
    assert verdict.status is Status.UNDECIDED
    assert report.exit_code == 3
    assert (verdict.cases, verdict.repeated) == (0, 0)


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
    port = identity(tmp_path, "late", lambda x: x)
    for timeout_s, status in [(0.1, Status.SAME), (0.01, Status.DIFFERENT)]:
        report = check_ports(case=[1.5], methods=["late"], ports=[port], timeout_s=timeout_s)
        assert [verdict.status for verdict in report.methods] == [status]
