"""Java that misbehaves: the right outcome, nothing lost, and the next hundred cases right."""

import pytest

from bridge.evaluate import evaluate_java
from bridge.javac import compile_java
from bridge.jvm import Jvm
from bridge.signatures import load_class

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
        methods = {m.signature.name: m for m in load_class(jvm, classes, "Faults")}
        yield methods
        outcomes = evaluate_java(methods["same"], [(x,) for x in range(100)])
        assert [outcome.value for outcome in outcomes] == list(range(100))


def test_an_exception_whose_message_raises_is_an_outcome(faults):
    [outcome] = evaluate_java(faults["silentException"], [(1,)])
    assert outcome.error_class == "Faults$1"
    assert outcome.message == "(getMessage raised java.lang.RuntimeException)"


def test_a_message_of_ten_megabytes_arrives_whole(faults):
    [outcome] = evaluate_java(faults["longMessage"], [(1,)])
    assert outcome.message == "m" * 10_000_000


def test_what_java_prints_is_drained(faults):
    outcomes = evaluate_java(faults["prints"], [(1,), (2,)])
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


def test_ints_of_every_size_cross(faults):
    values = [-(2**31), -1, 0, 2**31 - 1]
    outcomes = evaluate_java(faults["same"], [(value,) for value in values])
    assert [outcome.value for outcome in outcomes] == values
