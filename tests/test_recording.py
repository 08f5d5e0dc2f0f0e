"""Java recorded against a JVM, and ports checked where there is none."""

import json
import os
import shlex
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from bridge.bundled import BUNDLED
from bridge.cli import main
from bridge.corrections import Correction
from bridge.engine import check_ports
from bridge.errors import RequestError
from bridge.outcomes import OutcomeStatus
from bridge.ports import Port
from bridge.recorded import Recorded, read_origin, read_recorded, write_recorded
from bridge.recording import record_ports
from bridge.sides import MOST_TIMEOUTS
from bridge.strategies import Tier
from bridge.verdict import Status

pytestmark = pytest.mark.jvm

PORTS = Path(__file__).parent / "ports"
NAMES = [
    *("int_overflow_square", "link_nodes", "next_season", "char_shift", "boxed_repeats"),
    *("checked_divide", "fill_diagonal", "float_magnitude", "most_frequent", "text_preview"),
    *("sorted_view", "reverse_in_place", "string_identity", "unsigned_shift"),
]


def port_of(name, side):
    [java] = (PORTS / name).glob("*.java")
    return Port((java,), PORTS / name / f"{side}.py")


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """Record a port by its name, once; give a port of either side that is checked against that."""
    folder = tmp_path_factory.mktemp("recorded")

    def give(name, side):
        file = folder / f"{name}.jsonl"
        if not file.exists():
            [found] = record_ports([port_of(name, "right")], cases=300, seed=7)
            write_recorded(file, found)
        return replace(port_of(name, side), java=(), recorded=file)

    return give


@pytest.fixture
def record(tmp_path):
    """Record a Java source and a port; give the file, and a port that is checked against it."""

    def write(java, python, by_hand=(), timeout_s=1.0):
        source, port = tmp_path / "Foo.java", tmp_path / "foo.py"
        source.write_text(f"public class Foo {{ {java} }}")
        port.write_text(python)
        file = tmp_path / "foo.recorded.jsonl"
        asked = Port((source,), port, by_hand=by_hand)
        [recorded] = record_ports([asked], cases=60, seed=1, timeout_s=timeout_s)
        write_recorded(file, recorded)
        return file, replace(asked, java=(), recorded=file)

    return write


def statuses(report):
    return {v.java.partition("(")[0] or v.python: v.status for v in report.methods}


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_right_port_is_the_same_and_a_wrong_one_is_not(recorded, name):
    sides = (recorded(name, side) for side in ("right", "wrong"))
    assert [check_ports([port]).exit_code for port in sides] == [0, 1]


@pytest.mark.slow
@pytest.mark.parametrize("side", ["right", "wrong"])
def test_the_verdict_is_that_of_a_check_with_the_jvm(recorded, side):
    name = "checked_divide"
    [live] = check_ports([port_of(name, side)], cases=300, seed=7).methods
    report = check_ports([recorded(name, side)])
    [stored] = report.methods
    assert (stored.status, stored.tiers, stored.reason) == (live.status, live.tiers, live.reason)
    assert (stored.outcomes, stored.reference) == (live.outcomes, live.reference)
    assert report.seed == 7


def test_the_smallest_difference_is_one_that_was_recorded(recorded):
    port = recorded("int_overflow_square", "wrong")
    [verdict] = check_ports([port]).methods
    [method] = read_recorded(port.recorded).methods
    case = verdict.counterexample.case
    assert case == (46341,)
    assert case in [each.case for each in method.cases]


@pytest.mark.slow
def test_the_command_of_a_difference_runs_just_that_without_java(recorded):
    port = recorded("int_overflow_square", "wrong")
    [method] = json.loads(check_ports([port]).to_json())["methods"]
    replay = method["counterexample"]["replay"]
    done = run_without_java(*shlex.split(replay)[1:])
    assert done.returncode == 1
    assert "1 DIFFERENT; 1 cases" in done.stdout


def run_without_java(*words):
    names = ("HOME", "XDG_CACHE_HOME", "TMPDIR")
    known = {name: os.environ[name] for name in names if name in os.environ}
    command = [sys.executable, "-c", "from bridge.cli import main; main()", *map(str, words)]
    environment = {**known, "PATH": "/nowhere"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_no_java_is_needed(recorded):
    right, wrong = (recorded("next_season", side) for side in ("right", "wrong"))
    words = ["check", "--recorded", right.recorded]
    java = PORTS / "next_season" / "NextSeason.java"
    assert run_without_java("check", java, right.python).returncode == 3
    assert run_without_java(*words, right.python).returncode == 0
    assert run_without_java(*words, wrong.python).returncode == 1


def test_a_difference_that_does_not_repeat_is_undecided(record):
    moody = "calls = []\ndef f(x):\n    calls.append(x)\n    return x if len(calls) != 9 else 7\n"
    _, port = record("static int f(int x) { return x; }", moody)
    [verdict] = check_ports([port]).methods
    assert verdict.status is Status.UNDECIDED
    assert verdict.reason.startswith("not deterministic: f(")


OVERLOADS = """
    enum Color { RED, GREEN }
    static String f(int... x) { return "ints" + x.length; }
    static String f(Color color, java.util.List<Double> row) { return color + "" + row.size(); }
"""
OVERLOADED = """
def f(*x): return f"ints{len(x)}"
def g(color, row): return f"{color}{len(row)}"
"""


def test_open_parameters_and_enums_are_checked(record):
    _, port = record(OVERLOADS, OVERLOADED, by_hand=(("f(Color,List<Double>)", "g"),))
    report = check_ports([port])
    assert {v.java: v.status for v in report.methods} == {
        "f(int...)": Status.SAME,
        "f(Color,List<Double>)": Status.SAME,
    }


def test_what_could_not_be_recorded_is_undecided_and_told(record):
    java = """
        static class Node { int value; Node next; }
        static int f(Node node) { return 1; }
        static Thread g(int x) { return null; }
        static int h(int x) { return x; }
    """
    file, port = record(java, "def f(node): return 1\ndef g(x): return None\n")
    reasons = {m.signature.name: m.reason for m in read_recorded(file).methods}
    assert reasons["f"].startswith("parameter 1 must be of a type that can be drawn, got Node")
    assert reasons["g"].startswith("type must be a primitive")
    assert reasons["h"] == "the port had no partner for it when it was recorded"
    assert statuses(check_ports([port])) == {
        "f": Status.UNDECIDED,
        "g": Status.UNDECIDED,
        "h": Status.UNPAIRED,
    }


def test_a_function_that_came_after_the_recording_is_undecided(record):
    _, port = record("static int h(int x) { return x; }", "")
    port.python.write_text("def h(x): return x\n")
    report = check_ports([port])
    assert statuses(report) == {"h": Status.UNDECIDED}
    assert report.methods[0].reason == "the port had no partner for it when it was recorded"


def test_a_function_that_went_after_the_recording_is_unpaired(record):
    _, port = record("static int h(int x) { return x; }", "def h(x): return x\n")
    port.python.write_text("def i(x): return x\n")
    report = check_ports([port])
    assert statuses(report) == {"h": Status.UNPAIRED, "foo.i": Status.UNPAIRED}
    assert report.exit_code == 3


@pytest.mark.parametrize(
    "java",
    [
        "static long f(int x) { return System.nanoTime(); }",
        "static int calls; static int f(int x) { return calls++; }",
    ],
)
def test_java_that_depends_on_more_than_the_case_is_not_recorded(record, java):
    file, port = record(java, "def f(x): return x\n")
    [method] = read_recorded(file).methods
    assert method.cases == ()
    assert method.reason.startswith("not deterministic: f(")
    assert statuses(check_ports([port])) == {"f": Status.UNDECIDED}


HANGS = "static int f(int x) { while (x < -1000000) { Thread.yield(); } return x; }"


@pytest.mark.slow
def test_java_that_runs_out_of_time_is_recorded_and_the_rest_is_left(record):
    file, port = record(HANGS, "def f(x): return x\n", timeout_s=0.05)
    [method] = read_recorded(file).methods
    extreme = [each.java for each in method.cases if each.tier is Tier.EXTREME]
    late = [java for java in extreme if java and java.status is OutcomeStatus.TIMED_OUT]
    assert len(late) == MOST_TIMEOUTS
    assert extreme[-1] is None
    [verdict] = check_ports([port]).methods
    count = dict(verdict.tiers)[Tier.EXTREME]
    # Of those that were left some had been done in another tier.
    assert count.limit == MOST_TIMEOUTS
    assert 0 < count.unjudged <= extreme.count(None)


def test_stack_overflows_are_the_same_without_java(record):
    java = "static int f(int x) { return f(x) + 1; }"
    _, port = record(java, "def f(x): return f(x) + 1\n")
    [verdict] = check_ports([port]).methods
    assert dict(verdict.outcomes)["java"] == (("stack overflow", 60),)
    assert verdict.reason == "no case was judged"


def test_the_bundled_port_is_corrected_without_java(tmp_path):
    file = tmp_path / "activations.recorded.jsonl"
    first, second = record_ports(BUNDLED, methods=["softmax", "relu"], cases=60, seed=1)
    write_recorded(file, Recorded(first.origin, first.methods + second.methods))
    report = check_ports([replace(port, recorded=file) for port in BUNDLED])
    by_status = {(v.reference, v.java): v.status for v in report.methods if v.java}
    assert by_status == {
        ("forum", "relu(double)"): Status.SAME,
        ("forum", "softmax(double[])"): Status.CORRECTED,
        ("corrected", "relu(double)"): Status.SAME,
        ("corrected", "softmax(double[])"): Status.SAME,
    }


def test_a_method_that_was_not_recorded_is_refused(recorded):
    port = recorded("next_season", "right")
    with pytest.raises(RequestError, match=r"method must be one of after.*, got 'before'"):
        check_ports([port], methods=["before"])


def test_a_case_that_was_not_recorded_is_refused(recorded):
    port = recorded("int_overflow_square", "right")
    with pytest.raises(RequestError, match=r"case must be one that was recorded for square\(int\)"):
        check_ports([port], methods=["square"], case=[123456789])


def test_a_port_with_functions_is_not_recorded():
    correction = Correction("n", ["square"], "r", applies=lambda x: x > 0)
    port = replace(port_of("int_overflow_square", "right"), corrections=(correction,))
    with pytest.raises(RequestError, match="port must be told in files and texts to be recorded"):
        record_ports([port])


def test_a_port_with_a_recording_and_one_without_are_refused(recorded):
    port = recorded("next_season", "right")
    with pytest.raises(RequestError, match="ports must all be recorded in one file"):
        check_ports([port, replace(port, recorded=None)])


@pytest.mark.slow
def test_the_commands_work_together(record, tmp_path, monkeypatch):
    file, port = record("static double f(double x) { return x + 1; }", "def g(x): return x + 1.5\n")
    monkeypatch.chdir(tmp_path)
    words = ["--pair", "f=g", "--rule", "abs=0.25", "--cases", "40", "--seed", "3", "Foo.java"]
    done = CliRunner().invoke(main, ["record", *words, "foo.py"])
    assert done.exit_code == 0
    assert "Recorded 1 of 1 methods, 40 cases, in foo.recorded.jsonl; Java " in done.stdout
    assert read_origin(file).pair == {"pair": {"f": "g"}, "rule": "rel=0,abs=0.25"}
    done = run_without_java("check", "--recorded", file, port.python)
    assert (done.returncode, "40 cases" in done.stdout) == (1, True)
    assert (
        run_without_java("check", "--recorded", file, "--rule=abs=1", port.python).returncode == 0
    )


CONFIGURATION = """
[[pairs]]
java = "Foo.java"
python = "foo.py"
[[pairs.corrections]]
name = "three"
methods = ["f"]
reason = "has no three"
applies = "x == 3"
cases = [[3]]
"""


@pytest.mark.slow
def test_corrections_of_a_configuration_hold_without_java(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("Foo.java").write_text("class Foo { static int f(int x) { return x == 3 ? 0 : x; } }")
    Path("foo.py").write_text("def f(x): return x\n")
    Path("portproof.toml").write_text(CONFIGURATION)
    assert CliRunner().invoke(main, ["record", "--cases", "40"]).exit_code == 0
    done = run_without_java("check", "--recorded", "foo.recorded.jsonl", "foo.py")
    assert (done.returncode, "1 CORRECTED; 40 cases" in done.stdout) == (0, True)


def test_a_recording_that_is_not_whole_ends_with_3(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("Foo.java").write_text("class Foo { static int f(int x) { return 1; } }")
    Path("foo.py").write_text("")
    done = CliRunner().invoke(main, ["record", "--quiet", "--out", "out", "Foo.java", "foo.py"])
    assert done.exit_code == 3
    assert "Foo f(int): not recorded: the port had no partner" in done.stdout
    assert read_recorded(Path("out")).methods[0].cases == ()
