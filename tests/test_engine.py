"""The whole chain on ports of one method, as a user has them."""

import enum
import inspect
import json
import re

import pytest

from activations import tanh
from bridge.compare import Bits
from bridge.engine import check, check_ports
from bridge.errors import JavacError, RequestError, SideError
from bridge.outcomes import OutcomeStatus
from bridge.places import Place
from bridge.ports import Pair, Port
from bridge.session import unproven
from bridge.strategies import Tier
from bridge.verdict import Status

pytestmark = pytest.mark.jvm

ODD_PORT = "\ndef f(x): return x\ndef odd(): return None\n"


@pytest.fixture
def files(tmp_path):
    """Write a Java source and a port; give their paths."""

    def write(java, python):
        (tmp_path / "Foo.java").write_text(f"public class Foo {{ {java} }}")
        (tmp_path / "foo.py").write_text(python)
        return tmp_path / "Foo.java", tmp_path / "foo.py"

    return write


def statuses(report):
    return {v.java or v.python: v.status for v in report.methods}


def test_methods_are_paired_and_what_is_alone_is_told(files):
    java = "static int addOne(int x) { return x + 1; } static int lost(int x) { return x; }"
    port = "def add_one(x): return x + 1\ndef alone(x): return x\ndef losst(x): return x\n"
    report = check(*files(java, port), cases=60)
    assert statuses(report) == {
        "addOne(int)": Status.DIFFERENT,
        "lost(int)": Status.UNPAIRED,
        "foo.alone": Status.UNPAIRED,
        "foo.losst": Status.UNPAIRED,
    }
    hints = {v.java or v.python: v.reason for v in report.methods if v.status is Status.UNPAIRED}
    assert hints["lost(int)"] == "the port has no function 'lost'; did you mean 'losst'?"
    assert (hints["foo.losst"], hints["foo.alone"]) == ("did you mean 'lost'?", "")
    assert report.methods[0].first_difference is Tier.EXTREME
    assert report.methods[0].counterexample.case == (2**31 - 1,)
    assert report.exit_code == 1


def test_verdicts_tell_where_both_functions_are(files):
    java = "\nstatic int f(int x) { return x; }\nstatic int lost(int x) { return x; }"
    source, port = files(f"{java}\nstatic Thread odd() {{ return null; }}", ODD_PORT)
    by_name = {v.java.partition("(")[0]: v for v in check(source, port, cases=1).methods}
    places = {name: (v.java_place, v.python_place) for name, v in by_name.items()}
    assert places["f"] == (Place(str(source), 2), Place(str(port), 2))
    assert places["odd"] == (Place(str(source), 4), Place(str(port), 3))
    assert places["lost"] == (Place(str(source), 3), Place(str(port), 0))


def test_declared_pairs_tell_where_both_functions_are():
    posted, corrected = check_ports(cases=1, methods=["tanh"], seed=1).methods
    assert posted.python_place.file == corrected.python_place.file == inspect.getsourcefile(tanh)
    assert posted.python_place.line == inspect.getsourcelines(tanh)[1]
    for verdict, package in ((posted, "forum"), (corrected, "corrected")):
        assert verdict.java_place.file.endswith(f"/{package}/ActivationFunction.java")
        assert verdict.java_place.line > 1


def test_a_port_that_could_not_be_judged_has_a_place(tmp_path):
    [verdict] = unproven(Port((), tmp_path / "foo.py"), SideError("no JVM")).verdicts
    assert verdict.places == (Place(str(tmp_path / "foo.py"), 0),)


def test_given_cases_come_first_and_say_what_is_ordinary(files):
    java = "static int index(int[] a, int i) { return a[i]; }"
    port = "EXAMPLES = {'index': [([1, 2, 3], 2), ([4], 0)]}\ndef index(a, i): return a[i]\n"
    [verdict] = check(*files(java, port), cases=60).methods
    counts = {tier: count.cases for tier, count in verdict.tiers}
    assert counts == {Tier.GIVEN: 2, Tier.ORDINARY: 29, Tier.EXTREME: 29}
    # The index -1 is no ordinary one.
    assert verdict.first_difference is Tier.EXTREME


def test_examples_of_a_file_are_given_cases(files, tmp_path):
    java, port = files("static int f(int x) { return x == 77 ? 1 : 0; }", "def f(x): return 0\n")
    (tmp_path / "e.json").write_text(json.dumps({"f": [[77]], "f(long)": [[1]]}))
    [verdict] = check(java, port, cases=60, examples=tmp_path / "e.json").methods
    assert verdict.first_difference is Tier.GIVEN


def test_overloads_go_with_the_functions_named_by_hand(files):
    java = (
        "static int f(int x) { return x; } static String f(String x) { return x; }"
        "static int f(int x, int y) { return y; }"
    )
    port = "def f(x, y=None): return x if y is None else y\ndef f_text(x): return x\n"
    report = check(*files(java, port), cases=40, pairs={"f(String)": "f_text"})
    assert set(statuses(report).values()) == {Status.SAME}
    assert sorted(v.python for v in report.methods) == ["foo.f", "foo.f", "foo.f_text"]


def test_methods_of_objects_get_a_new_one_for_each_case(files):
    java = "int count; int next(int x) { count += 1; return x + count; }"
    port = (
        "class Foo:\n"
        "    def __init__(self): self.count = 0\n"
        "    def next(self, x):\n"
        "        self.count += 1\n"
        "        return (x + self.count + 2**31) % 2**32 - 2**31\n"
    )
    assert statuses(check(*files(java, port), cases=60)) == {"next(int)": Status.SAME}


def test_methods_of_nested_classes_are_found(files):
    java = "static class Inner { static int twice(int x) { return 2 * x; } }"
    [verdict] = check(*files(java, "def twice(x): return 2 * x\n"), cases=40).methods
    assert verdict.reference == "Foo$Inner"
    assert verdict.status is Status.DIFFERENT


def test_private_methods_are_proven_on_wish(files):
    java, port = files("private static int f(int x) { return x; }", "def f(x): return x\n")
    assert not any(verdict.java for verdict in check(java, port, cases=40).methods)
    assert statuses(check(java, port, cases=40, with_private=True)) == {"f(int)": Status.SAME}


def test_a_vectorised_port_that_refuses_arrays_is_called_for_each_case(files):
    java = "static double f(double x) { return x > 0 ? x : 0; }"
    port = (
        "import numpy as np\ndef f(x: np.ndarray) -> np.ndarray:\n    return x if x > 0 else 0.0\n"
    )
    [verdict] = check(*files(java, port), cases=40).methods
    assert verdict.status is Status.SAME
    assert verdict.repeated == 40


COLORS = """
    enum Color { RED, GREEN }
    static Color other(Color x) { return x == Color.RED ? Color.GREEN : Color.RED; }
"""
ENUM = "class Color(Enum): RED, GREEN = 1, 2\n"


@pytest.mark.parametrize(
    "port",
    [
        f"{ENUM}def other(x): return Color(3 - x.value)\n",
        f"class Foo:\n    {ENUM}def other(x): return Foo.Color(3 - x.value)\n",
        "def other(x): return 'GREEN' if x == 'RED' else 'RED'\n",
    ],
    ids=["an enum", "an enum in a class", "names"],
)
def test_a_port_gets_members_of_its_own_enum_or_names(files, port):
    report = check(*files(COLORS, f"from enum import Enum\n{port}"), cases=10)
    assert statuses(report)["other(Color)"] is Status.SAME
    assert report.passed


class Color(enum.Enum):
    RED, GREEN = 1, 2


def other(color):
    return Color(3 - color.value)


def test_a_function_in_place_gets_members_of_its_own_enum(files):
    java, port = files(COLORS, "")
    pair = Pair("other(Color)", "other", other)
    report = check_ports([Port((java,), port, pairs=(pair,))], cases=10)
    assert statuses(report) == {"other(Color)": Status.SAME}


def test_a_case_is_run_by_names_of_constants_and_typed_objects(files):
    both = 'static String both(Color x, Object y) { return x + "" + y; }'
    java, port = files(COLORS + both, "def both(x, y): return x\n")
    case = ["RED", {"type": "Long", "value": "7"}]
    [verdict] = check_ports(
        [Port((java,), port)], methods=["both(Color,Object)"], case=case
    ).methods
    assert verdict.counterexample.java.value == "RED7"
    assert verdict.counterexample.python.value == "RED"


def test_an_unsupported_type_is_undecided_with_the_reason(files):
    report = check(*files("static Thread f(Thread x) { return x; }", "def f(x): return x\n"))
    [verdict] = report.methods
    assert verdict.status is Status.UNDECIDED
    assert "got 'java.lang.Thread'" in verdict.reason
    assert report.exit_code == 3


def test_java_that_does_not_compile_is_told_in_javacs_words(files):
    with pytest.raises(JavacError, match="';' expected"):
        check(*files("int x", ""))


def test_a_port_that_does_not_import_is_refused(files):
    with pytest.raises(RequestError, match="must be importable, got ZeroDivisionError"):
        check(*files("static int f(int x) { return x; }", "1 / 0"))


def test_null_is_drawn_on_wish(files):
    java, port = files("static int f(String s) { return s.length(); }", "def f(s): return len(s)\n")
    [verdict] = check(java, port, cases=60, with_nulls=True, rule=Bits()).methods
    assert dict(dict(verdict.outcomes)["java"])["raised"] > 0
    [verdict] = check(java, port, cases=60).methods
    assert "raised" not in dict(dict(verdict.outcomes)["java"])


def test_the_constants_of_the_java_alone_are_tried(files):
    java = 'static int f(int x, String s) { return x == 123457 ? 0 : s.equals("Zz9") ? 1 : 2; }'
    for port in ("1 if s == 'Zz9' else 2", "0 if x == 123457 else 2"):
        [verdict] = check(*files(java, f"def f(x, s):\n    return {port}\n"), cases=100).methods
        assert (verdict.status, verdict.first_difference) == (Status.DIFFERENT, Tier.EXTREME)


@pytest.mark.parametrize(
    ("java", "port", "told"),
    [
        (
            "return (int) System.nanoTime();",
            "    return 7\n",
            r"f\(0\): Java -?\d+, Python 7 at first",
        ),
        ("return x;", "    seen.append(x)\n    return len(seen)\n", "when it was run again, alone"),
    ],
)
def test_a_difference_that_does_not_repeat_is_undecided(files, java, port, told):
    java, port = f"static int f(int x) {{ {java} }}", f"seen = []\ndef f(x):\n{port}"
    [verdict] = check(*files(java, port), cases=40, seed=1).methods
    assert verdict.status is Status.UNDECIDED
    assert re.search(f"^not deterministic: .*{told}", verdict.reason)


def test_recursion_may_go_as_deep_as_in_java(files):
    java = "static int f(int n) { return n <= 0 ? 0 : 1 + f(n - 1); }"
    port = "EXAMPLES = {'f': [[5000]]}\ndef f(n):\n    return 0 if n <= 0 else 1 + f(n - 1)\n"
    [verdict] = check(*files(java, port), cases=3, seed=1).methods
    assert verdict.status is Status.SAME
    assert verdict.repeated > 0


def test_a_limit_that_one_side_alone_has_is_a_difference(files):
    java = "static int f(int n) { return n; }"
    port = "EXAMPLES = {'f': [[1]]}\ndef f(n):\n    return f(n)\n"
    [verdict] = check(*files(java, port), cases=1).methods
    assert (verdict.status, verdict.first_difference) == (Status.DIFFERENT, Tier.GIVEN)
    assert verdict.counterexample.python.status is OutcomeStatus.STACK_OVERFLOW


@pytest.mark.parametrize("returns", ["int[]", "java.util.List<Integer>"])
def test_a_generator_is_read_to_its_end(files, returns):
    values = {"int[]": "new int[] {x, x}", "java.util.List<Integer>": "java.util.List.of(x, x)"}
    java = f"static {returns} f(int x) {{ return {values[returns]}; }}"
    right, wrong = "def f(x):\n    yield x\n    yield x\n", "def f(x):\n    yield x\n"
    assert check(*files(java, right), cases=40).passed
    assert check(*files(java, wrong), cases=40).exit_code == 1
