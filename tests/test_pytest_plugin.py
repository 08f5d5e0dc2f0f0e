"""The plugin as users have it: loaded by its entry point, in a pytest of its own."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import textwrap

import platformdirs
import pytest
from processes import ends_within, is_running

pytest_plugins = ["pytester"]
CACHE = platformdirs.user_cache_dir()  # pytester sets another HOME
JAVA = """
public class Foo {
    static int addOne(int x) { return x + 1; }
    static int same(int x) { return x; }
    static class Inner { static String same(String x) { return x; } }
}
"""
RIGHT = """
def add_one(x): return (x + 1 + 2**31) % 2**32 - 2**31
def same(x): return x
"""
TEST = """
import pytest

@pytest.mark.portproof("Foo.java", "foo.py", cases=60)
def test_foo(verdict):
    print("cases:", verdict.cases)
"""


@pytest.fixture
def project(pytester, monkeypatch):
    """Write a Java source, a port and a test in a folder below the one that pytest runs in."""
    monkeypatch.setenv("XDG_CACHE_HOME", CACHE)
    for name in ("PORTPROOF_REQUIRE_JVM", "CI", "HYPOTHESIS_STORAGE_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)

    def write(java=JAVA, python=RIGHT, test=TEST):
        folder = pytester.mkdir("tests")
        (folder / "Foo.java").write_text(java)
        (folder / "foo.py").write_text(python)
        (folder / "test_foo.py").write_text(test)
        return pytester

    return write


@pytest.fixture
def without_jdk(monkeypatch):
    """No JDK on the path, nor by JAVA_HOME."""
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", os.path.dirname(sys.executable))


@pytest.mark.jvm
def test_each_java_method_is_an_item(project):
    result = project().runpytest_subprocess("--collect-only", "-q", "--strict-markers")
    assert result.outlines[:3] == [
        "tests/test_foo.py::test_foo[same(String)]",
        "tests/test_foo.py::test_foo[addOne(int)]",
        "tests/test_foo.py::test_foo[same(int)]",
    ]


@pytest.mark.jvm
def test_methods_of_one_name_are_told_apart_by_their_classes(project):
    java = JAVA.replace("String", "int")
    result = project(java).runpytest_subprocess("--collect-only", "-q")
    result.stdout.fnmatch_lines(["*::test_foo[[]Foo$Inner.same(int)[]]", "*[[]Foo.same(int)[]]"])


@pytest.mark.jvm
def test_a_right_port_passes_on_the_cases_that_the_mark_asks_for(project):
    result = project().runpytest_subprocess("-s")
    result.assert_outcomes(passed=3)
    assert result.stdout.str().count("cases: 60") == 3


@pytest.mark.jvm
def test_a_port_object_is_proven_as_it_says(project):
    test = """
        import pytest
        from pathlib import Path
        from bridge import Port
        PORT = Port((Path("Foo.java"),), Path("foo.py"), by_hand=(("same(String)", "add_one"),))

        @pytest.mark.portproof(PORT, methods=["same"], cases=60)
        class TestFoo:
            def test_foo(self, verdict): pass
        """
    result = project(test=textwrap.dedent(test)).runpytest_subprocess()
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*Foo$Inner same(String) is DIFFERENT from foo.add_one*"])


@pytest.mark.jvm
def test_a_difference_is_told_in_full_and_its_replay_shows_it_again(project):
    wrong = RIGHT.replace("% 2**32 - 2**31", "- 2**31")
    result = project(python=wrong).runpytest_subprocess("--portproof-seed=7")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(
        [
            "portproof: seed 7",
            "Foo addOne(int) is DIFFERENT from foo.add_one only in extreme cases",
            "  because the results differ",
            "  --portproof-seed=7 draws the same cases",
            "  addOne(2147483647): Java -2147483648, Python value must be in the range of int, *",
            '  Java    {*"-2147483648"*}',
            "  Python  {*got 2147483648*}",
            "  portproof check --method*",
            "  portproof replay addOne-*",
        ]
    )
    commands = re.findall("^  portproof (check .*|replay .*)", result.stdout.str(), re.MULTILINE)
    assert len(commands) == 2
    code = "from bridge.cli import main; main()"
    for command in commands:
        again = [sys.executable, "-c", code, *shlex.split(command)]
        assert subprocess.run(again, capture_output=True).returncode == 1


@pytest.mark.slow
@pytest.mark.jvm
def test_a_difference_is_explained_where_the_mark_asks_for_it(project):
    wrong = RIGHT.replace("(x + 1 + 2**31) % 2**32 - 2**31", "x + 1")
    test = TEST.replace("cases=60", "cases=60, explain=True")
    result = project(python=wrong, test=test).runpytest_subprocess("--portproof-seed=7")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["  Cause: int wraps around at 32 bits (int-overflow), *"])


@pytest.mark.jvm
def test_a_method_without_a_partner_fails(project):
    result = project(python="def add_one(x): pass").runpytest_subprocess("-k", "int and same")
    result.assert_outcomes(failed=1, deselected=2)
    result.stdout.fnmatch_lines(["Foo same(int) is UNPAIRED: the port has no function 'same'"])


@pytest.mark.slow
@pytest.mark.jvm
def test_a_test_may_assert_more(project):
    test = TEST + "    assert verdict.python != 'foo.same'\n"
    pytester = project(test=test)
    pytester.runpytest_subprocess().assert_outcomes(passed=1, failed=2)
    pytester.runpytest_subprocess("--lf", "-x").assert_outcomes(failed=1)


@pytest.mark.jvm
def test_the_number_of_cases_may_be_overridden(project):
    result = project().runpytest_subprocess("-s", "--portproof-cases=44")
    assert result.stdout.str().count("cases: 44") == 3


@pytest.mark.slow
@pytest.mark.jvm
def test_a_seed_repeats_the_cases(project):
    log = "def same(x): print(x, file=open(__file__ + '.log', 'a'))"
    pytester, seen = project(python=log), []
    for seed in (1, 2, 1):
        item = "tests/test_foo.py::test_foo[same(int)]"
        pytester.runpytest_subprocess(f"--portproof-seed={seed}", item).assert_outcomes(failed=1)
        seen.append((pytester.path / "tests" / "foo.py.log").read_text())
        (pytester.path / "tests" / "foo.py.log").unlink()
    assert seen[0] == seen[2] != seen[1]


@pytest.mark.slow
@pytest.mark.jvm
def test_processes_of_xdist_agree_on_items_and_seed(project):
    pytester = project(python="def same(x): return 0")
    result = pytester.runpytest_subprocess("-n2", "--dist=each")
    result.assert_outcomes(failed=6)
    seeds = re.findall("seed[ =]([0-9]+)", result.stdout.str())
    assert len(seeds) == 5
    assert len(set(seeds)) == 1


@pytest.mark.slow
@pytest.mark.jvm
def test_processes_of_xdist_have_a_jvm_each_that_ends_with_them(project):
    test = TEST.replace("verdict)", "verdict, jvm)") + "    open(f'{jvm.pid}.pid', 'w').close()\n"
    pytester = project(test=test)
    pytester.runpytest_subprocess("-n2", "--dist=each").assert_outcomes(passed=6)
    pids = [int(file.stem) for file in pytester.path.glob("*.pid")]
    assert len(pids) == 2
    assert not any(map(is_running, pids))


@pytest.mark.jvm
def test_a_run_that_is_interrupted_leaves_no_jvm(project):
    test = """
        import signal, sys
        def test_it(jvm):
            print(jvm.pid, file=sys.__stderr__, flush=True)
            signal.pause()
        """
    pytester = project(test=textwrap.dedent(test))
    command = [sys.executable, "-m", "pytest", "-s"]
    with subprocess.Popen(command, cwd=pytester.path, stderr=subprocess.PIPE, text=True) as run:
        pid = int(run.stderr.readline())
        run.send_signal(signal.SIGINT)
        assert run.wait() == pytest.ExitCode.INTERRUPTED
    assert ends_within(pid, 5)


@pytest.mark.slow
@pytest.mark.jvm
def test_modules_of_one_name_in_two_folders_are_told_apart(pytester, project):
    project(python="import near\ndef same(x): return near.same(x)")
    for number, same in enumerate(["x", "0"]):
        folder = pytester.mkdir(f"folder_{number}")
        for file in ("Foo.java", "foo.py"):
            shutil.copy(pytester.path / "tests" / file, folder)
        (folder / "near.py").write_text(f"def same(x): return {same}")
        (folder / f"test_{number}.py").write_text(TEST)
    result = pytester.runpytest_subprocess("-k", "same", "folder_0", "folder_1")
    result.assert_outcomes(passed=2, failed=2, deselected=2)


@pytest.mark.jvm
def test_java_that_does_not_compile_is_a_collection_error_in_javacs_words(project):
    result = project(java="class Foo { int x }").runpytest_subprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*ERROR collecting tests/test_foo.py*", "*';' expected*"])
    result.stdout.no_fnmatch_line("*Traceback*")


@pytest.mark.jvm
@pytest.mark.parametrize(
    ("mark", "message"),
    [
        ("('Foo.java', 'nowhere.py')", "files must exist, got *nowhere.py'"),
        ("('Foo.java', 'foo.py', sed=1)", "*unexpected keyword argument 'sed'"),
        ("('Foo.java', 'foo.py', methods=['odd'])", "method must be one of *, got 'odd'"),
    ],
)
def test_a_mark_that_cannot_be_met_is_a_collection_error(project, mark, message):
    test = TEST.replace('("Foo.java", "foo.py", cases=60)', mark)
    result = project(test=test).runpytest_subprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"test_foo: {message}"])


@pytest.mark.jvm
def test_a_port_that_does_not_import_is_a_collection_error(project):
    result = project(python="1 / 0").runpytest_subprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["test_foo: port must be importable, got ZeroDivisionError*"])


@pytest.mark.parametrize(
    ("left", "message"),
    [
        ("verdict", "a test marked portproof must take the fixture verdict"),
        ("@.*", "a test that takes the fixture verdict must be marked portproof"),
    ],
)
def test_a_test_that_proves_nothing_fails(project, left, message):
    result = project(test=re.sub(left, "", TEST, count=1)).runpytest_subprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([message])


def test_without_a_jdk_tests_are_skipped_with_the_reason(project, without_jdk):
    test = TEST + "def test_jvm(jvm): pass\n"
    result = project(test=test).runpytest_subprocess("-rs")
    result.assert_outcomes(skipped=2)
    result.stdout.fnmatch_lines(["SKIPPED*a JDK (javac) must be installed, got none on PATH*"])


def test_without_a_jdk_that_is_required_tests_fail(project, without_jdk, monkeypatch):
    monkeypatch.setenv("PORTPROOF_REQUIRE_JVM", "1")
    test = TEST + "def test_jvm(jvm): pass\n"
    result = project(test=test).runpytest_subprocess()
    result.assert_outcomes(errors=2)
    result.stdout.fnmatch_lines(["a JDK (javac) must be installed, got none on PATH*"])


@pytest.mark.jvm
def test_tests_of_hypothesis_are_as_ever(project):
    test = """
        import pytest
        from hypothesis import given, settings, strategies as st

        @given(st.integers())
        def test_it(jvm, x):
            assert settings().max_examples == 70
            assert x < 5
        """
    pytester = project(test=TEST + textwrap.dedent(test))
    profile = "from hypothesis import settings\n"
    profile += "settings.register_profile('mine', max_examples=70, print_blob=True)\n"
    (pytester.path / "conftest.py").write_text(profile)
    result = pytester.runpytest_subprocess("--hypothesis-profile=mine")
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["*x=5,*", "*@reproduce_failure(*"])
    assert any((pytester.path / ".hypothesis" / "examples").iterdir())


def test_nothing_is_loaded_until_it_is_used(project):
    test = """
        import sys
        def test_it():
            heavy = {"hypothesis", "py4j", "numpy", "rich", "click", "bridge.errors"}
            assert "bridge.pytest_plugin" in sys.modules
            assert heavy & set(sys.modules) == set()
        """
    project(test=textwrap.dedent(test)).runpytest_subprocess().assert_outcomes(passed=1)


def test_help_tells_of_mark_fixtures_and_options(project):
    pytester = project(test="")
    told = [pytester.runpytest_subprocess(f"--{what}") for what in ("markers", "fixtures", "help")]
    told[0].stdout.fnmatch_lines(["@pytest.mark.portproof(java, python*"])
    told[1].stdout.fnmatch_lines(["jvm [[]session scope[]]*", "verdict*"])
    told[2].stdout.fnmatch_lines(["*--portproof-cases=N*", "*--portproof-seed=N*"])


@pytest.mark.parametrize("option", ["--portproof-cases=0", "--portproof-seed=-1"])
def test_a_number_out_of_range_is_refused(project, option):
    result = project().runpytest_subprocess(option)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*must be at least *, got *"])
