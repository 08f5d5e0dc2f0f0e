"""The files of tests that are written, without a JVM; tests/recorded holds three as a whole."""

import ast
import subprocess
import sys
from enum import Enum
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import strategies as st

from bridge.compare import Aspect, Bits, Exceptions, Tolerance, Ulps
from bridge.corrections import Correction, sites_of
from bridge.errors import RequestError
from bridge.functions import PortFunction, describe
from bridge.outcomes import Outcome, OutcomeStatus
from bridge.ports import Arrays, Pair, Port
from bridge.report.pytest_file import Findings, write_pytest_file
from bridge.report.written_test import Subject
from bridge.signatures import Signature
from bridge.strategies import Tier
from bridge.values import Conversion
from bridge.verdict import Counterexample, Status, TierCount, Verdict

RECORDED = Path(__file__).with_name("recorded")
HERE = Path("/project/test_mean.py")
PORT = Port(java=(Path("/project/Mean.java"),), python=Path("/project/mean.py"))


class Season(Enum):
    SPRING = 0
    SUMMER = 1


def module(source, name="mean"):
    made = ModuleType(name)
    exec(source, vars(made))
    return made


def subject(signature, python, port=PORT, status=Status.SAME, **options):
    """A method of a port whose source is `python`, paired with its last function."""
    function = describe(module(python, port.name))[-1]
    parts = {name: options.pop(name, ()) for name in ("corrections", "given")}
    found = PortFunction(port.python, function.name, is_spread=signature.is_open)
    conversion = Conversion(is_numpy=port.arrays is Arrays.NUMPY)
    sites = sites_of(parts["corrections"], signature, function.parameters, conversion)
    pair = Pair(
        str(signature),
        f"{port.name}.{function.name}",
        found,
        given=parts["given"],
        sites=tuple(sites),
        conversion=conversion,
    )
    verdict = Verdict(pair.java, pair.python, "Mean", status, signature, **options)
    return Subject("Mean", signature, pair, function, verdict)


def written(*subjects, port=PORT, untested=(), file=HERE, module=None, signatures=()):
    known = (*(str(each.signature) for each in subjects), *signatures)
    text = write_pytest_file(port, Findings(subjects, untested, known, module), file)
    ast.parse(text)
    return text


@pytest.fixture(autouse=True)
def order(monkeypatch):
    """The module in which a correction finds its condition."""
    source = "def is_unsorted(values): return values != sorted(values)"
    monkeypatch.setitem(sys.modules, "order", module(source, "order"))


def mean(**options):
    return subject(
        Signature("mean", ("int", "int"), "int"), "def mean(a, b): return (a + b) // 2", **options
    )


def overflow(**options):
    told = {"applies": "not -(2**31) <= a + b < 2**31", "cases": [[2147483647, 1]]}
    return Correction("overflow", ["mean"], "wraps around", **{**told, **options})


def corrected():
    other = Correction(
        "writes", ["top"], "sorts what it is given", "order:is_unsorted", aspect=Aspect.ARGUMENTS
    )
    top = Signature("top", ("double[]",), "double")
    return written(
        mean(corrections=[overflow(java="(a + b - 2**32) // 2", python="(a + b) // 2")]),
        subject(top, "def top(values): return max(values)", corrections=[other]),
    )


def different():
    square = Signature("square", ("int",), "int")
    case = (46341,)
    java = Outcome(OutcomeStatus.RETURNED, case, -2147479015)
    python = Outcome(OutcomeStatus.RETURNED, case, 2147488281)
    found = Counterexample(case, java, python, PORT)
    return written(
        subject(
            square,
            "def square(x): return x * x",
            status=Status.DIFFERENT,
            counterexample=found,
            given=((3,), (-4,)),
        ),
        untested=(Verdict("", "mean.helper", "", Status.UNPAIRED),),
    )


def overloaded():
    season = Signature("label", ("Season{SPRING,SUMMER}", "List<Integer>"), "String")
    flags = Signature("label", ("boolean[]",), "String", is_open=True)
    method = "class Mean:\n    def __init__(self): pass\n    def label(self, season, counts): pass"
    port = module("")
    port.Season = Season
    return written(
        subject(season, method, given=(("SUMMER", [1, None]),)),
        subject(flags, "def label(*flags): pass"),
        module=port,
    )


@pytest.mark.parametrize("write", [corrected, different, overloaded])
def test_a_file_is_written_as_recorded(write):
    assert write() == (RECORDED / f"{write.__name__}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("write", [corrected, different, overloaded])
@pytest.mark.parametrize("command", ["format --check", "check --select=E,F,I,UP,PT"])
def test_ruff_finds_nothing_in_it(write, command, tmp_path):
    # It sorts imports by what is in the folder.
    for name in ("mean.py", "order.py"):
        (tmp_path / name).touch()
    (tmp_path / "test_mean.py").write_text(write(), encoding="utf-8")
    asked = [sys.executable, "-m", "ruff", *command.split(), "--isolated", "test_mean.py"]
    done = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_paths_are_relative_to_the_folder_of_the_file():
    text = written(mean(), file=Path("/project/tests/test_mean.py"))
    assert 'load_java(jvm, HERE / "../Mean.java")' in text
    assert 'mean = import_port(HERE / "../mean.py")' in text


def test_a_long_path_stands_in_brackets_of_its_own():
    folder = "long" * 20
    port = Port(java=(Path(f"/project/{folder}/Mean.java"),), python=PORT.python)
    assert f'HERE.joinpath(\n            "{folder}/Mean.java"\n' in written(mean(), port=port)


@pytest.mark.parametrize(
    ("python", "line"),
    [
        (Path("/project/mean.py"), "import mean\n"),
        (Path("/project/mean-2.py"), 'mean_2 = import_port(HERE / "mean-2.py")\n'),
        (Path("/project/random.py"), 'random = import_port(HERE / "random.py")\n'),
        (Path("/project/a.py"), "import a as the_a\n"),
        ("shop.mean", "from shop import mean\n"),
    ],
)
def test_the_port_is_imported_under_a_name_that_is_free(python, line):
    port = Port(java=PORT.java, python=python)
    assert line in written(mean(port=port), port=port)


def test_the_fixture_gives_way_to_a_parameter_of_its_name():
    text = written(subject(Signature("f", ("int",), "int"), "def f(java): return java"))
    assert "assert_same(the_java.f, mean.f, java)" in text


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, "rule=Ulps(4)"),
        ({"rule": Bits()}, "rule=Bits()"),
        ({"rule": Ulps(2.0, signed_zero=True)}, "rule=Ulps(2, signed_zero=True)"),
        ({"rule": Tolerance(1e-9, 0.0)}, "rule=Tolerance(relative=1e-09, absolute=0.0)"),
        ({"exceptions": Exceptions.ANY}, "rule=Ulps(4), exceptions=Exceptions.ANY"),
        ({"is_loose": True}, "rule=Ulps(4), is_loose=True"),
    ],
)
def test_how_results_are_compared_is_written_out(options, told):
    port = Port(java=PORT.java, python=PORT.python, **options)
    half = subject(Signature("half", ("double",), "double"), "def half(x): return x / 2")
    assert f"assert_same(java.half, mean.half, x, {told})" in written(half, port=port)


def test_no_rule_is_told_where_no_number_needs_one():
    assert "assert_same(java.mean, mean.mean, a, b)\n" in written(mean())


def test_values_are_small_where_large_ones_reach_a_limit():
    text = written(mean(tiers=((Tier.EXTREME, TierCount(500, limit=3)),)))
    assert "@given(a=st.integers(-100, 100), b=st.integers(-100, 100))" in text
    assert "INT" not in text


def test_a_method_without_parameters_is_called_once():
    text = written(subject(Signature("zero", (), "int"), "def zero(): return 0"))
    assert "\n\n\ndef test_zero_does_what_java_does(java):\n    assert_same(java.zero" in text
    assert "hypothesis" not in text


def test_a_test_is_called_after_the_function_without_what_evades_a_keyword():
    text = written(subject(Signature("in", ("int",), "int"), "def in_(x): return x"))
    assert "def test_in_does_what_java_does(java, x):" in text
    assert 'assert_same(java["in(int)"], mean.in_, x)' in text


def test_parameters_without_names_get_some():
    text = written(subject(Signature("f", ("int", "int"), "int"), "def f(*rest): pass"))
    assert "assert_same(java.f, mean.f, argument_1, argument_2)" in text


def test_a_method_is_named_in_full_where_another_has_its_name():
    assert 'java["mean(int,int)"], mean.mean' in written(mean(), signatures=["mean(long)"])


def test_classes_and_places_are_handed_on():
    port = Port(
        java=(),
        python="mean",
        classes=("lib.Mean",),
        classpath=(Path("/project/lib.jar"),),
        with_private=True,
    )
    line = 'load_java(jvm, classes=["lib.Mean"], classpath=[HERE / "lib.jar"], with_private=True)'
    flat = " ".join(written(mean(port=port), port=port).split())
    assert line in flat.replace("( jvm", "(jvm").replace(", )", ")").replace("True )", "True)")


def test_a_correction_that_is_a_function_is_refused():
    port = Port(
        java=PORT.java, python=PORT.python, corrections=(overflow(applies=lambda a, b: True),)
    )
    with pytest.raises(RequestError, match="port must be of files and texts, got functions"):
        written(mean(), port=port)


def test_strategies_of_ones_own_are_refused():
    port = Port(java=PORT.java, python=PORT.python, arguments=(("a", st.integers()),))
    with pytest.raises(RequestError, match="port must be of files and texts"):
        written(mean(), port=port)
