"""JUnit, SARIF, Markdown and GitHub's workflow commands, read back."""

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from bridge.bundled import BUNDLED
from bridge.causes import Cause, Step, Who
from bridge.corrections import Correction
from bridge.outcomes import Outcome, OutcomeStatus
from bridge.places import Place
from bridge.report.github import report_as_annotations, report_as_step_summary
from bridge.report.junit import report_as_junit
from bridge.report.markdown import report_as_markdown
from bridge.report.run import Report
from bridge.report.sarif import report_as_sarif
from bridge.report.wording import evidence, explanation, legible, replay
from bridge.rules import RULES
from bridge.signatures import Signature
from bridge.strategies import Tier
from bridge.verdict import Corrected, Counterexample, Status, TierCount, Verdict

JAVA, PYTHON = Place("src/Foo.java", 7), Place("my port/foo.py", 3)
TEXTS = Signature("f", ("String",), "String")


def returned(value):
    return Outcome(OutcomeStatus.RETURNED, (value,), value)


def verdict(status, java="f(String)", python="foo.f", **fields):
    fields = {"java_place": JAVA, "python_place": PYTHON, "seconds": 0.25, **fields}
    tiers = ((Tier.ORDINARY, TierCount(100)),)
    return Verdict(java, python, "a.Foo", status, TEXTS, tiers, **fields)


def different(text="x"):
    found = Counterexample((text,), returned(text), returned("y"), BUNDLED[0])
    return verdict(Status.DIFFERENT, counterexample=found, reason="the results differ")


SAME = verdict(Status.SAME, "g(List<int[]>)")
DIFFERENT = different()
WRAPS, TRUNCATES = (
    next(rule for rule in RULES if rule.id == name) for name in ("int-overflow", "floor-division")
)
FIX_DIFF = """--- x
+++ y
@@ -1,2 +1,5 @@
+from bridge.javaops import int32
+
+
 def f(x):
-    return x + 1
+    return int32(x + 1)
"""
CAUSE = Cause((WRAPS, TRUNCATES), (5, 6), (7, 9), FIX_DIFF, True, Who.JAVA, "wrap it")
EXPLAINED = replace(DIFFERENT, cause=CAUSE)
NO_RULE = replace(DIFFERENT, cause=Cause((), steps=(Step(3, "return x", (("x", "1"),)),)))
BAR = Corrected(Correction("a | b", [], "", "True"), 2, 1, None)
CORRECTED = replace(DIFFERENT, status=Status.CORRECTED, corrected=(BAR,), reason="")
UNDECIDED = verdict(Status.UNDECIDED, "h(Odd)", reason="type must be `known`, got {Odd}")
UNPAIRED = verdict(
    Status.UNPAIRED, "i()", "", reason="no 'i'", python_place=Place("my port/foo.py")
)
LONELY = Verdict("", "foo.lonely", "a.Foo", Status.UNPAIRED, reason="did you mean 'i'?")
WHOLE = Verdict("src/A.java", "a.py", "", Status.UNDECIDED, python_place=Place("a.py"))
ALL = (SAME, DIFFERENT, CORRECTED, UNDECIDED, UNPAIRED, LONELY)
BRIEF = (
    "Cause: int wraps around at 32 bits and / of ints truncates, // floors "
    "(int-overflow, floor-division), my port/foo.py lines 5, 6, src/Foo.java lines 7, 9, "
    "a fix is verified"
)
NASTY = "\0\ud800\x1b\r\uffff]]>&<\"'|%:,`\n::error::"


def report(*methods, **fields):
    return Report(7, "17.0.15", "Debian", methods, "3.11.7", "2.4.6", **fields)


def junit(*methods, **fields):
    return ElementTree.fromstring(report_as_junit(report(*methods, **fields)).encode())


def cases(*methods, **fields):
    return {case.get("name"): case for case in junit(*methods, **fields).iter("testcase")}


def sarif(*methods, **fields):
    return json.loads(report_as_sarif(report(*methods, **fields)))


def results(*methods, **fields):
    return sarif(*methods, **fields)["runs"][0]["results"]


def table(*methods):
    """The cells of each row of the Markdown, the head left out."""
    lines = report_as_markdown(report(*methods)).splitlines()
    rows = [re.split(r" *(?<!\\)\| *", line)[1:-1] for line in lines if line.startswith("|")]
    return rows[2:]


def shape(required, **optional):
    """A schema of an object that has these properties and no others."""
    properties = {**required, **optional}
    return {"properties": properties, "required": [*required], "additionalProperties": False}


TEXT = {"type": "string", "minLength": 1}
MESSAGE = shape({"text": TEXT})
LEVEL = {"enum": ["none", "note", "warning", "error"]}
LINE = {"type": "integer", "minimum": 1}
REGION = shape({"startLine": LINE, "endLine": LINE}, startColumn=LINE, endColumn=LINE)
LOCATION = shape(
    {
        "physicalLocation": shape(
            {"artifactLocation": shape({"uri": {"type": "string", "pattern": r"^[!-~]+$"}})},
            region=shape({"startLine": LINE}),
        )
    },
    id={"type": "integer", "minimum": 0},
    logicalLocations={"items": shape({"fullyQualifiedName": TEXT, "kind": TEXT})},
)
RULE = shape(
    {
        "id": TEXT,
        "name": TEXT,
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "help": MESSAGE,
        "defaultConfiguration": shape({"level": LEVEL}),
    }
)
FIX = shape(
    {
        "description": MESSAGE,
        "artifactChanges": {
            "minItems": 1,
            "items": shape(
                {
                    "artifactLocation": shape({"uri": {"type": "string", "pattern": r"^[!-~]+$"}}),
                    "replacements": {
                        "minItems": 1,
                        "items": shape({"deletedRegion": REGION}, insertedContent=MESSAGE),
                    },
                }
            ),
        },
    }
)
RESULT = shape(
    {
        "ruleId": TEXT,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": MESSAGE,
        "partialFingerprints": {"additionalProperties": TEXT},
    },
    locations={"type": "array", "items": LOCATION, "minItems": 1},
    relatedLocations={"type": "array", "items": LOCATION, "minItems": 1, "uniqueItems": True},
    fixes={"type": "array", "items": FIX, "minItems": 1},
    properties={"type": "object"},
)
DRIVER = shape({"name": TEXT, "version": TEXT, "rules": {"type": "array", "items": RULE}})
RUN = shape(
    {"tool": shape({"driver": DRIVER}), "results": {"type": "array", "items": RESULT}},
    properties={"type": "object"},
)
# The part of SARIF 2.1.0, chapter 3, that is written here.
SARIF = shape({"$schema": TEXT, "version": {"const": "2.1.0"}, "runs": {"items": RUN}})


def test_junit_has_a_case_for_each_java_method():
    suite = junit(*ALL).find("testsuite")
    wanted = {"tests": "5", "failures": "1", "errors": "2", "skipped": "0", "time": "1.250"}
    assert suite.attrib == {"name": "portproof", **wanted}
    assert [case.get("name") for case in suite.findall("testcase")] == [
        one.java for one in ALL if one.java
    ]
    assert {case.get("classname") for case in suite.findall("testcase")} == {"a.Foo"}


@pytest.mark.parametrize(
    ("one", "element"),
    [
        (SAME, []),
        (CORRECTED, ["system-out"]),
        (DIFFERENT, ["failure", "system-out"]),
        (UNDECIDED, ["error"]),
        (UNPAIRED, ["error"]),
    ],
)
def test_junit_tells_a_verdict_by_its_element(one, element):
    [case] = cases(one).values()
    assert [child.tag for child in case] == element
    assert case.get("time") == "0.250"


def test_junit_skips_what_may_be_unpaired():
    found = cases(UNPAIRED, UNDECIDED, allow_unpaired=True)
    assert [child.tag for case in found.values() for child in case] == ["skipped", "error"]
    assert found["i()"].find("skipped").get("message") == "no 'i'"


def test_junit_tells_a_difference_in_full():
    [case] = cases(DIFFERENT).values()
    failure = case.find("failure")
    assert failure.get("message") == 'f("x"): Java "x", Python "y"'
    assert failure.text == "\n".join([explanation(DIFFERENT), *evidence(DIFFERENT)])
    assert case.findtext("system-out") == replay(DIFFERENT)


def test_a_port_that_could_not_be_judged_is_a_case_and_a_result():
    assert cases(WHOLE)["src/A.java"].get("classname") == "a.py"
    [result] = results(WHOLE)
    assert result["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "a.py"}}}]


def test_junit_names_the_seed():
    assert junit().find(".//property[@name='seed']").get("value") == "7"


def test_junit_holds_what_xml_cannot():
    [case] = cases(verdict(Status.UNDECIDED, reason=NASTY)).values()
    assert case.find("error").get("message") == legible(NASTY)
    assert case.find("error").text.endswith(legible(NASTY))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\0\x1b\r", "\\u0000\\u001b\\u000d"),
        ("\ud800\udfff\ufffe\uffff", "\\ud800\\udfff\\ufffe\\uffff"),
        ("a\té\n\U0010ffff\\", "a\té\n\U0010ffff\\"),
    ],
)
def test_what_cannot_be_written_is_escaped(text, told):
    assert legible(text) == told


@pytest.mark.parametrize("methods", [(), *((one,) for one in ALL), ALL, (WHOLE, different(NASTY))])
def test_sarif_has_the_shape_of_the_standard(methods):
    jsonschema.Draft202012Validator(SARIF).validate(sarif(*methods))


def test_only_what_does_not_pass_is_a_result_of_sarif():
    found = [(result["ruleId"], result["level"]) for result in results(*ALL)]
    assert found == [
        ("portproof/different", "error"),
        ("portproof/undecided", "warning"),
        ("portproof/unpaired", "warning"),
    ]
    assert len(results(*ALL, allow_unpaired=True)) == 2


def test_a_result_of_sarif_points_at_its_rule():
    [run] = sarif(*ALL)["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def places(locations):
    for location in locations:
        physical = location["physicalLocation"]
        line = physical.get("region", {}).get("startLine", 0)
        yield physical["artifactLocation"]["uri"], line


def test_sarif_puts_the_python_line_before_the_java_line():
    [result] = results(DIFFERENT)
    assert list(places(result["locations"])) == [("my%20port/foo.py", 3)]
    assert list(places(result["relatedLocations"])) == [("src/Foo.java", 7)]
    assert result["message"]["text"].endswith("\nSee [the Java method](1).")
    assert result["relatedLocations"][0]["id"] == 1


def test_what_has_no_python_line_is_shown_at_the_java_line():
    [result] = results(UNPAIRED)
    assert list(places(result["locations"])) == [("src/Foo.java", 7)]
    assert list(places(result["relatedLocations"])) == [("my%20port/foo.py", 0)]


def test_what_has_no_place_has_no_location():
    [result] = results(replace(UNDECIDED, java_place=Place(), python_place=Place()))
    assert result.keys().isdisjoint({"locations", "relatedLocations"})
    assert "](1)" not in result["message"]["text"]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("{here}/a b/ü%.py", "a%20b/%C3%BC%25.py"),
        ("/else/a b.py", "file:///else/a%20b.py"),
        ("a:b.py", "a%3Ab.py"),
        ("\udcff.py", "%FF.py"),
    ],
)
def test_files_of_sarif_are_told_by_uris(file, uri):
    place = Place(file.format(here=Path.cwd()), 1)
    [result] = results(replace(DIFFERENT, python_place=place))
    assert list(places(result["locations"])) == [(uri, 1)]


def fingerprint(one):
    [result] = results(one)
    return result["partialFingerprints"]["primaryLocationLineHash"]


@pytest.mark.parametrize(
    "other",
    [
        different("another case"),
        replace(DIFFERENT, reason="the arguments differ"),
        replace(DIFFERENT, java_place=replace(JAVA, line=8), python_place=replace(PYTHON, line=9)),
        replace(DIFFERENT, python_place=Place(str(Path.cwd() / PYTHON.file), 3)),
    ],
)
def test_a_fingerprint_outlasts_lines_and_values(other):
    assert fingerprint(other) == fingerprint(DIFFERENT)


@pytest.mark.parametrize(
    "other",
    [
        replace(DIFFERENT, java="f(int)"),
        replace(DIFFERENT, reference="b.Foo"),
        replace(DIFFERENT, python_place=Place("other.py", 3)),
    ],
)
def test_fingerprints_of_other_methods_differ(other):
    assert fingerprint(other) != fingerprint(DIFFERENT)


def test_an_installed_port_has_one_fingerprint_wherever_it_lies():
    found = [replace(DIFFERENT, python_place=Place(f"/{x}/foo.py", 3)) for x in "ab"]
    assert fingerprint(found[0]) == fingerprint(found[1])


def test_braces_of_a_message_are_no_placeholders():
    assert "got {{Odd}}\n" in results(UNDECIDED)[0]["message"]["text"]


def test_markdown_has_a_row_for_each_java_method():
    rows = table(*ALL)
    assert [row[:4] for row in rows[:2]] == [
        ["`a.Foo`", "`g(List<int[]>)`", "`foo.f`", "SAME"],
        ["`a.Foo`", "`f(String)`", "`foo.f`", "DIFFERENT"],
    ]
    assert rows[1][-1] == '`f("x"): Java "x", Python "y"`'
    assert rows[2][-2] == r"a \| b"
    assert len(rows) == 5


def test_markdown_tells_what_does_not_pass_in_full():
    text = report_as_markdown(report(*ALL))
    for one in (DIFFERENT, UNDECIDED, UNPAIRED):
        assert "\n".join(["```text", explanation(one), *evidence(one), "```"]) in text
    assert text.startswith("## portproof: FAILED\n\n5 methods, 1 SAME, 1 CORRECTED, 1 DIFFERENT")
    assert "without a Java partner: `foo.lonely` (did you mean 'i'?)" in text


@pytest.mark.parametrize("text", ["a|b", "`a`", "``", "a\nb", NASTY])
def test_a_row_of_markdown_stays_a_row(text):
    [row] = table(verdict(Status.SAME, text))
    assert len(row) == 8
    assert row[3] == "SAME"


def test_code_of_markdown_ends_where_it_is_to():
    text = report_as_markdown(report(verdict(Status.UNDECIDED, "``", reason="```\n# no heading")))
    assert "| ``` `` ``` |" in text
    assert "````text\na.Foo `` is UNDECIDED: ```\n# no heading\n````" in text


def test_what_does_not_pass_is_annotated():
    first, second, third = report_as_annotations(report(*ALL)).splitlines()
    assert first.startswith(
        "::error title=DIFFERENT%3A f(String),file=my port/foo.py,line=3::a.Foo"
    )
    assert first.endswith(f"%0A{replay(DIFFERENT)}")
    assert second.startswith("::warning title=UNDECIDED%3A h(Odd),file=my port/foo.py,line=3::")
    assert third.startswith("::warning title=UNPAIRED%3A i(),file=src/Foo.java,line=7::")


def test_an_annotation_is_one_command():
    [line] = report_as_annotations(report(verdict(Status.UNDECIDED, NASTY, reason=NASTY))).split(
        "\n"
    )[:-1]
    properties, _, message = line.removeprefix("::warning ").partition("::")
    assert properties.count(",") == 2
    assert message.endswith("|%25:,`%0A::error::")


def test_the_summary_of_a_step_is_the_markdown():
    assert report_as_step_summary(report(*ALL)) == report_as_markdown(report(*ALL))


def test_a_summary_that_github_would_refuse_is_short():
    long = verdict(Status.UNDECIDED, reason="x" * 1024 * 1024)
    text = report_as_step_summary(report(long))
    assert "1 method, 1 UNDECIDED" in text
    assert len(text) < 1000


@pytest.mark.parametrize(
    "written", [report_as_annotations, report_as_junit, report_as_markdown, report_as_sarif]
)
def test_the_cause_is_told_in_a_line(written):
    assert BRIEF in written(report(EXPLAINED)).replace("\\n", "\n").replace("%0A", "\n").split("\n")
    assert "Cause: logic differs; no Java rule explains it" in written(report(NO_RULE))
    assert "Cause" not in written(report(DIFFERENT))


def test_sarif_has_a_rule_for_each_of_java():
    described = sarif(SAME)["runs"][0]["tool"]["driver"]["rules"][3:]
    assert [rule["id"] for rule in described] == [f"portproof/{rule.id}" for rule in RULES]
    for rule, told in zip(RULES, described, strict=True):
        assert rule.title in told["shortDescription"]["text"]
        assert told["fullDescription"]["text"] == rule.explanation
        assert rule.section in told["help"]["text"]


def test_a_result_is_of_the_rule_that_explains_it():
    document = sarif(EXPLAINED, NO_RULE)
    jsonschema.validate(document, SARIF)
    rules = document["runs"][0]["tool"]["driver"]["rules"]
    ids = ["portproof/int-overflow", "portproof/different"]
    found = document["runs"][0]["results"]
    assert [one["ruleId"] for one in found] == ids
    assert [rules[one["ruleIndex"]]["id"] for one in found] == ids


def test_the_lines_of_a_cause_are_related_and_linked_to():
    [found] = results(EXPLAINED)
    lines = [
        (one["id"], one["physicalLocation"]["region"]["startLine"])
        for one in found["relatedLocations"]
    ]
    assert lines == [(1, 7), (2, 5), (3, 6), (4, 9)]
    assert found["message"]["text"].splitlines()[-1] == (
        "See [line 7 of the Java](1), [line 5 of the port](2), [line 6 of the port](3), "
        "[line 9 of the Java](4)."
    )


def test_a_verified_fix_replaces_lines_of_the_port():
    [fix] = results(EXPLAINED)[0]["fixes"]
    [change] = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "my%20port/foo.py"
    inserted, replaced = change["replacements"]
    assert inserted == {
        "deletedRegion": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1},
        "insertedContent": {"text": "from bridge.javaops import int32\n\n\n"},
    }
    assert replaced == {
        "deletedRegion": {"startLine": 2, "endLine": 2},
        "insertedContent": {"text": "    return int32(x + 1)"},
    }


def test_lines_that_a_fix_takes_away_go_with_their_ends():
    gone = replace(CAUSE, fix="@@ -3,2 +2,0 @@\n-a\n-b\n")
    [fix] = results(replace(EXPLAINED, cause=gone))[0]["fixes"]
    [change] = fix["artifactChanges"][0]["replacements"]
    region = {"startLine": 3, "startColumn": 1, "endLine": 5, "endColumn": 1}
    assert change == {"deletedRegion": region}


def test_a_fix_that_is_not_verified_is_not_offered():
    unsure = replace(EXPLAINED, cause=replace(CAUSE, is_verified=False))
    assert "fixes" not in results(unsure)[0]
    assert "fix is verified" not in report_as_markdown(report(unsure))
