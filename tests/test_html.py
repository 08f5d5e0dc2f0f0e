import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import numpy as np
import pytest
from test_report import (
    ALL,
    CAUSE,
    CORRECTED,
    DIFFERENT,
    EXPLAINED,
    FORUM,
    NO_RULE,
    PYTHON_ONLY,
    SAME,
    UNDECIDED,
    report,
    returned,
)

from bridge.causes import Step
from bridge.corrections import Correction
from bridge.places import Place
from bridge.points import Points
from bridge.report.html import report_as_html
from bridge.signatures import Signature
from bridge.verdict import Corrected, Counterexample, Status, Verdict

# Elements that have no end. HTML, 13.1.2.
VOID = {"meta", "input", "wbr", "br", "rect"}
EVIL = "<script>alert('1')</script>\"&"
TEXT = Signature("f", ("String",), "String")


class Reader(HTMLParser):
    """The elements and words of a page; fails where an element is closed that is not open."""

    def __init__(self, page):
        super().__init__()
        self.open, self.tags, self.words = [], [], []
        self.attributes = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += attributes
        # Cells stand beside each other.
        self.words += [" "] * (tag in {"td", "th", "dd"})
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += attributes

    def handle_endtag(self, tag):
        assert tag in VOID or self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in {"script", "style"}:
            self.words.append(data)


def read(*methods, **fields):
    page = report_as_html(report(*methods, **fields))
    reader = Reader(page)
    assert reader.open == []
    return page, reader, " ".join("".join(reader.words).split())


@pytest.mark.parametrize("methods", [(), *((one,) for one in ALL), ALL])
def test_a_page_is_whole(methods):
    _, reader, text = read(*methods)
    assert reader.tags.count("h1") == 1
    assert "portproof: FAILED" in text or "portproof: PASSED" in text
    assert "seed 7" in text
    assert reader.tags.count("tbody") >= sum(bool(one.java) for one in methods)


@pytest.mark.parametrize("field", ["java", "python", "reference", "reason"])
def test_names_and_reasons_are_escaped(field):
    page, reader, text = read(replace(UNDECIDED, **{field: EVIL}))
    assert reader.tags.count("script") == 1
    assert EVIL in text
    assert "<script>alert" not in page


def test_values_and_messages_are_escaped():
    found = Counterexample((EVIL,), returned(EVIL, EVIL), returned(EVIL, EVIL), FORUM)
    one = Verdict("f(String)", "m.f", "a", Status.DIFFERENT, TEXT, counterexample=found)
    _, reader, text = read(one)
    assert reader.tags.count("script") == 1
    assert "f(\"<script>alert('1')</script>" in text


def test_sources_are_escaped_and_shown_with_their_lines(tmp_path):
    (tmp_path / "Foo.java").write_text('class Foo {\n  String f() { return "</script>"; }\n}\n')
    (tmp_path / "foo.py").write_text("def f():\n    return '<script>'\n")
    places = {
        "java_place": Place(f"{tmp_path}/Foo.java", 2),
        "python_place": Place(f"{tmp_path}/foo.py", 1),
    }
    _, reader, text = read(Verdict("f()", "foo.f", "Foo", Status.SAME, **places))
    assert reader.tags.count("script") == 1
    assert 'return "</script>";' in text
    assert "foo.py, lines 1 to 2" in text


def test_corrections_are_escaped_and_told_in_full():
    told = Correction(EVIL, ["tanh"], f"reason {EVIL}", "x < 0", fix=f"fix {EVIL}", found_by="me")
    _, reader, text = read(replace(CORRECTED, corrected=(Corrected(told, 9, 4, None),)))
    assert reader.tags.count("script") == 1
    for words in (f"Correction: {EVIL}", f"reason {EVIL}", f"fix {EVIL}", "x < 0", "found by me"):
        assert words.lower() in text.lower()
    assert "applies in 9 cases, the sides differ in 4 of them" in text


def test_what_cannot_be_read_gets_escapes():
    page, _, text = read(replace(UNDECIDED, reason="a\ud800b\x00c"))
    assert "a\\ud800b\\u0000c" in text
    assert page.encode()


def test_a_method_is_told_in_full():
    _, reader, text = read(DIFFERENT)
    assert "forum softmax(double[]) returns double[]" in text
    assert "is DIFFERENT from activations.softmax only in extreme cases" in text
    assert "portproof check --method" in text
    assert "extreme 499 3 0 0" in text
    assert "Java raised 10" in text
    assert reader.tags.count("tr") > 5


def test_a_proposal_is_there_to_be_copied():
    _, reader, text = read(replace(DIFFERENT, proposal=f"[[corrections]]\nname = {EVIL}"))
    assert reader.tags.count("script") == 1
    assert f"[[corrections]] name = {EVIL} Copy the correction" in text


def test_the_call_to_be_copied_is_whole():
    row = np.arange(100) + 0.1
    found = Counterexample((row,), returned(row, row), returned(row, row), FORUM)
    _, _, text = read(replace(DIFFERENT, counterexample=found))
    assert f"softmax([{', '.join(map(repr, row.tolist()))}])" in text


def test_a_cause_is_told_with_its_rule_lines_and_fix(tmp_path):
    (tmp_path / "foo.py").write_text("def f(x):\n    return x + 1\n")
    place = Place(f"{tmp_path}/foo.py", 1)
    page, _, text = read(replace(EXPLAINED, python_place=place), *ALL)
    assert "Why they differ: int wraps around at 32 bits Java overflows here" in text
    assert "JLS 15.17.1, 15.18.2; int-overflow" in text
    assert "Python has the true value, Java has not" in text
    assert f"{tmp_path}/foo.py:2 return x + 1" in text
    assert "- return x + return int32(x) Copy the fix" in text
    [marked] = re.findall(r'<span class="hll">(.*)\n</span>', page)
    assert ">2</span>" in marked
    assert text.count("Why they differ") == 1


def test_where_no_rule_explains_it_the_steps_are_shown():
    _, _, text = read(NO_RULE)
    assert "Why they differ: logic differs; no Java rule explains it" in text
    assert "2 x += 2 x = 2, y = 'é'" in text
    assert "Copy the fix" not in text


def test_a_cause_is_escaped():
    rule = replace(CAUSE.rules[0], title=EVIL, explanation=EVIL, section=EVIL)
    nasty = replace(CAUSE, rules=(rule,), remark=EVIL, fix=f"@@ -1 +1 @@\n-{EVIL}\n+{EVIL}\n")
    for cause in (nasty, replace(nasty, rules=(), steps=(Step(1, EVIL, ((EVIL, EVIL),)),))):
        page, reader, text = read(replace(DIFFERENT, cause=cause))
        assert reader.tags.count("script") == 1
        assert text.count(EVIL) > 3
        assert "<script>alert" not in page


def test_pictures_stand_where_there_are_points():
    x = np.linspace(-6, 6, 20)
    errors = Points(x, (("java", abs(x)), ("python", abs(x))), x > 0)
    curves = Points(x, (("java", x), ("python", x), ("truth", x)), x > 0)
    _, reader, text = read(replace(SAME, errors=errors, curves=curves), SAME)
    assert reader.tags.count("svg") == 2
    assert "20 of 1000 cases can be drawn" in text


def test_python_functions_without_a_partner_are_listed():
    assert "without a Java partner activations.lonely" in read(SAME, PYTHON_ONLY)[2]


def test_labels_and_names_belong_to_what_is_there():
    _, reader, _ = read(*ALL)
    names = [value for name, value in reader.attributes if name == "id"]
    assert len(names) == len(set(names))
    meant = {v for name, v in reader.attributes if name in {"aria-controls", "data-copies"}}
    assert meant <= set(names)


def test_a_page_asks_for_nothing_from_elsewhere():
    page, reader, _ = read(*ALL)
    asked = {name for name, _ in reader.attributes} & {"src", "srcset", "action", "data"}
    links = [v for n, v in reader.attributes if n.endswith("href") and not v.startswith("#")]
    assert (asked, links) == (set(), [])
    assert "url(" not in page.replace("url(#", "")
    assert "default-src 'none'" in page


def test_no_script_but_its_own_may_run():
    page = read(SAME)[0]
    script = page[page.index("<script>") + 8 : page.index("</script>")]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page


def brightness(colour):
    """Relative luminance. WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    high, low = sorted((brightness(first), brightness(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1])
def test_words_can_be_told_from_what_they_stand_on(theme):
    style = (files("bridge.report") / "page" / "report.css").read_text()
    palette = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[theme]
    colours = dict(re.findall(r"--(\w+): (#\w+);", palette))
    grounds = {"page", "panel", "marked"}
    for name in colours.keys() - {*grounds, "line", "truth", "region"}:
        assert min(contrast(colours[name], colours[ground]) for ground in grounds) >= 4.5, name
    assert contrast(colours["java"], colours["region"]) >= 3
    assert contrast(colours["python"], colours["region"]) >= 3
