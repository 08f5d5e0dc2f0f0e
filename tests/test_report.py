import io
import json
import math
import re
import shlex
import struct
from dataclasses import replace
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from rich.console import Console

from bridge import cli
from bridge.bundled import BUNDLED
from bridge.causes import Cause, Step, Who
from bridge.commands import check as check_command
from bridge.commands.console import Terminal
from bridge.commands.request import port_of
from bridge.compare import Aspect, Exceptions, Tolerance, Ulps
from bridge.corrections import Correction
from bridge.errors import RequestError
from bridge.javatypes import Instance, Typed, java_type
from bridge.outcomes import Outcome, OutcomeStatus, Unfit
from bridge.places import Place
from bridge.ports import Arrays, Port
from bridge.report.ledger import ledger_as_markdown, put_ledger
from bridge.report.run import Report
from bridge.report.terminal import print_report, print_summary
from bridge.report.wording import (
    brief_call,
    brief_outcome,
    brief_ulp,
    brief_value,
    replay_command,
    typed_arguments,
)
from bridge.rules import RULES
from bridge.signatures import Signature
from bridge.strategies import Tier, cases_of
from bridge.typedjson import from_json, to_json
from bridge.values import same_bits
from bridge.verdict import Corrected, Counterexample, Status, TierCount, Verdict

INF, NAN = math.inf, math.nan
LARGEST = 1.7976931348623157e308
ROW = Signature("softmax", ("double[]",), "double[]")
SCALAR = Signature("tanh", ("double",), "double")
EVERYTHING = Signature("f", ("double[]", "float", "char", "long", "boolean", "int[][]"), "double")


def returned(value, *after):
    return Outcome(OutcomeStatus.RETURNED, after, value)


def raised(error_class, message, *after):
    return Outcome(OutcomeStatus.RAISED, after, error_class=error_class, message=message)


NAN_ROW = np.array([NAN, INF, -0.0, 5e-324, -LARGEST])
TIERS = (
    (Tier.GIVEN, TierCount(2)),
    (Tier.ORDINARY, TierCount(499)),
    (Tier.EXTREME, TierCount(499, 3)),
)
FORUM = BUNDLED[0]
OUTCOMES = (("java", (("returned", 990), ("raised", 10))), ("python", (("returned", 1000),)))
ODD = Counterexample(
    (NAN_ROW,),
    returned(NAN_ROW, NAN_ROW),
    raised("ValueError", "\ud800 is 'wrong'\n", NAN_ROW),
    FORUM,
)
UNFIT = Counterexample(
    (1.0,), returned(NAN, 1.0), returned(Unfit("a str"), Unfit("another")), FORUM
)
SHORT = Counterexample((-1.0,), returned(2.0, -1.0), returned(1.0, -1.0), FORUM)


def corrected(*names):
    return tuple(Corrected(Correction(name, [], "", "True"), 2, 1, SHORT) for name in names)


def verdict(java="softmax(double[])", python="activations.softmax", status=Status.SAME, **fields):
    fields = {"signature": ROW, "tiers": TIERS, "outcomes": OUTCOMES, "seconds": 0.25, **fields}
    return Verdict(java, python, "forum", status, **fields)


SAME = verdict(max_ulp=0.0, java_max_ulp=1.5, python_max_ulp=0.51)
DIFFERENT = verdict(
    status=Status.DIFFERENT,
    max_ulp=INF,
    java_max_ulp=INF,
    python_max_ulp=1e300,
    first_difference=Tier.EXTREME,
    counterexample=ODD,
    reason="the results differ",
)
CORRECTED = verdict(
    "tanh(double)",
    "activations.tanh",
    Status.CORRECTED,
    signature=SCALAR,
    corrected=corrected("gives two", "another"),
    counterexample=SHORT,
)
WRAPS = next(rule for rule in RULES if rule.id == "int-overflow")
FIX = "--- a\n+++ b\n@@ -1,2 +1,2 @@\n def f(x):\n-    return x\n+    return int32(x)\n"
CAUSE = Cause((WRAPS,), (2,), (3,), FIX, True, Who.JAVA, "Java overflows here: wrap in the port")
STEPS = tuple(Step(n, f"    x += {n}", (("x", str(n)), ("y", "'é'"))) for n in range(1, 20))
EXPLAINED = replace(DIFFERENT, cause=CAUSE)
NO_RULE = replace(DIFFERENT, cause=Cause((), steps=STEPS))
STRANGE = verdict("tanh(double)", status=Status.DIFFERENT, signature=SCALAR, counterexample=UNFIT)
UNPAIRED = Verdict("erf(double)", "", "forum", Status.UNPAIRED, reason="no function is paired")
UNDECIDED = Verdict("g(java.lang.String)", "m.g", "forum", Status.UNDECIDED, reason="unknown type")
PYTHON_ONLY = Verdict("", "activations.lonely", "forum", Status.UNPAIRED)
SEVEN = Typed(java_type("Long"), 7)
ALL = (SAME, DIFFERENT, CORRECTED, STRANGE, UNPAIRED, UNDECIDED, PYTHON_ONLY)


def report(*methods, **fields):
    return Report(7, "17.0.15", "Debian", methods, "3.11.7", "2.4.6", **fields)


def as_json(*methods):
    return json.loads(report(*methods).to_json())


def printed(*methods, verbose=False):
    console = Console(file=io.StringIO(), width=80)
    print_report(report(*methods), console, verbose=verbose)
    return console.file.getvalue()


@pytest.fixture(scope="module")
def validator():
    schema = json.loads((files("bridge.report") / "schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("methods", [(), *((one,) for one in ALL), ALL])
def test_json_is_valid_under_its_schema(validator, methods):
    validator.validate(as_json(*methods))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Object", SEVEN),
        ("List<Object>", [SEVEN, None]),
        ("Color{RED,GREEN}", "RED"),
        ("Node{...}", Instance("Node", (("val", SEVEN), ("next", None)))),
    ],
)
def test_the_schema_knows_typed_objects_and_enums(validator, text, value):
    document = as_json(DIFFERENT)
    document["methods"][0]["counterexample"]["arguments"] = [to_json(java_type(text), value)]
    validator.validate(document)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (["schema"], 2),
        (["seed"], -1),
        (["more"], 1),
        (["methods", 0, "verdict"], "fine"),
        (["methods", 0, "cases"], 1.5),
        (["methods", 0, "max_ulp"], "inf"),
        (["methods", 0, "more"], 1),
        (["methods", 0, "tiers", "strange"], {}),
        (["methods", 0, "counterexample", "java"], {"status": "returned"}),
        (["methods", 0, "counterexample", "arguments"], [1.0]),
        (["methods", 0, "cause"], {"rules": ["int-overflow"]}),
        (["methods", 0, "cause", "rules"], []),
        (["methods", 0, "cause", "python_lines"], [0]),
        (["methods", 0, "cause", "who"], "nobody"),
        (["methods", 0, "counterexample", "arguments"], [{"type": "Node", "value": {"val": 7}}]),
    ],
)
def test_the_schema_refuses_what_is_not_meant(validator, place, value):
    document = as_json(EXPLAINED)
    validator.validate(document)
    inner = document
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(document)


def test_json_tells_what_ran():
    document = as_json()
    assert document == {
        "schema": 1,
        "portproof": version("portproof"),
        "seed": 7,
        "java": {"version": "17.0.15", "vendor": "Debian"},
        "python": {"version": "3.11.7", "numpy": "2.4.6"},
        "methods": [],
    }


def test_json_of_a_verdict():
    [method] = as_json(DIFFERENT)["methods"]
    assert (method["java"], method["python"]) == ("softmax(double[])", "activations.softmax")
    assert (method["verdict"], method["first_difference"]) == ("different", "extreme")
    assert (method["cases"], method["reason"]) == (1000, "the results differ")
    assert method["tiers"]["extreme"] == {"cases": 499, "differ": 3, "limit": 0, "unjudged": 0}
    assert method["outcomes"]["java"] == {"returned": 990, "raised": 10}
    assert (method["reference"], method["seconds"]) == ("forum", 0.25)


def test_json_of_a_counterexample():
    [method] = as_json(DIFFERENT)["methods"]
    found = method["counterexample"]
    entries = ["nan:0x7ff8000000000000", "inf", "-0x0.0p+0", "0x0.0000000000001p-1022"]
    assert found["arguments"][0]["value"][:4] == entries
    assert found["java"]["value"] == found["arguments"][0] == found["java"]["arguments_after"][0]
    assert found["python"] == {
        "status": "raised",
        "class": "ValueError",
        "message": "\ud800 is 'wrong'\n",
    }
    assert found["replay"].startswith("portproof check --method 'softmax(double[])' --case ")


def test_json_of_a_cause(validator):
    document = as_json(EXPLAINED, NO_RULE, DIFFERENT)
    validator.validate(document)
    assert [method["cause"] for method in document["methods"]] == [
        {
            "rules": ["int-overflow"],
            "python_lines": [2],
            "java_lines": [3],
            "fix": FIX,
            "fix_verified": True,
            "who": "java",
        },
        None,
        None,
    ]


def test_json_of_a_cause_without_a_fix(validator):
    document = as_json(replace(DIFFERENT, cause=Cause((WRAPS,))))
    validator.validate(document)
    cause = document["methods"][0]["cause"]
    assert (cause["fix"], cause["fix_verified"], cause["who"]) == (None, False, None)


def test_json_has_no_infinity():
    [method] = as_json(DIFFERENT)["methods"]
    assert (method["max_ulp"], method["java_max_ulp"]) == (LARGEST, LARGEST)
    assert method["python_max_ulp"] == 1e300


def test_a_side_without_a_partner_is_null():
    java_only, python_only = as_json(UNPAIRED, PYTHON_ONLY)["methods"]
    assert (java_only["java"], java_only["python"]) == ("erf(double)", None)
    assert (python_only["java"], python_only["python"]) == (None, "activations.lonely")
    assert python_only["reason"] is None
    assert java_only["max_ulp"] is None


def test_a_value_the_type_does_not_hold_is_told_as_such():
    [method] = as_json(STRANGE)["methods"]
    python = method["counterexample"]["python"]
    assert python["value"] == {"type": "unfit", "value": "a str"}
    assert python["arguments_after"] == [{"type": "unfit", "value": "another"}]


@pytest.mark.parametrize("one", [SAME, DIFFERENT, CORRECTED, UNPAIRED, UNDECIDED])
def test_the_table_tells_the_verdict(one):
    text = printed(one)
    row = next(line for line in text.splitlines() if line.startswith(one.java.partition("(")[0]))
    assert one.status.name in row.split()
    assert str(one.cases) in row.split()


@pytest.mark.parametrize("verbose", [False, True])
def test_tables_fit_80_columns(verbose):
    long = verdict(
        status=Status.CORRECTED,
        corrected=corrected(*("a rather long name",) * 5),
        counterexample=Counterexample((NAN_ROW,), *[returned(NAN_ROW, NAN_ROW)] * 2, FORUM),
    )
    lines = printed(SAME, CORRECTED, long, UNPAIRED, verbose=verbose).splitlines()
    assert max(map(len, lines)) <= 80


def test_many_references_share_a_table():
    many = [replace(SAME, reference=f"port.Class{n}") for n in range(4)]
    lines = printed(*many).splitlines()
    assert lines[0].rstrip() == "4 Java references"
    assert [line.split()[0] for line in lines[3:7]] == [f"Class{n}.softmax" for n in range(4)]


def test_only_lines_to_be_pasted_are_longer():
    pasted = ("  Java    {", "  Python  {", "  portproof check ")
    lines = [line for line in printed(*ALL).splitlines() if not line.startswith(pasted)]
    assert max(map(len, lines)) <= 80


def test_the_list_of_lonely_functions_is_folded():
    lonely = [Verdict("", f"activations.f{n}", "forum", Status.UNPAIRED) for n in range(20)]
    assert max(map(len, printed(*lonely).splitlines())) <= 80


def test_the_summary_of_a_long_run_is_folded():
    methods = [
        verdict(status=status, tiers=((Tier.GIVEN, TierCount(10**5)),), seconds=1000.0)
        for status in (Status.SAME, Status.CORRECTED)
        for _ in range(10)
    ]
    console = Console(file=io.StringIO(), width=80)
    print_summary(Report(4294967295, "17.0.15", "Debian", tuple(methods)), console)
    assert max(map(len, console.file.getvalue().splitlines())) <= 80


def test_a_difference_is_told_in_full():
    lines = printed(DIFFERENT).splitlines()
    start = lines.index("cases")
    assert lines[start - 1].startswith("forum softmax(double[]) is DIFFERENT from activations.")
    because, java, python, replay = lines[start + 1 : start + 5]
    assert because == "  because the results differ"
    assert '"-0x0.0p+0"' in java
    assert "ValueError" in python
    assert replay == f"  {replay_command(ROW, ODD.case, FORUM)}"


def test_corrections_are_named_with_their_example():
    text = " ".join(printed(CORRECTED).split())
    assert "gives two, another:" in text
    assert "is DIFFERENT" not in text


def test_unpaired_sides_are_shown():
    text = printed(SAME, UNPAIRED, PYTHON_ONLY)
    assert "forum erf(double) is UNPAIRED: no function is paired" in text
    assert "Python functions without a Java partner: activations.lonely" in text


def test_verbose_tells_tiers_outcomes_and_time():
    text = " ".join(printed(SAME, verbose=True).split())
    for word in ("given: 2", "extreme: 499", "3 differ", "990 returned", "0.2 s"):
        assert word in text
    assert "given" not in printed(SAME)


def test_verbose_shows_the_lines_of_both_sources(tmp_path):
    (tmp_path / "Foo.java").write_text("class Foo {\n    int softmax() {\n        f();\n    }\n}\n")
    (tmp_path / "foo.py").write_text(f"# {'long ' * 30}\ndef f():\n    return '{'x ' * 60}'\n")
    java, python = Place(f"{tmp_path}/Foo.java", 3), Place(f"{tmp_path}/foo.py", 2)
    one = replace(SAME, java_place=java, python_place=python)
    lines = printed(one, verbose=True).splitlines()
    start = lines.index("  2     int softmax() {")
    assert lines[start : start + 3] == ["  2     int softmax() {", "  3         f();", "  4     }"]
    assert "  2 def f():" in lines[start:]
    assert max(map(len, lines[start - 1 :])) <= 80
    assert "def f():" not in printed(one)


@pytest.mark.parametrize(
    ("variables", "is_coloured"),
    [(["FORCE_COLOR"], True), (["FORCE_COLOR", "NO_COLOR"], False), ([], False)],
)
def test_colours_are_for_terminals_that_want_them(monkeypatch, capsys, variables, is_coloured):
    monkeypatch.setenv("TERM", "xterm")
    for variable in variables:
        monkeypatch.setenv(variable, "1")
    print_report(report(SAME, DIFFERENT), Terminal(), verbose=True)
    coloured = re.findall("\x1b\\[(?:1;)?3[0-7]m", capsys.readouterr().out)
    assert bool(coloured) is is_coloured


@pytest.mark.parametrize(
    ("methods", "told"),
    [
        ((SAME, CORRECTED), "PASSED: 2 methods, 1 SAME, 1 CORRECTED; 2000 cases in 0 s, seed 7"),
        ((SAME, DIFFERENT), "FAILED: 2 methods, 1 SAME, 1 DIFFERENT; 2000 cases in 0 s, seed 7"),
        ((UNPAIRED, PYTHON_ONLY), "FAILED: 1 method, 1 UNPAIRED; 0 cases in 0 s, seed 7"),
        ((), "FAILED: 0 methods, none; 0 cases in 0 s, seed 7"),
    ],
)
def test_the_summary_counts_and_names_the_seed(methods, told):
    first, second = printed(*methods).splitlines()[-2:]
    assert first == told
    assert second == "Java 17.0.15 (Debian), Python 3.11.7, NumPy 2.4.6"


def test_brackets_of_a_type_are_not_taken_for_markup():
    strange = Verdict("bold([red])", "", "forum", Status.UNPAIRED, reason="[bold]x[/bold]")
    assert "forum bold([red]) is UNPAIRED: [bold]x[/bold]" in printed(strange)


def read_back(signature, command, monkeypatch):
    """What `portproof check` would run, by its own reading of the command line."""
    asked = {}
    monkeypatch.setattr(
        check_command, "check_ports", lambda **options: asked.update(options) or report()
    )
    words = shlex.split(command)
    assert words.pop(0) == "portproof"
    CliRunner().invoke(cli.main, words)
    assert asked["methods"] == (str(signature),)
    return tuple(map(from_json, signature.parameter_types, asked["case"]))


@settings(max_examples=25)
@given(cases_of(EVERYTHING, Tier.EXTREME))
def test_the_replay_command_gives_the_very_case(case):
    with pytest.MonkeyPatch.context() as monkeypatch:
        read = read_back(EVERYTHING, replay_command(EVERYTHING, case, FORUM), monkeypatch)
    assert len(read) == len(case)
    assert all(map(same_bits, EVERYTHING.parameter_types, read, case))


def test_the_replay_command_keeps_the_payload_of_a_nan(monkeypatch):
    [payload] = struct.unpack("<d", bytes.fromhex("efbeadde0000f87f"))
    [read] = read_back(SCALAR, replay_command(SCALAR, (payload,), FORUM), monkeypatch)
    assert struct.pack("<d", read) == struct.pack("<d", payload)


def test_the_replay_line_names_the_rule_asked_for():
    assert "--rule ulps=2.5 " in replay_command(SCALAR, (1.0,), replace(FORUM, rule=Ulps(2.5)))
    ruled = replace(FORUM, rule=Tolerance(1e-6, 0.0))
    assert "--rule rel=1e-06,abs=0 " in replay_command(SCALAR, (1.0,), ruled)


def test_arguments_are_typed():
    assert typed_arguments(SCALAR, (0.5,)) == [{"type": "double", "value": "0x1.0000000000000p-1"}]


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        ("double", 0.1, "0.1"),
        ("double", 1 / 3, "0.333333"),
        ("double", 1e300, "1e+300"),
        ("double", NAN, "nan"),
        ("double", -INF, "-inf"),
        ("double", -0.0, "-0"),
        ("int", 7, "7"),
        ("boolean", True, "True"),
        ("char", 0xE9, "'\\u00e9'"),
        ("char[]", np.array([97, 10], "<u2"), "['a', '\\n']"),
        ("Integer", None, "null"),
        ("double[]", np.zeros(0), "[]"),
        ("double[]", np.array([1.0, 2.5, NAN, -INF]), "[1, 2.5, nan, -inf]"),
        ("int[]", np.arange(5), "[0, 1, 2, 3, ... 5 entries]"),
        ("double[][]", [np.zeros(1), None], "[[0], null]"),
        ("double", Unfit("value must be of type double"), "value must be of type double"),
        ("float[]", np.array([1 / 3], "<f4"), "[0.333333]"),
        ("String", "a\ud800ß\n", '"a\\ud800\\u00df\\n"'),
        ("String", "x" * 25, f'"{"x" * 24}"... 25 characters'),
        ("Map<String,Double>", [("a", 1 / 3), ("b", None)], '{"a": 0.333333, "b": null}'),
        ("String[][]", [["a"], []], '[["a"], []]'),
        ("Object", SEVEN, "7"),
        ("Map<Object,List<Object>>", [(SEVEN, [SEVEN])], "{7: [7]}"),
    ],
)
def test_a_value_at_a_glance(kind, value, told):
    assert brief_value(java_type(kind), value) == told


@pytest.mark.parametrize(
    ("value", "told"), [(0.1, "0.1"), (0.5 - 2**-54, "0.49999999999999994"), (1e22, "1e+22")]
)
def test_an_argument_is_told_exactly(value, told):
    assert brief_call(SCALAR, (value,)) == f"tanh({told})"


def test_a_call_at_a_glance():
    assert brief_call(ROW, (np.array([0.1, 700.0]),)) == "softmax([0.1, 700])"
    assert brief_call(Signature("f", (), "int"), ()) == "f()"


@pytest.mark.parametrize(
    ("outcome", "told", "with_arguments"),
    [
        (returned(0.5, 1.0), "0.5", "0.5, arguments then 1"),
        (raised("java.lang.Error", "no", 1.0, None), "Error", "Error, arguments then 1, null"),
        (raised("ValueError", "no", 1.0), "ValueError", "ValueError, arguments then 1"),
    ],
)
def test_an_outcome_at_a_glance(outcome, told, with_arguments):
    signature = Signature("f", ("double", "String")[: len(outcome.arguments_after)], "double")
    assert brief_outcome(signature, outcome) == told
    assert brief_outcome(signature, outcome, with_arguments=True) == with_arguments


@pytest.mark.parametrize(
    ("ulp", "told"), [(None, "-"), (0.0, "0"), (0.4999, "0.5"), (INF, "inf"), (1e19, "1e+19")]
)
def test_a_distance_at_a_glance(ulp, told):
    assert brief_ulp(ulp) == told


MEAN = Signature("mean", ("int", "int"), "int")
OVERFLOW = Correction(
    "overflow | sum", ["mean"], "wraps around", "a | b > 0", cases=[[1, 2]], fix="is exact"
)
EXAMPLE = Counterexample((1, 2), returned(-1, 1, 2), returned(2, 1, 2), Port((), ""))


def ledger_row(correction, signature=MEAN, example=EXAMPLE):
    corrected = Corrected(correction, 3, 2, example)
    status = Status.CORRECTED
    verdict = Verdict("", "", "Mean", status, signature=signature, corrected=(corrected,))
    return ledger_as_markdown([correction], Report(1, "17", "x", (verdict,))).splitlines()


def test_the_ledger_shows_what_is_known_and_no_empty_column():
    head, _, row = ledger_row(replace(OVERFLOW, name="overflow"))
    assert head == "| Defect | What the Java does | Where | Example | The port |"
    example = "`mean(1, 2)`: Java `-1`, the port `2`"
    assert row == f"| overflow | wraps around | `a \\| b > 0` | {example} | is exact |"


def test_a_bar_in_the_ledger_is_escaped():
    [*_, row] = ledger_row(OVERFLOW)
    assert row.replace("\\|", "").count("|") == 6


def test_the_ledger_shows_stored_cases_alone():
    head, *_ = ledger_row(replace(OVERFLOW, cases=()))
    assert "Example" not in head


def test_the_ledger_shows_what_is_left_in_the_arguments():
    written = replace(OVERFLOW, aspect=Aspect.ARGUMENTS)
    example = Counterexample((1, 2), returned(0, 9, 2), returned(0, 1, 2), Port((), ""))
    [*_, row] = ledger_row(written, example=example)
    assert "Java leaves `9, 2` in its arguments, the port `1, 2`" in row


def test_the_ledger_tells_what_no_digit_shows():
    example = Counterexample((1.0,), returned(1 / 3, 1.0), returned(0.33333333, 1.0), Port((), ""))
    [*_, row] = ledger_row(OVERFLOW, SCALAR, example)
    assert "Java `0.333333`, the port `0.333333`, 6e+07 ULP apart" in row


def test_a_text_without_a_place_for_the_ledger_is_refused():
    with pytest.raises(RequestError, match="ledger must have a place"):
        put_ledger("# Title\n", "| a |\n")


def test_the_ledger_goes_between_its_markers():
    text = "before\n<!-- ledger -->\nold\n<!-- end -->\nafter\n<!-- end -->\n"
    assert put_ledger(text, "| new |\n") == text.replace("old", "| new |")


def test_the_replay_line_of_a_port_names_all_that_counts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("A.java", "my dir/B.java", "b.py", "x.jar"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    port = Port(
        (Path("A.java"), Path("my dir/B.java")),
        Path("b.py"),
        by_hand=(("f(int)", "g"),),
        classpath=(Path("x.jar"),),
        rule=Ulps(1, signed_zero=True),
        exceptions=Exceptions.ANY,
        arrays=Arrays.NUMPY,
        is_loose=True,
        with_private=True,
    )
    words = shlex.split(replay_command(SCALAR, (1.0,), port))
    asked = cli.check.make_context("check", words[2:]).params
    assert port_of(asked) == port
    assert asked["methods"] == (str(SCALAR),)
