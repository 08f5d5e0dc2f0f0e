"""portproof write, from a port to a file that pytest runs."""

import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from click.testing import CliRunner

from bridge.cases import Plan
from bridge.cli import main
from bridge.commands.write import findings_of
from bridge.ports import Port
from bridge.report.pytest_file import write_pytest_file
from bridge.session import Session

pytestmark = pytest.mark.jvm

PORTS = Path(__file__).with_name("ports")
RIGHT = [
    *("checked_divide", "link_nodes", "logistic_curve", "next_season", "overloaded_encode"),
    *("reverse_in_place", "transposed_table"),
]
WRONG = ["fill_diagonal", "highest_of", "long_squares", "text_length", "word_totals"]

JAVA = """
public class Mean {
    public static int mean(int a, int b) { return Math.floorDiv(a + b, 2); }
    public static double third(double x) { return x * 0.3333; }
    public static int top(int[] values) {
        java.util.Arrays.sort(values);
        return values[values.length - 1];
    }
    public static int wait(int n) { while (n > 1000 || n < -1000); return n; }
}
"""
PYTHON = """
def mean(a, b):
    return (a + b) // 2

def third(x):
    return x / 3

def top(values):
    return max(values) if values else [][0]

def wait(n):
    while n > 1000 or n < -1000:
        pass
    return n
"""
DECLARED = """
[[pairs]]
java = "Mean.java"
python = "mean.py"
[[pairs.corrections]]
name = "overflow"
methods = ["mean"]
reason = "wraps around"
applies = "not -2**31 <= a + b < 2**31"
java = "(a + b + 2**31) % 2**32 // 2 - 2**30"
python = "(a + b) // 2"
cases = [[2147483647, 1]]
[[pairs.corrections]]
name = "four digits"
methods = ["third"]
reason = "stops after four digits"
applies = "x != 0"
[[pairs.corrections]]
name = "writes"
methods = ["top"]
reason = "sorts what it is given"
applies = "values != sorted(values)"
aspect = "arguments"
java = "[sorted(values)]"
python = "[values]"
cases = [[[2, 1]]]
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name, text in (
        ("Mean.java", JAVA),
        ("mean.py", PYTHON),
        ("portproof.toml", DECLARED),
    ):
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*arguments):
    return CliRunner().invoke(main, ["write", "--cases", "40", "--seed", "1", *arguments])


def shortened(text):
    """The file with fewer examples; a wrong port's counterexample is always among them."""
    return text.replace("max_examples=300", "max_examples=30")


def write_test_of(session, python):
    """Copy one of the ports, and write its test beside it."""
    name, _, which = python.stem.rpartition("_")
    shutil.copy(PORTS / name / f"{which}.py", python)
    port = Port(java=tuple((PORTS / name).glob("*.java")), python=python)
    findings = findings_of(session, port, Plan((), 40, 1))
    file = python.with_name(f"test_{python.name}")
    file.write_text(shortened(write_pytest_file(port, findings, file)), encoding="utf-8")


def run_pytest(folder):
    """What became of each test, by its file and name."""
    command = [sys.executable, "-m", "pytest", "-rA", "--tb=no", "-p", "no:cacheprovider", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    told = re.findall(r"^(PASSED|FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    return {name: word for word, name in told}


@pytest.mark.slow
def test_what_is_written_passes_for_right_ports_and_fails_for_wrong_ones(tmp_path):
    wanted = {f"test_{name}_right": {"PASSED"} for name in RIGHT}
    wanted |= {f"test_{name}_wrong": {"FAILED"} for name in WRONG}
    with Session() as session:
        for test in wanted:
            write_test_of(session, tmp_path / f"{test.removeprefix('test_')}.py")
    found = defaultdict(set)
    for name, word in run_pytest(tmp_path).items():
        found[name.partition(".py")[0]].add(word)
    assert found == wanted


@pytest.mark.slow
def test_what_is_written_for_a_corrected_port_passes(folder):
    assert write("--out", "test_mean.py", "--method", "mean", "--method", "top").exit_code == 0
    (folder / "test_mean.py").write_text(shortened((folder / "test_mean.py").read_text()))
    assert run_pytest(folder) == dict.fromkeys(
        [
            "test_mean.py::test_mean_does_what_java_does",
            "test_mean.py::test_overflow_shows_in_mean[2147483647-1]",
            "test_mean.py::test_top_does_what_java_does",
            "test_mean.py::test_writes_shows_in_top[values0]",
        ],
        "PASSED",
    )


@pytest.mark.slow
def test_it_fails_where_the_java_is_put_right(folder):
    write("--out", "test_mean.py", "--method", "mean")
    right = "(int) Math.floorDiv((long) a + b, 2)"
    (folder / "Mean.java").write_text(JAVA.replace("Math.floorDiv(a + b, 2)", right))
    assert set(run_pytest(folder).values()) == {"FAILED"}


@pytest.mark.slow
def test_values_are_small_where_large_ones_take_too_long(folder):
    result = write("--method", "wait", "--timeout", "0.05")
    assert "@given(n=st.integers(-100, 100))" in result.output


def test_a_file_is_printed_unless_it_has_a_place(folder):
    result = write("--method", "third")
    assert result.exit_code == 0
    assert "def test_third_does_what_java_does(java, x):" in result.stdout
    assert not (folder / "test_mean.py").exists()


def test_a_file_is_overwritten_only_by_force(folder):
    (folder / "test_mean.py").write_text("mine")
    result = write("--out", "test_mean.py", "--method", "third")
    assert result.exit_code == 2
    assert (
        "--out must name a new file, got test_mean.py; overwrite it with --force" in result.output
    )
    assert (folder / "test_mean.py").read_text() == "mine"
    assert write("--out", "test_mean.py", "--method", "third", "--force").exit_code == 0
    assert "def test_third" in (folder / "test_mean.py").read_text()


def test_a_method_that_is_not_there_is_refused(folder):
    result = write("--method", "median")
    assert result.exit_code == 2
    assert "got 'median'" in result.output


def test_the_bundled_port_is_refused(folder):
    result = write("--bundled")
    assert result.exit_code == 2
    assert "port must be one of files, got the bundled port" in result.output


@pytest.mark.slow
def test_several_pairs_go_into_a_folder_each_into_a_file(folder):
    (folder / "tests").mkdir()
    (folder / "half.py").write_text("def third(x):\n    return x / 3\n")
    pairs = [
        f'[[pairs]]\njava = "Mean.java"\npython = "{name}.py"\nmethod = ["third"]\n'
        for name in ("mean", "half")
    ]
    (folder / "portproof.toml").write_text('rule = "rel=0.001"\n' + "".join(pairs))
    assert "--out must name a folder for the 2 pairs" in write().output
    assert write("--out", "tests").exit_code == 0
    assert sorted(file.name for file in folder.glob("tests/*")) == ["test_half.py", "test_mean.py"]
    assert set(run_pytest(folder).values()) == {"PASSED"}


def test_counterexamples_of_earlier_checks_become_examples(folder):
    CliRunner().invoke(
        main, ["check", "--no-explain", "--cases", "40", "--method", "top", "Mean.java", "mean.py"]
    )
    text = write("--method", "top").output
    assert "# They have differed here.\n@example(values=[" in text
