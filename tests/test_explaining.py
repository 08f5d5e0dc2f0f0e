"""Why a port differs: which rule, where, and the fix, found with Java's help."""

import tomllib
from pathlib import Path

import pytest

from bridge import explaining
from bridge.causes import Who
from bridge.engine import check_ports
from bridge.patches import put_changes, read_changes, settle_changes
from bridge.ports import Port
from bridge.verdict import Status

pytestmark = pytest.mark.jvm
FOLDER = Path(__file__).with_name("ports")
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
WRONG = [name for name in EXPECTED if (FOLDER / name / "wrong.py").exists()]
RULED = [name for name in WRONG if EXPECTED[name]["rules"]]
LOGIC = [name for name in WRONG if EXPECTED[name]["trap"].startswith("plain logic")]

JAVA = """public class Foo {
    public static int twice(int n) {
        return n * 2;
    }
    public static int half(int n) {
        return n / 2;
    }
    public static int next(int n) {
        return n + 1;
    }
    public static int spin(int n) {
        return n % 7;
    }
}
"""
PYTHON = '''"""A port."""


def twice(n):
    return n * 2  # doubled


def half(n):
    return n // 2


def next(n):
    m = n + 2
    return m if m < 2**31 else m - 2**32


def spin(n):
    while n == -(2**31):
        pass
    return n % 7
'''


def port_of(name, file="wrong.py"):
    expected = EXPECTED[name]
    java = FOLDER / name / expected["java"]
    return Port((java,), FOLDER / name / file, reference=name, methods=(expected["method"],))


@pytest.fixture(scope="module")
def causes(tmp_path_factory):
    """By the name of the method, why the ports above differ."""
    folder = tmp_path_factory.mktemp("ports")
    (folder / "Foo.java").write_text(JAVA)
    (folder / "foo.py").write_text(PYTHON)
    port = Port((folder / "Foo.java",), folder / "foo.py")
    report = check_ports([port], cases=100, seed=1, timeout_s=0.3, explain=True)
    return {verdict.java.partition("(")[0]: verdict for verdict in report.methods}


def test_an_overflow_is_named_with_its_lines(causes):
    cause = causes["twice"].cause
    assert [rule.id for rule in cause.rules] == ["int-overflow"]
    assert (cause.python_lines, cause.java_lines) == ((5,), (3,))


def test_a_verified_fix_keeps_the_comment(causes):
    cause = causes["twice"].cause
    assert cause.is_verified
    assert "+    return int32(n * 2)  # doubled\n" in cause.fix


def test_java_is_told_to_overflow(causes):
    assert causes["twice"].cause.who is Who.JAVA
    assert "the port's 2147483648 is the exact value" in causes["twice"].cause.remark


def test_a_quotient_that_floors_is_no_overflow(causes):
    assert [rule.id for rule in causes["half"].cause.rules] == ["floor-division"]
    assert causes["half"].cause.remark == "the port floors, Java truncates"


def test_plain_logic_has_steps_and_no_rule(causes):
    cause = causes["next"].cause
    assert (cause.rules, cause.fix) == ((), "")
    assert ("m = n + 2", ("m", "2")) in [(s.text, s.names[-1]) for s in cause.steps]


def test_a_hang_does_not_lose_the_verdict(causes):
    assert causes["spin"].status is Status.DIFFERENT


def test_nothing_is_explained_unless_asked(tmp_path):
    assert check_half(tmp_path, explain=False).cause is None


def test_a_plain_fix_needs_no_package(tmp_path):
    cause = check_half(tmp_path, is_plain=True).cause
    assert cause.is_verified
    assert "+def idiv(" in cause.fix


def test_an_error_of_ours_leaves_the_verdict(tmp_path, monkeypatch):
    monkeypatch.setattr(explaining, "RULES", (object(),))
    verdict = check_half(tmp_path)
    assert (verdict.status, verdict.cause) == (Status.DIFFERENT, None)


def test_a_port_finds_what_lies_beside_it(tmp_path):
    (tmp_path / "beside.py").write_text("TWO = 2\n")
    python = "from beside import TWO\n\n\ndef half(n):\n    return n // TWO\n"
    assert check_half(tmp_path, python).cause.is_verified


def check_half(folder, python=PYTHON, *, explain=True, **options):
    """The verdict on one method of the port above, or of another."""
    (folder / "Foo.java").write_text(JAVA)
    (folder / "foo.py").write_text(python)
    port = Port((folder / "Foo.java",), folder / "foo.py", methods=("half",))
    report = check_ports([port], cases=50, seed=1, explain=explain, **options)
    return next(verdict for verdict in report.methods if verdict.java == "half(int)")


# Some of them, for time: benchmarks/causes.py explains all.
@pytest.mark.slow
@pytest.mark.parametrize("part", range(2))
def test_causes_are_right_and_fixes_hold(tmp_path, monkeypatch, part):
    # Other tests may have the machine, too.
    monkeypatch.setattr(explaining, "_BUDGET_S", 60.0)
    monkeypatch.setattr(explaining, "_SEARCH_S", 30.0)
    ports = [port_of(name) for name in RULED[part::20]]
    report = check_ports(ports, cases=200, seed=2, timeout_s=0.5, explain=True)
    found = {v.reference: v.cause for v in report.methods if v.counterexample}
    wrong = {n: c and [r.id for r in c.rules] for n, c in found.items() if not is_right(n, c)}
    verified = {name: cause for name, cause in found.items() if cause and cause.is_verified}
    assert len(wrong) <= 0.05 * len(found), wrong
    assert len(verified) >= 0.8 * len(found)
    fixed = [write_fixed(tmp_path, name, cause) for name, cause in verified.items()]
    again = check_ports(fixed, cases=200, seed=3, timeout_s=0.5)
    assert {v.status for v in again.methods if v.java} == {Status.SAME}


@pytest.mark.slow
def test_no_rule_is_blamed_for_plain_logic():
    ports = [port_of(name) for name in LOGIC[::2]]
    report = check_ports(ports, cases=200, seed=2, timeout_s=0.5, explain=True)
    blamed = [v.reference for v in report.methods if v.cause and v.cause.rules]
    assert blamed == []


def is_right(name, cause):
    return cause is not None and any(r.id in EXPECTED[name]["rules"] for r in cause.rules)


def write_fixed(folder, name, cause):
    """The wrong port with its fix."""
    file = folder / name / "wrong.py"
    file.parent.mkdir()
    text = (FOLDER / name / "wrong.py").read_text(encoding="utf-8")
    changes = settle_changes(text, read_changes(cause.fix))
    file.write_text(put_changes(text, changes), encoding="utf-8")
    expected = EXPECTED[name]
    java = FOLDER / name / expected["java"]
    return Port((java,), file, reference=name, methods=(expected["method"],))
