import json
import re
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from bridge import cli
from bridge.bundled import BUNDLED
from bridge.cache import Usage
from bridge.commands import cache as cache_command
from bridge.commands import check as check_command
from bridge.commands import doctor as doctor_command
from bridge.compare import Bits, Tolerance, Ulps
from bridge.doctor import Finding
from bridge.errors import BridgeError, RequestError, SideError
from bridge.recorded import Origin, Recorded, write_recorded
from bridge.report.run import Report
from bridge.session import Step
from bridge.verdict import Status, Verdict

SAME, CORRECTED, DIFFERENT, UNDECIDED, UNPAIRED = Status
OPTIONS = [
    "--bundled",
    "--recorded",
    "--cases",
    "--seed",
    "--method",
    "--case",
    "--pair",
    "--class",
    "--classpath",
    "--all",
    "--arrays",
    "--nulls",
    "--examples",
    "--types",
    "--exceptions",
    "--signed-zero",
    "--jobs",
    "--resume",
    "--propose",
    "--no-explain",
    "--rule",
    "--timeout",
    "--jdk",
    "--java",
    "--json",
    "--html",
    "--junit",
    "--sarif",
    "--markdown",
    "--github",
    "--allow-unpaired",
    "--verbose",
    "--quiet",
    "--debug",
]
FILE_OPTIONS = ["--json", "--html", "--junit", "--sarif", "--markdown"]


def report(*statuses, allow_unpaired=False):
    methods = tuple(
        Verdict(f"f{n}(double)", "m.f", "forum", status) for n, status in enumerate(statuses)
    )
    lonely = Verdict("", "m.lonely", "forum", UNPAIRED)
    return Report(7, "17", "v", (*methods, lonely), allow_unpaired=allow_unpaired)


def run(*words):
    return CliRunner().invoke(cli.main, ["check", *words])


@pytest.fixture
def asked(monkeypatch):
    """What the command asked the engine for, which here passes everything."""
    options = {}
    monkeypatch.setattr(
        check_command, "check_ports", lambda **given: options.update(given) or report(SAME)
    )
    return options


@pytest.fixture
def fails(monkeypatch):
    def fails_with(error):
        def check_ports(**options):
            raise error

        monkeypatch.setattr(check_command, "check_ports", check_ports)

    return fails_with


@pytest.mark.parametrize("word", ["-h", "--help"])
def test_help_lists_every_option(word):
    result = run(word)
    assert result.exit_code == 0
    listed = set(re.findall(r"^ .*?(--[a-z-]+)", result.output, re.MULTILINE))
    assert listed == {*OPTIONS, "--help"}


def test_help_lists_the_commands_and_the_exit_codes():
    assert "check" in CliRunner().invoke(cli.main, ["--help"]).output
    for line in ("1    a method is DIFFERENT", "2    wrong usage", "130  interrupted"):
        assert line in run("--help").output


def commands(command=cli.main, words=()):
    """All commands, with the words that call them."""
    yield words, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*words, name))


@pytest.mark.parametrize(("words", "command"), [*commands()], ids=str)
def test_the_help_of_every_command_shows_how_it_is_used(words, command):
    result = CliRunner().invoke(cli.main, [*words, "--help"])
    assert re.search(rf"^  Examples?:\n    .*portproof {' '.join(words)}", result.output, re.M)
    assert max(map(len, result.output.splitlines())) <= 80
    assert "..." not in result.output.partition("Commands:")[2]
    options = [option for option in command.params if option.param_type_name == "option"]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize(
    ("words", "start", "offered"),
    [
        ([], "c", {"cache", "check"}),
        (["cache"], "c", {"clear"}),
        (["check"], "--ty", {"--types"}),
        (["check", "--types"], "", {"strict", "loose"}),
        (["check", "--arrays"], "n", {"numpy"}),
        (["check"], "--no-", {"--no-explain"}),
        (["fix", "--fix-style"], "", {"javaops", "plain"}),
    ],
)
def test_a_shell_is_offered_what_may_come_next(words, start, offered):
    completion = ShellComplete(cli.main, {}, "portproof", "_PORTPROOF_COMPLETE")
    assert {item.value for item in completion.get_completions(words, start)} == offered


@pytest.mark.parametrize(
    "words", [["check"], ["check", "A.java"], ["check", "--json"], ["doctor", "--java"]]
)
def test_a_shell_offers_files_where_one_is_wanted(words):
    completion = ShellComplete(cli.main, {}, "portproof", "_PORTPROOF_COMPLETE")
    assert [item.type for item in completion.get_completions(words, "")] == ["file"]


@pytest.fixture
def finds(monkeypatch):
    def finds_these(*findings):
        monkeypatch.setattr(doctor_command, "examine", lambda *_: iter(findings))

    return finds_these


def test_a_doctor_who_finds_nothing_passes(finds):
    finds(Finding("JDK", True, "17"), Finding("JVM", True, "21"))
    result = CliRunner().invoke(cli.main, ["doctor"])
    assert result.exit_code == 0
    assert result.stdout == "OK     JDK             17\nOK     JVM             21\nAll OK\n"


def test_a_doctor_who_finds_something_ends_with_3(finds):
    finds(Finding("JDK", False, "install one:\n  apt"), Finding("JVM", True, "x" * 100))
    result = CliRunner().invoke(cli.main, ["doctor"])
    assert result.exit_code == 3
    first, second, third, last = result.stdout.splitlines()
    assert first == "FAILED JDK             install one:"
    assert second == " " * 23 + "  apt"
    assert third.endswith(" " + "x" * 100)
    assert last == "1 FAILED"


@pytest.mark.parametrize(("words", "is_shown"), [([], False), (["--debug"], True)])
def test_a_doctor_shows_a_traceback_with_debug_only(finds, words, is_shown):
    finds(Finding("Cache", False, "internal error", RuntimeError("oops")))
    result = CliRunner().invoke(cli.main, ["doctor", *words])
    assert ("RuntimeError: oops" in result.stderr) == is_shown


def test_a_doctor_looks_at_the_jvm_that_is_named(monkeypatch):
    asked = []
    monkeypatch.setattr(doctor_command, "examine", lambda *given: asked.extend(given) or [])
    CliRunner().invoke(cli.main, ["doctor", "--jdk", "home", "--java", "java"])
    assert asked == [Path("home"), Path("java")]


def test_a_cache_that_is_cleared_tells_what_was_freed(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = Path(CliRunner().invoke(cli.main, ["cache", "path"]).stdout.strip())
    folder.mkdir()
    (folder / "file").write_bytes(bytes(2_000_000))
    result = CliRunner().invoke(cli.main, ["cache", "clear"])
    assert (result.exit_code, list(folder.iterdir())) == (0, [])
    assert result.stdout == f"Freed 1 file, 2.0 MB in {folder}\n"


def test_a_cache_that_cannot_be_cleared_ends_with_3(monkeypatch):
    monkeypatch.setattr(cache_command, "clear_cache", lambda: Usage(1, 0))
    monkeypatch.setattr(cache_command, "cache_usage", lambda: Usage(2, 0))
    result = CliRunner().invoke(cli.main, ["cache", "clear"])
    assert result.exit_code == 3
    assert "must be one whose files can be deleted, got 2 files, 0.0 MB that" in result.stderr


@pytest.mark.parametrize("name", ["path", "clear"])
def test_a_cache_that_fails_ends_with_3_and_no_traceback(monkeypatch, name):
    def fail():
        raise OSError("oops")

    monkeypatch.setattr(cache_command, "cache_folder", fail)
    monkeypatch.setattr(cache_command, "clear_cache", fail)
    result = CliRunner().invoke(cli.main, ["cache", name])
    assert result.exit_code == 3
    assert result.stderr == "portproof: internal error: OSError('oops'); see --debug\n"


@pytest.fixture
def stored(tmp_path):
    """Make a file of recorded outcomes whose pair has these options."""

    def write(**pair):
        file = tmp_path / "foo.recorded.jsonl"
        write_recorded(file, Recorded(Origin(7, "17.0.15", "Debian", pair), ()))
        (tmp_path / "foo.py").write_text("")
        return str(file), str(tmp_path / "foo.py")

    return write


def test_recorded_outcomes_stand_for_the_java(asked, stored):
    file, python = stored(rule="ulps=2", pair={"f": "g"})
    told = "".join(run("--recorded", file, python).stdout.split())
    assert told.startswith(f"Checking{python}against{file},recordedwithJava17.0.15(Debian)")
    [port] = asked["ports"]
    assert (port.java, port.python, port.recorded) == ((), Path(python), Path(file))
    assert (port.rule, port.by_hand) == (Ulps(2), (("f", "g"),))


def test_options_of_a_recording_give_way_to_those_of_the_command_line(asked, stored):
    file, python = stored(rule="ulps=2", types="loose")
    assert run("--recorded", file, "--rule", "bits", python).exit_code == 0
    assert (asked["ports"][0].rule, asked["ports"][0].is_loose) == (Bits(), True)


def test_the_bundled_port_may_be_recorded(asked, stored):
    file, python = stored(bundled=True)
    assert run("--recorded", file).exit_code == 0
    assert [port.recorded for port in asked["ports"]] == [Path(file)] * 2
    assert [port.classes for port in asked["ports"]] == [port.classes for port in BUNDLED]
    result = run("--recorded", file, python)
    assert (result.exit_code, "is of the bundled port" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    "words",
    [
        *(["--cases", "5"], ["--seed", "1"], ["--jobs", "2"], ["--resume"], ["--bundled"]),
        *(["--class", "Foo"], ["--classpath", "."], ["--all"], ["--nulls"], ["--jdk", "."]),
        *(["--java", "java"], ["--examples", __file__]),
    ],
)
def test_what_was_decided_when_it_was_recorded_is_refused(stored, words):
    file, python = stored()
    result = run("--recorded", file, *words, python)
    assert result.exit_code == 2
    assert f"Error: {words[0]} must come without --recorded, got both" in result.stderr


def test_java_beside_recorded_outcomes_is_refused(stored):
    file, python = stored()
    result = run("--recorded", file, "Foo.java", python)
    assert result.exit_code == 2
    assert "--recorded must come with PYTHON alone, got 'Foo.java', too" in result.stderr


def test_recorded_outcomes_without_a_port_are_refused(stored):
    result = run("--recorded", stored()[0])
    assert (result.exit_code, "PYTHON must be named" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        ({"json": "x"}, r"must name options of judging, got \{'json': 'x'\}"),
        ({"java": ["Foo.java"]}, "must name options of judging"),
        ({"rule": "near"}, ".*rule must be bits, ulps=N or"),
        ({"corrections": [{}]}, "must have applies, methods, name, reason"),
    ],
)
def test_a_pair_that_no_recording_has_is_refused(stored, pair, message):
    file, python = stored(**pair)
    result = run("--recorded", file, python)
    assert result.exit_code == 2
    assert re.search(f"foo.recorded.jsonl:? {message}", result.stderr)


def test_corrections_and_oracles_are_recorded_with_the_java(asked, stored):
    correction = {"name": "n", "methods": ["f"], "reason": "r", "applies": "x > 0"}
    file, python = stored(corrections=[correction], oracle={"f": "x + 1"})
    assert run("--recorded", file, python).exit_code == 0
    [port] = asked["ports"]
    assert [each.name for each in port.corrections] == ["n"]
    assert port.oracles == (("f", "x + 1"),)


def test_no_counterexample_is_kept_without_java(asked, stored, monkeypatch):
    monkeypatch.setattr(check_command, "keep", lambda verdicts: pytest.fail("it must keep none"))
    file, python = stored()
    assert run("--recorded", file, python).exit_code == 0


def test_a_damaged_recording_is_wrong_usage(stored):
    file, python = stored()
    Path(file).write_text("oops\n")
    result = run("--recorded", file, python)
    assert result.exit_code == 2
    assert "line 1 of" in result.stderr
    assert "record it anew with portproof record" in result.stderr


def test_pairs_recorded_into_one_file_are_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a.py", "b.py", "A.java"):
        Path(name).write_text("")
    pairs = "".join(f'[[pairs]]\njava = "A.java"\npython = "{name}.py"\n' for name in "ab")
    Path("portproof.toml").write_text(pairs)
    result = CliRunner().invoke(cli.main, ["record", "--out", "file"])
    assert result.exit_code == 2
    assert "--out must be left out where several pairs are recorded" in result.stderr


def test_version_is_told():
    result = CliRunner().invoke(cli.main, ["--version"])
    assert result.exit_code == 0
    assert re.fullmatch(r"portproof, version \d+\.\d+\.\d+\n", result.output)


def test_defaults(asked):
    assert run().exit_code == 0
    del asked["progress"]
    assert asked == {
        "ports": list(BUNDLED),
        "methods": (),
        "cases": 1000,
        "seed": None,
        "case": None,
        "explain": True,
        "timeout_s": 1.0,
        "jdk": None,
        "java_executable": None,
        "jobs": 1,
        "kept": None,
        "resume": False,
        "propose": False,
        "allow_unpaired": False,
    }


def test_options_reach_the_engine(asked, tmp_path):
    words = ["--cases", "5", "--seed", "3", "--method", "f", "--method", "g(int)"]
    run(*words, "--jdk", str(tmp_path), "--java", str(tmp_path / "java"), "--allow-unpaired")
    assert (asked["cases"], asked["seed"], asked["methods"]) == (5, 3, ("f", "g(int)"))
    assert (asked["jdk"], asked["java_executable"]) == (tmp_path, tmp_path / "java")
    assert asked["allow_unpaired"] is True


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("bits", Bits()),
        ("ulps=4", Ulps(4)),
        ("ulps=0", Ulps(0)),
        ("ulps=0.5", Ulps(0.5)),
        ("rel=1e-9,abs=0.5", Tolerance(1e-9, 0.5)),
        ("abs=0.5,rel=1e-9", Tolerance(1e-9, 0.5)),
        ("rel=1e-9", Tolerance(1e-9, 0.0)),
        ("abs=2", Tolerance(0.0, 2.0)),
    ],
)
def test_a_rule_is_read(asked, text, rule):
    assert run("--rule", text).exit_code == 0
    assert [port.rule for port in asked["ports"]] == [rule, rule]


BAD_RULES = [
    "",
    "bit",
    "ulps",
    "ulps=",
    "ulps=x",
    "ulps=-1",
    "ulps=nan",
    "rel=1,ulps=2",
    "a=1",
    "rel=1,abs=-1",
    "ulps=1=2",
    "rel=1;abs=2",
]
LOOSE_RULES = ["ulps=inf", "rel=0,abs=nan", "rel=inf"]


@pytest.mark.parametrize("text", BAD_RULES)
def test_a_bad_rule_is_wrong_usage(asked, text):
    result = run("--rule", text)
    assert result.exit_code == 2
    assert "rule must be bits, ulps=N or rel=X,abs=Y, got" in result.stderr
    assert asked == {}


@pytest.mark.parametrize("text", LOOSE_RULES)
def test_a_rule_that_is_not_finite_is_wrong_usage(asked, text):
    assert run("--rule", text).exit_code == 2


def test_a_case_is_read_as_json(asked):
    assert run("--method", "f", "--case", '[1, {"type": "double", "value": "inf"}]').exit_code == 0
    assert asked["case"] == [1, {"type": "double", "value": "inf"}]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--case", "[1]"], "--case must come with exactly one --method"),
        (["--case", "[1]", "--method", "f", "--method", "g"], "exactly one --method"),
        (["--method", "f", "--case", "[1"], r"case must be JSON, got '\[1'"),
        (["--method", "f", "--case", "[" * 100_000], "case must be JSON"),
        (["--method", "f", "--case", "1"], "case must be a list of arguments, got '1'"),
        (["--cases", "0"], "--cases"),
        (["--cases", "many"], "--cases"),
        (["--seed", "-1"], "--seed"),
        (["--json", "/absent/folder/x.json"], "--json must name a file that can be written"),
        (["--json", "/"], "--json"),
        (["--junit", "/absent/x.xml"], "--junit must name a file that can be written"),
        (["--sarif", "/absent/x.sarif"], "--sarif must name a file that can be written"),
        (["--markdown", "/absent/x.md"], "--markdown must name a file that can be written"),
        (["--nonsense"], "--nonsense"),
        (["Nowhere.java", "nowhere.py"], "files must exist, got 'Nowhere.java'"),
        (["alone.py"], "JAVA sources must be named"),
        (["--class", "A"], "PYTHON must be named"),
        (["--pair", "f", "A.java", "a.py"], "pair must be javaName=python_name"),
        (["--bundled", "A.java", "a.py"], "must come without files"),
    ],
)
def test_wrong_usage_ends_with_2(asked, words, message):
    result = run(*words)
    assert result.exit_code == 2
    assert re.search(message, result.stderr)
    assert asked == {}


@pytest.fixture
def configured(tmp_path, monkeypatch):
    """Writes a configuration of two pairs into the folder that the command is called in."""
    monkeypatch.chdir(tmp_path)
    for name in ("A.java", "a.py"):
        Path(name).touch()

    def write(common="", own=""):
        pair = '[[pairs]]\njava = "A.java"\npython = "a.py"\n'
        Path("portproof.toml").write_text(f"{common}\n{pair}{own}\n{pair}")

    return write


def test_a_configuration_holds_for_the_run_and_its_pairs(asked, configured):
    configured("cases = 5\ntimeout = 2\nsigned-zero = true", 'rule = "bits"\nmethod = ["f"]')
    assert run().stdout.startswith("Checking the 2 pairs of portproof.toml\n")
    assert (asked["cases"], asked["timeout_s"], asked["methods"]) == (5, 2, ())
    assert [port.rule for port in asked["ports"]] == [Bits(), Ulps(4, signed_zero=True)]
    assert [port.methods for port in asked["ports"]] == [("f",), ()]


def test_the_command_line_goes_before_the_configuration(asked, configured):
    configured("cases = 5\nseed = 1", 'rule = "bits"\nmethod = ["f"]')
    run("--cases", "6", "--rule", "ulps=2", "--method", "g")
    assert (asked["cases"], asked["seed"], asked["methods"]) == (6, 1, ("g",))
    assert [port.rule for port in asked["ports"]] == [Ulps(2), Ulps(2)]
    assert [port.methods for port in asked["ports"]] == [("f",), ()]


@pytest.mark.parametrize(
    ("common", "own", "message"),
    [
        ("ruel = 1", "", "portproof.toml: No such option '--ruel'"),
        ("", 'rule = "x"', "portproof.toml: .*rule must be bits"),
        ("", 'java = "B.java"', "configuration must be TOML"),
        ("", "classpath = 'absent'", "portproof.toml: .*'absent' does not exist"),
        ("", "cases = 5", "portproof.toml: cases must stand beside the list of pairs"),
    ],
)
def test_a_wrong_configuration_is_named(asked, configured, common, own, message):
    configured(common, own)
    result = run()
    assert (result.exit_code, asked) == (2, {})
    assert re.search(message, result.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("option", FILE_OPTIONS)
def test_a_file_that_cannot_be_written_ends_with_2(asked, option):
    result = run(option, "/dev/full")
    assert result.exit_code == 2
    assert f"{option} must name a file to write" in result.stderr


def test_an_unknown_method_ends_with_2(fails):
    fails(RequestError("method must be one of f, got 'g'"))
    result = run("--method", "g")
    assert result.exit_code == 2
    assert "method must be one of f, got 'g'" in result.stderr


def test_without_a_jdk_it_ends_with_3(tmp_path, monkeypatch):
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run()
    assert result.exit_code == 3
    for line in ("apt-get install", "dnf install", "brew install", "winget install"):
        assert line in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (KeyboardInterrupt(), 130, "portproof: interrupted"),
        (BridgeError("no JVM"), 3, "portproof: no JVM"),
        (SideError("it died"), 3, "portproof: it died"),
        (RuntimeError("oops"), 3, "portproof: internal error: RuntimeError('oops'); see --debug"),
        (ValueError("ours"), 3, "portproof: internal error: ValueError('ours'); see --debug"),
        (AssertionError(), 3, "portproof: internal error: AssertionError(); see --debug"),
    ],
)
def test_what_goes_wrong_has_its_exit_code(fails, error, code, message):
    fails(error)
    result = run()
    assert result.exit_code == code
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_debug_tells_where_an_error_came_from(fails):
    fails(BridgeError("no JVM"))
    result = run("--debug")
    assert result.exit_code == 3
    assert "Traceback" in result.stderr
    assert "portproof: no JVM" in result.stderr


@pytest.mark.parametrize(("error", "code"), [(RuntimeError("oops"), 3), (KeyboardInterrupt(), 130)])
@pytest.mark.parametrize("stage", ["commands.check.print_report", "report.run.Report.to_json"])
def test_an_error_while_reporting_is_no_difference(
    asked, monkeypatch, tmp_path, stage, error, code
):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(f"bridge.{stage}", fail)
    assert run("--json", str(tmp_path / "x.json")).exit_code == code


@pytest.mark.parametrize(
    ("statuses", "allow_unpaired", "code"),
    [
        ([SAME], False, 0),
        ([SAME, CORRECTED], False, 0),
        ([SAME, DIFFERENT], False, 1),
        ([SAME, UNDECIDED], False, 3),
        ([SAME, UNPAIRED], False, 3),
        ([SAME, UNPAIRED], True, 0),
        ([UNPAIRED], True, 3),
        ([SAME, UNDECIDED, UNPAIRED], True, 3),
        ([UNDECIDED, DIFFERENT, UNPAIRED], False, 1),
        ([UNPAIRED, DIFFERENT], True, 1),
        ([], False, 3),
        ([], True, 3),
    ],
)
def test_exit_code_of_a_report(monkeypatch, statuses, allow_unpaired, code):
    made = report(*statuses, allow_unpaired=allow_unpaired)
    monkeypatch.setattr(check_command, "check_ports", lambda **_: made)
    assert run().exit_code == made.exit_code == code
    assert made.passed == (code == 0)


@pytest.mark.parametrize(("words", "is_explained"), [([], True), (["--no-explain"], False)])
def test_what_differs_is_explained_unless_it_is_not_wanted(asked, words, is_explained):
    assert run(*words).exit_code == 0
    assert asked["explain"] is is_explained


def test_the_first_line_says_what_is_checked(asked):
    first = " ".join(run().stdout.split("\n\n")[0].split())
    assert first.startswith("Checking the bundled port activations against")
    assert all(port.classes[0] in first for port in BUNDLED)


def test_quiet_prints_the_summary_only(asked):
    first, second = run("--quiet").stdout.splitlines()
    assert first == "PASSED: 1 method, 1 SAME; 0 cases in 0 s, seed 7"
    assert second.startswith("Java 17 (v), Python ")


def test_json_is_written_whatever_the_verdict(monkeypatch, tmp_path):
    monkeypatch.setattr(check_command, "check_ports", lambda **_: report(DIFFERENT))
    result = run("--quiet", "--json", str(tmp_path / "x.json"))
    document = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert result.exit_code == 1
    assert document["methods"][0]["verdict"] == "different"
    assert document["portproof"].count(".") == 2


def test_each_report_is_written_to_its_file(monkeypatch, tmp_path):
    monkeypatch.setattr(check_command, "check_ports", lambda **_: report(SAME, DIFFERENT))
    files = [tmp_path / option.strip("-") for option in FILE_OPTIONS]
    asked = [word for pair in zip(FILE_OPTIONS, map(str, files), strict=True) for word in pair]
    assert run(*asked).exit_code == 1
    starts = ["{", "<!doctype html>", "<?xml", "{", "## portproof: FAILED"]
    for file, start in zip(files, starts, strict=True):
        assert file.read_text("utf-8").startswith(start)
    assert json.loads(files[3].read_text())["version"] == "2.1.0"


def test_a_workflow_gets_annotations_and_a_summary(monkeypatch, tmp_path):
    monkeypatch.setattr(check_command, "check_ports", lambda **_: report(DIFFERENT))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    (tmp_path / "summary.md").write_text("before\n")
    lines = run("--quiet", "--github").stdout.splitlines()
    assert lines[0].startswith("::error title=DIFFERENT%3A f0(double)::")
    assert lines[1].startswith("FAILED")
    assert (tmp_path / "summary.md").read_text().startswith("before\n## portproof: FAILED\n")


def test_without_a_workflow_there_is_no_summary(monkeypatch, tmp_path):
    monkeypatch.setattr(check_command, "check_ports", lambda **_: report(DIFFERENT))
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.chdir(tmp_path)
    assert "::error " in run("--github").stdout
    assert list(tmp_path.iterdir()) == []


def test_a_summary_that_is_not_asked_for_is_left_alone(asked, monkeypatch, tmp_path):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    assert run().exit_code == 0
    assert list(tmp_path.iterdir()) == []


def test_a_summary_that_cannot_be_written_ends_with_2(asked, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "/absent/summary.md")
    result = run("--github")
    assert (result.exit_code, asked) == (2, {})
    assert "GITHUB_STEP_SUMMARY must name a file that can be written" in result.stderr


def test_progress_is_taken(monkeypatch):
    def check_ports(*, progress, **_):
        progress(Step("f(double)", 5, 0.5))
        return report(SAME)

    monkeypatch.setattr(check_command, "check_ports", check_ports)
    assert run().exit_code == 0
