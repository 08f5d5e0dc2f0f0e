"""`portproof explain`, on causes made by hand and on found ones."""

import json
import re

import pytest
from click.testing import CliRunner
from test_report import EXPLAINED, WRAPS

from bridge.cli import main
from bridge.commands import explain as explain_command
from bridge.counterexamples import FOLDER, Kept
from bridge.jobs import pack, unpack
from bridge.replaying import Replayed, Result
from bridge.rules import RULES

KEPT = Kept("square-1f3a9c2e", {}, "Foo", "square(int)", [], {}, {})


class NoSession:
    """Neither a JVM nor a worker."""

    def __init__(self, **options):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass


@pytest.fixture
def explains(monkeypatch):
    """Let the command find these, and run it."""
    asked = []

    def run(*found, words=()):
        def find_causes(kept, read_port, session, plan):
            asked.append((kept, plan))
            yield from found

        monkeypatch.setattr(explain_command, "Session", NoSession)
        monkeypatch.setattr(explain_command, "read_any", lambda ids: [KEPT])
        monkeypatch.setattr(explain_command, "find_causes", find_causes)
        result = CliRunner().invoke(main, ["explain", *words])
        result.asked = asked
        return result

    return run


def test_a_difference_is_explained_in_full(explains):
    told = "square(46341): Java -2147479015, Python 2147488281"
    result = explains(Replayed(KEPT, Result.STILL_DIFFERENT, told, EXPLAINED))
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == f"STILL DIFFERENT square-1f3a9c2e  {told}"
    assert lines[1] == "  Cause: int wraps around at 32 bits (int-overflow)"
    assert f"({WRAPS.section})" in " ".join(result.stdout.split())
    assert "    +    return int32(x)" in lines


@pytest.mark.parametrize(
    ("results", "code"),
    [
        (["FIXED"], 0),
        (["FIXED", "CANNOT_RUN"], 3),
        (["STILL_DIFFERENT", "CANNOT_RUN"], 1),
    ],
)
def test_the_exit_code_is_that_of_replay(explains, results, code):
    result = explains(*(Replayed(KEPT, Result[name], "told") for name in results))
    assert result.exit_code == code
    assert [line.split()[0] for line in result.stdout.splitlines()] == [
        name.partition("_")[0] for name in results
    ]


def test_the_plan_asks_for_an_explanation(explains):
    [(kept, plan)] = explains(words=["--seed", "7", "--cases", "50"]).asked
    assert kept == [KEPT]
    assert (plan.seed, plan.cases, plan.explain) == (7, 50, True)


def test_an_id_that_is_not_kept_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / FOLDER).mkdir()
    assert CliRunner().invoke(main, ["explain", "x"]).exit_code == 2
    result = CliRunner().invoke(main, ["explain"])
    assert (result.exit_code, "must be kept in .portproof, got none" in result.stderr) == (3, True)


def test_a_cause_crosses_to_other_processes():
    assert [rule.id for rule in unpack(pack(RULES))] == [rule.id for rule in RULES]
    assert unpack(pack(EXPLAINED.cause)).fix == EXPLAINED.cause.fix


JAVA = """class Two {
    static int square(int x) {
        return x * x;
    }
    static int half(int x) {
        return x / 2;
    }
    static int top(int[] values) {
        int best = 0;
        for (int value : values) {
            best = Math.max(best, value);
        }
        return best;
    }
}
"""
PYTHON = """def square(x):
    return x * x  # the area


def half(x):
    return x // 2


def top(values):
    best = 0
    for value in values[1:-1]:
        best = max(best, value)
    return best
"""
WORDS = ["--cases", "200", "--seed", "1", "Two.java", "two.py"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Two.java").write_text(JAVA)
    (tmp_path / "two.py").write_text(PYTHON)
    return tmp_path


@pytest.mark.jvm
def test_what_differs_is_explained_when_it_is_found_and_later(folder):
    text = CliRunner().invoke(main, ["check", "--json", "found.json", *WORDS]).stdout
    assert "  Cause: / of ints truncates, // floors (floor-division)\n" in text
    assert "    two.py:6    return x // 2\n    Two.java:6  return x / 2;\n" in text
    found = json.loads((folder / "found.json").read_text())["methods"]
    causes = {method["java"]: method["cause"] for method in found}
    assert causes["square(int)"]["rules"] == ["int-overflow"]
    assert causes["square(int)"]["fix_verified"]
    assert causes["top(int[])"] is None
    [square] = re.findall("portproof replay (square-.*)", text)
    result = CliRunner().invoke(main, ["explain", "--cases", "200", square])
    assert result.exit_code == 1
    assert f"STILL DIFFERENT {square}  square(" in result.stdout
    assert "  >    2      return x * x  # the area\n" in result.stdout


@pytest.mark.slow
@pytest.mark.jvm
def test_fixes_put_a_port_right_and_what_is_left_is_named(folder):
    result = CliRunner().invoke(main, ["fix", "--apply", "--force", *WORDS])
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "portproof: Two top(int[]): no verified fix; logic differs; no Java rule explains it"
    ]
    assert "+from bridge.javaops import idiv, int32\n" in result.stdout
    assert re.findall(r"^(\w+) +(SAME|DIFFERENT)", result.stdout, re.MULTILINE) == [
        ("half", "SAME"),
        ("square", "SAME"),
        ("top", "DIFFERENT"),
    ]
    assert "return int32(x * x)  # the area\n" in (folder / "two.py").read_text()


@pytest.mark.jvm
def test_fixes_may_do_without_this_kit(folder):
    words = ["fix", "--fix-style", "plain", "--method", "half", "--apply", "--force", *WORDS]
    assert CliRunner().invoke(main, words).exit_code == 0
    assert "bridge" not in (folder / "two.py").read_text()


@pytest.mark.slow
@pytest.mark.jvm
def test_jobs_hand_on_what_they_explain(folder):
    pair = '[[pairs]]\njava = "Two.java"\npython = "two.py"\nmethod = "{}"\n'
    (folder / "portproof.toml").write_text(pair.format("square") + pair.format("half"))
    text = (
        CliRunner().invoke(main, ["check", "--jobs", "2", "--cases", "200", "--seed", "1"]).stdout
    )
    assert "(int-overflow)" in text
    assert "(floor-division)" in text
