"""The differences of a port of one's own: those declared to their table, those found to replay."""

import re
import shutil

import pytest
from click.testing import CliRunner

from bridge import Correction, check
from bridge.cli import main
from bridge.verdict import Status

pytestmark = pytest.mark.jvm

JAVA = """
public class Mean {
    public static int mean(int a, int b) {
        return Math.floorDiv(a + b, 2);
    }
    public static double third(double x) {
        return x * 0.3333;
    }
}
"""
PYTHON = """
def mean(a, b):
    return (a + b) // 2

def third(x):
    return x / 3
"""
TRUTH = """
import mpmath

def third(x):
    return mpmath.mpf(x) / 3
"""
DECLARED = """
[[pairs]]
java = "Mean.java"
python = "mean.py"
oracle = {third = "truth:third"}
[[pairs.corrections]]
name = "overflow"
methods = ["mean"]
reason = "wraps around"
applies = "not -2**31 <= a + b < 2**31"
java = "(a + b + 2**31) % 2**32 // 2 - 2**30"
python = "(a + b) // 2"
cases = [[2147483647, 1]]
[[pairs.corrections]]
name = "three digits"
methods = ["third"]
reason = "stops after four digits"
applies = "x != 0"
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name, text in (
        ("Mean.java", JAVA),
        ("mean.py", PYTHON),
        ("truth.py", TRUTH),
        ("portproof.toml", DECLARED),
    ):
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words):
    return CliRunner().invoke(main, [*words, "--cases", "200", "--seed", "1"])


def change(file, old, new):
    text = file.read_text()
    assert text.count(old) == 1
    file.write_text(text.replace(old, new))


def test_a_declared_difference_is_corrected(folder):
    result = run("check")
    assert result.exit_code == 0, result.output
    assert "2 CORRECTED" in result.output
    assert "overflow: mean(2147483647, 1): Java -1073741824" in " ".join(result.output.split())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("not -2**31 <= a + b < 2**31", "a + b >= 2**31", "the results differ"),
        (
            "(a + b) // 2",
            "a // 2",
            "Python does not give what the correction 'overflow' says",
        ),
        ("% 2**32", "% 2**31", "Java does not show the defect 'overflow'"),
        ("[[2147483647, 1]]", "[[5, 1]]", "'overflow': its case mean(5, 1) shows no difference"),
        ("x != 0", "x == 1e-77", "'three digits': it applies to no case; store one"),
        ("x != 0", "x == 0", "'three digits': the sides agree in all"),
    ],
)
def test_a_correction_that_does_not_hold_is_a_difference(folder, old, new, said):
    change(folder / "portproof.toml", old, new)
    result = run("check", "--no-explain")
    assert result.exit_code == 1
    assert said in " ".join(result.output.split())


def test_a_correction_of_a_method_that_is_not_there_is_refused(folder):
    change(folder / "portproof.toml", '["third"]', '["thirds"]')
    result = run("check", "--no-explain")
    assert result.exit_code == 2
    assert "method must be one of" in result.output


def test_both_sides_are_measured_against_the_oracle(folder):
    report = check("Mean.java", "mean.py", methods=["third"], oracle={"third": "truth:third"})
    [verdict] = [v for v in report.methods if v.java]
    assert verdict.python_max_ulp <= 0.5
    assert verdict.java_max_ulp > 1e11


def test_corrections_are_objects_in_python(folder):
    corrections = [Correction("four digits", ["third"], "stops", lambda x: x != 0)]
    report = check("Mean.java", "mean.py", methods=["third"], corrections=corrections)
    [verdict] = [v for v in report.methods if v.java]
    assert verdict.status is Status.CORRECTED


def test_the_ledger_is_a_table_with_the_stored_cases(folder):
    result = run("ledger")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[2:] == [
        "| overflow | wraps around | `not -2**31 <= a + b < 2**31` | `mean(2147483647, 1)`: "
        "Java `-1073741824`, the port `1073741824` |",
        "| three digits | stops after four digits | `x != 0` |  |",
    ]


@pytest.mark.slow
def test_the_ledger_is_written_into_a_text_and_compared_with_it(folder):
    text = folder / "README.md"
    text.write_text("# Mean\n\n<!-- ledger -->\n<!-- end -->\n")
    assert run("ledger", "--check", "README.md").exit_code == 1
    assert run("ledger", "--write", "README.md").exit_code == 0
    assert "| overflow |" in text.read_text()
    assert run("ledger", "--check", "README.md").exit_code == 0


def test_a_ledger_that_does_not_hold_is_not_written(folder):
    text = folder / "README.md"
    text.write_text("<!-- ledger -->\n<!-- end -->\n")
    change(folder / "portproof.toml", "x != 0", "x == 0")
    result = run("ledger", "--write", "README.md")
    assert result.exit_code == 1
    assert "stale correction 'three digits'" in " ".join(result.output.split())
    assert text.read_text() == "<!-- ledger -->\n<!-- end -->\n"


def test_a_ledger_without_corrections_is_refused(folder):
    result = run("ledger", "Mean.java", "mean.py")
    assert result.exit_code == 2
    assert "corrections must be declared, got none" in result.output


def test_what_was_found_is_replayed_where_the_folder_goes(folder, tmp_path_factory, monkeypatch):
    change(folder / "portproof.toml", "not -2**31 <= a + b < 2**31", "a + b >= 2**31")
    assert run("check", "--no-explain").exit_code == 1
    assert run("check", "--no-explain", "Mean.java", "mean.py", "--method", "third").exit_code == 1
    other = tmp_path_factory.mktemp("other")
    shutil.copytree(folder, other, dirs_exist_ok=True)
    monkeypatch.chdir(other)
    result = CliRunner().invoke(main, ["replay"])
    assert result.exit_code == 1, result.output
    assert [line[:21] for line in result.output.splitlines()] == [
        "STILL DIFFERENT mean-",
        "STILL DIFFERENT third",
    ]


def test_what_was_mended_is_fixed_and_pruned(folder):
    result = run("check", "--no-explain", "Mean.java", "mean.py", "--method", "third")
    [identity] = re.findall("portproof replay (.*)", result.output)
    change(folder / "mean.py", "x / 3", "x * 0.3333")
    result = CliRunner().invoke(main, ["replay", identity, "--prune"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"FIXED           {identity}  third(")
    result = CliRunner().invoke(main, ["replay"])
    assert result.exit_code == 3
    assert "counterexamples must be kept in .portproof, got none" in result.output


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("mean.py", "def third(x)", "def fourth(x)", "the port has no function 'third'"),
        ("Mean.java", "third(double x)", "third(float x)", "Mean has no method third(double) any"),
        ("Mean.java", "return x *", "return y *", "error: cannot find symbol"),
        ("mean.py", "def third(x):", "def third(x)", "SyntaxError"),
    ],
)
def test_what_cannot_run_is_told_with_its_reason(folder, file, old, new, said):
    assert run("check", "--no-explain", "Mean.java", "mean.py", "--method", "third").exit_code == 1
    change(folder / file, old, new)
    result = CliRunner().invoke(main, ["replay"])
    assert result.exit_code == 3
    assert result.output.startswith("CANNOT RUN      third-")
    assert said in result.output


def test_a_folder_that_cannot_be_written_to_costs_no_verdict(folder):
    (folder / ".portproof").write_text("a file")
    result = run("check", "--no-explain", "Mean.java", "mean.py", "--method", "third")
    assert result.exit_code == 1
    assert "counterexamples must be kept in .portproof, got" in result.output
    assert re.search("^third +DIFFERENT", result.output, re.MULTILINE)


def test_a_correction_is_proposed_to_be_pasted(folder):
    files = ["Mean.java", "mean.py"]
    result = run("check", "--no-explain", *files, "--propose")
    assert result.exit_code == 1
    tables = result.output.partition("put this below the [[pairs]] they are of:")[2]
    tables = tables.partition("FAILED")[0]
    assert "# a guess: true in all" in tables
    (folder / "portproof.toml").write_text(
        f"[[pairs]]\njava = 'Mean.java'\npython = 'mean.py'\n{tables}"
    )
    again = run("check")
    assert again.exit_code == 0, again.output
    assert "2 CORRECTED" in again.output
