"""Fixes of a port put together and written, with causes made by hand."""

import os
import subprocess
from dataclasses import replace

import pytest
from click.testing import CliRunner

from bridge.causes import Cause
from bridge.cli import main
from bridge.commands import fix as fix_command
from bridge.errors import BridgeError, RequestError
from bridge.fixing import fix_files, require_committed, write_files
from bridge.patches import write_diff
from bridge.places import Place
from bridge.report.run import Report
from bridge.rules import RULES
from bridge.verdict import Status, Verdict

PORT = "def square(x):\n    return x * x\n\n\ndef half(x):\n    return x // 2\n"
WRAPPED = "from bridge.javaops import int32\n\n\n" + PORT.replace("x * x", "int32(x * x)")
HALVED = "from bridge.javaops import idiv\n\n\n" + PORT.replace("x // 2", "idiv(x, 2)")
BOTH = WRAPPED.replace("import int32", "import idiv, int32").replace("x // 2", "idiv(x, 2)")
SAME = Report(7, "17", "v", (Verdict("square(int)", "foo.square", "Foo", Status.SAME),))


def git(*words):
    names = ["-c", "user.name=a", "-c", "user.email=a@b"]
    subprocess.run(["git", *names, *words], check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A repository with a port."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "foo.py").write_text(PORT)
    (tmp_path / "Foo.java").write_text("class Foo {}\n")
    git("init")
    git("add", ".")
    git("commit", "-m", "a port")
    return tmp_path


def different(folder, name, fixed, **fields):
    cause = Cause(RULES[:1], fix=write_diff("foo.py", PORT, fixed), is_verified=True)
    place = Place(str(folder / "foo.py"), 1)
    return Verdict(
        f"{name}(int)",
        f"foo.{name}",
        "Foo",
        Status.DIFFERENT,
        reason="the results differ",
        python_place=place,
        cause=replace(cause, **fields),
    )


@pytest.fixture
def found(folder):
    return [different(folder, "square", WRAPPED), different(folder, "half", HALVED)]


@pytest.fixture
def run(monkeypatch, found):
    """Run the command; the check finds what is there to be found, and then nothing any more."""
    asked = []

    def check_ports(**options):
        asked.append(options)
        return Report(7, "17", "v", tuple(found)) if options["explain"] else SAME

    monkeypatch.setattr(fix_command, "check_ports", check_ports)

    def run(*words):
        result = CliRunner().invoke(main, ["fix", *words, "Foo.java", "foo.py"])
        result.asked = asked
        return result

    return run


def test_fixes_of_one_file_become_one(folder, found):
    [fixed] = fix_files(found)
    assert fixed.content.decode() == BOTH
    assert fixed.diff == write_diff("foo.py", PORT, BOTH)
    assert (fixed.fixed, fixed.left) == (tuple(found), ())


def test_a_fix_that_contradicts_another_is_left(folder, found):
    other = different(folder, "square", PORT.replace("x * x", "abs(x * x)"))
    [fixed] = fix_files([*found, other])
    assert fixed.left == (other,)
    assert fixed.content.decode() == BOTH


def test_only_verified_fixes_are_taken(folder):
    assert fix_files([different(folder, "square", WRAPPED, is_verified=False)]) == []
    assert fix_files([different(folder, "square", PORT)]) == []
    assert fix_files(SAME.methods) == []


def test_a_file_that_was_changed_meanwhile_is_refused(folder, found):
    (folder / "foo.py").write_text("x = 1\n")
    with pytest.raises(BridgeError, match="must be as it was when it was checked"):
        fix_files(found)


def test_encoding_and_ends_of_lines_stay(folder, found):
    text = "# coding: latin-1\n# \xe9\n" + PORT
    content = text.replace("\n", "\r\n").encode("latin-1")
    (folder / "foo.py").write_bytes(content)
    fix = write_diff("foo.py", text, text.replace("x * x", "int32(x * x)"))
    one = replace(found[0], cause=replace(found[0].cause, fix=fix))
    write_files(fix_files([one]))
    assert (folder / "foo.py").read_bytes() == content.replace(b"x * x", b"int32(x * x)")


def test_a_file_keeps_its_mode_and_its_link(folder, found):
    (folder / "foo.py").rename(folder / "real.py")
    (folder / "real.py").chmod(0o755)
    (folder / "foo.py").symlink_to("real.py")
    write_files(fix_files(found))
    assert (folder / "foo.py").is_symlink()
    assert (folder / "real.py").read_text() == BOTH
    assert (folder / "real.py").stat().st_mode & 0o777 == 0o755


def test_where_one_file_cannot_be_written_none_is(folder, found):
    [fixed] = fix_files(found)
    absent = replace(fixed, file=folder / "absent" / "foo.py")
    with pytest.raises(RequestError, match="port must be a file to write, got"):
        write_files([fixed, absent])
    assert (folder / "foo.py").read_text() == PORT
    assert sorted(os.listdir(folder)) == [".git", "Foo.java", "foo.py"]


def test_a_file_that_git_knows_as_it_is_is_taken(folder):
    require_committed(folder / "foo.py")
    (folder / "Foo.java").write_text("class Foo { }\n")
    require_committed(folder / "foo.py")


def test_a_name_is_no_pattern(folder):
    (folder / "*.py").write_text(PORT)
    with pytest.raises(RequestError, match="must have no uncommitted changes"):
        require_committed(folder / "*.py")
    (folder / "foo.py").write_text(PORT + "# mine\n")
    git("add", ":(literal)*.py")
    git("commit", "-m", "another port")
    require_committed(folder / "*.py")


@pytest.mark.parametrize("words", [("add", "foo.py"), ("status",)])
def test_changes_that_are_not_committed_are_refused(folder, words):
    (folder / "foo.py").write_text(PORT + "# mine\n")
    git(*words)
    with pytest.raises(RequestError, match="must have no uncommitted changes"):
        require_committed(folder / "foo.py")


@pytest.mark.parametrize("ignored", ["", "new.py\n"])
def test_a_file_that_git_does_not_know_is_refused(folder, ignored):
    (folder / "new.py").write_text(PORT)
    (folder / ".gitignore").write_text(ignored)
    with pytest.raises(RequestError, match="must have no uncommitted changes"):
        require_committed(folder / "new.py")


@pytest.mark.parametrize("path", [None, ""])
def test_a_file_in_no_repository_is_refused(tmp_path, monkeypatch, path):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    if path is not None:  # where there is no git
        monkeypatch.setenv("PATH", path)
    (tmp_path / "foo.py").write_text(PORT)
    with pytest.raises(RequestError, match="must lie in a git repository"):
        require_committed(tmp_path / "foo.py")


def test_the_diff_is_printed_and_nothing_written(run, folder):
    result = run()
    assert (result.exit_code, result.stdout) == (1, write_diff("foo.py", PORT, BOTH))
    assert (folder / "foo.py").read_text() == PORT
    assert [asked["explain"] for asked in result.asked] == [True]


def test_git_applies_what_is_printed(run, folder):
    (folder / "fix.diff").write_text(run().stdout)
    git("apply", "fix.diff")
    assert (folder / "foo.py").read_text() == BOTH


def test_what_has_no_fix_is_named(run, folder, found):
    found.append(different(folder, "sum", WRAPPED, is_verified=False))
    found.append(different(folder, "mean", PORT, rules=()))
    found.append(replace(found[0], java="last(int)", cause=None))
    found.append(Verdict("odd(Odd)", "foo.odd", "Foo", Status.UNDECIDED, reason="unknown type"))
    assert run().stderr.splitlines() == [
        f"portproof: Foo sum(int): no verified fix; {RULES[0].title}",
        "portproof: Foo mean(int): no verified fix; logic differs; no Java rule explains it",
        "portproof: Foo last(int): no verified fix; cause not found out",
        "portproof: Foo odd(Odd): unknown type",
    ]


def test_fixes_are_applied_and_the_port_is_checked_again(run, folder):
    result = run("--apply")
    assert result.exit_code == 0, result.output
    assert (folder / "foo.py").read_text() == BOTH
    assert [asked["explain"] for asked in result.asked] == [True, False]
    assert result.stdout.startswith("--- a/foo.py\n")
    assert "PASSED: 1 method, 1 SAME" in result.stdout


def test_the_style_of_fixes_is_asked_for(run):
    assert [run(*words).asked[-1]["is_plain"] for words in ([], ["--fix-style", "plain"])] == [
        False,
        True,
    ]


def test_changes_of_ones_own_are_not_written_over(run, folder):
    (folder / "foo.py").write_text(PORT + "# mine\n")
    result = run("--apply")
    assert (result.exit_code, result.asked) == (2, [])
    assert "must have no uncommitted changes, got some in foo.py" in result.stderr
    assert run("--apply", "--force").exit_code == 0
    assert (folder / "foo.py").read_text() == BOTH + "# mine\n"


def test_nothing_is_written_where_nothing_is_verified(run, folder, found):
    found[:] = [different(folder, "square", WRAPPED, is_verified=False)]
    result = run("--apply")
    assert (result.exit_code, result.stdout) == (1, "")
    assert (folder / "foo.py").read_text() == PORT


def test_the_bundled_port_is_not_to_be_fixed(folder):
    result = CliRunner().invoke(main, ["fix"])
    assert result.exit_code == 2
    assert "port must be of files" in result.stderr
