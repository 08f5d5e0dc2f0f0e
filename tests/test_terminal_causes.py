import io
from dataclasses import replace

import pytest
from rich.console import Console
from test_report import CAUSE, DIFFERENT, EXPLAINED, NO_RULE, WRAPS, report

from bridge.causes import Cause, Step
from bridge.places import Place
from bridge.ports import Port
from bridge.report.terminal import print_report
from bridge.report.terminal_causes import print_cause, print_long_cause

JAVA = "class Foo {\n    static int softmax(int x) {\n        return x + 1;\n    }\n}\n"
PYTHON = "def f(x):\n    return x + 1\n\n\ndef g(x):\n    return x\n"


@pytest.fixture
def known(tmp_path, monkeypatch):
    """A verdict with its cause, and sources that can be read."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Foo.java").write_text(JAVA)
    (tmp_path / "foo.py").write_text(PYTHON)
    port = Port((tmp_path / "Foo.java",), tmp_path / "foo.py")
    return replace(
        EXPLAINED,
        java_place=Place(f"{tmp_path}/Foo.java", 3),
        python_place=Place(f"{tmp_path}/foo.py", 1),
        counterexample=replace(EXPLAINED.counterexample, port=port),
    )


def printed(verdict, show=print_cause, is_terminal=False, **options):
    console = Console(file=io.StringIO(), width=80, force_terminal=is_terminal)
    show(verdict, console, **options)
    return console.file.getvalue()


def test_the_cause_stands_below_what_differs(known):
    console = Console(file=io.StringIO(), width=80)
    print_report(report(known), console)
    lines = console.file.getvalue().splitlines()
    start = lines.index("  because the results differ") + 1
    assert lines[start : start + 10] == [
        "  Cause: int wraps around at 32 bits (int-overflow)",
        "    foo.py:2    return x + 1",
        "    Foo.java:3  return x + 1;",
        "  Java overflows here: wrap in the port",
        "  Fix, verified on fresh cases; to write it:",
        "    portproof fix --method 'softmax(double[])' --apply Foo.java foo.py",
        "    @@ -1,2 +1,2 @@",
        "     def f(x):",
        "    -    return x",
        "    +    return int32(x)",
    ]
    assert lines[start + 10].startswith("  Java    {")


def test_what_is_piped_is_text_only(known):
    assert "\x1b" not in printed(known)
    coloured = printed(known, is_terminal=True)
    assert "\x1b[31m-    return x" in coloured
    assert "\x1b[32m+    return int32(x)" in coloured


def test_the_explanation_is_shown_on_wish(known):
    assert WRAPS.section not in printed(known)
    text = " ".join(printed(known, verbose=True).split())
    assert f"{WRAPS.explanation} ({WRAPS.section})" in text


@pytest.mark.parametrize("show", [print_cause, print_long_cause])
def test_a_cause_fits_80_columns(known, show):
    long = replace(
        known,
        cause=replace(
            CAUSE,
            remark="word " * 40,
            fix=CAUSE.fix.replace("return x", f"return {'x + ' * 40}x"),
        ),
    )
    assert max(map(len, printed(long, show).splitlines())) <= 80
    assert max(map(len, printed(NO_RULE, show).splitlines())) <= 80


def test_a_fix_that_is_not_verified_says_so(known):
    text = printed(replace(known, cause=replace(CAUSE, is_verified=False)))
    assert "Fix, not verified:" in text
    assert "--apply" not in text


def test_a_long_fix_is_cut(known):
    fix = "@@ -1,1 +1,41 @@\n x\n" + "+y\n" * 40
    text = printed(replace(known, cause=replace(CAUSE, fix=fix)))
    assert text.count("+y") == 14
    assert "    ... 26 lines more: portproof explain softmax-" in text
    whole = printed(replace(known, cause=replace(CAUSE, fix=fix)), print_long_cause)
    assert whole.count("+y") == 40


def test_where_no_rule_explains_it_the_steps_follow():
    lines = printed(NO_RULE).splitlines()
    assert lines[0] == "  Cause: logic differs; no Java rule explains it"
    assert lines[2:4] == ["     1  x += 1   x = 1, y = 'é'", "     2  x += 2   x = 2, y = 'é'"]
    assert lines[-1].startswith("    ... 3 steps more: portproof explain softmax-")
    assert "x += 19  x = 19" in printed(NO_RULE, print_long_cause)


def test_the_long_form_marks_lines_of_both_sources(known):
    text = printed(known, print_long_cause)
    assert "  foo.py\n       1  def f(x):\n  >    2      return x + 1\n" in text
    assert "  >    3          return x + 1;\n" in text
    assert "Python has the true value, Java has not." in text
    outside = replace(known, cause=replace(CAUSE, python_lines=(2, 6)))
    assert "  >    6      return x\n" in printed(outside, print_long_cause)


def test_values_are_folded_beside_their_line():
    values = (("total", "[" + "1, " * 30 + "1]"),)
    long = (Step(3, "return total", values), Step(4, "x" * 60, (("x", "1"),)))
    first, second, *others = printed(replace(NO_RULE, cause=Cause((), steps=long))).splitlines()[2:]
    assert first.startswith("     3  return total  total = [1, 1, ")
    assert second.startswith(f"{' ' * 22}1, 1, ")
    assert max(len(first), len(second)) <= 80
    assert others[-2:] == [f"     4  {'x' * 60}", f"{' ' * 22}x = 1"]


def test_what_is_not_known_is_not_told():
    assert printed(DIFFERENT) == ""
    assert printed(DIFFERENT, print_long_cause) == "  Cause: not found out\n"
    bare = printed(replace(DIFFERENT, cause=Cause((WRAPS,))), print_long_cause)
    assert bare.splitlines()[0] == "  Cause: int wraps around at 32 bits (int-overflow)"
