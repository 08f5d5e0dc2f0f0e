"""Blocks swept on both sides: what is found of them, in columns and case by case."""

import numpy as np
import pytest

from bridge.compare import Bits, Tolerance, Ulps, compare, differing_values
from bridge.corrections import Correction
from bridge.domains import domain_of
from bridge.javatypes import java_type
from bridge.outcomes import Outcome, OutcomeStatus
from bridge.ports import make_port
from bridge.session import Session
from bridge.signatures import Signature
from bridge.swept import FIRST, Findings, SweptBlock, bucket, bucket_of, joined

DOUBLE = java_type("double")
JAVA = """
public class Foo {
    static double half(double x) { return x / 2; }
    static float root(float x) { return (float) Math.sqrt(x); }
    static int add(byte a, byte b) { return a + b; }
    static int divide(byte a, byte b) { return a / b; }
    static double[] twice(double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) y[i] = 2 * x[i];
        return y;
    }
}
"""
RIGHT = """
import numpy as np

def half(x: np.ndarray):
    return x / 2

def root(x: np.ndarray):
    with np.errstate(all="ignore"):
        return np.sqrt(x)

def add(a: np.ndarray, b: np.ndarray):
    return np.add(a, b, dtype=int)

def divide(a: np.ndarray, b: np.ndarray):
    if np.any(b == 0):
        raise ZeroDivisionError
    return np.trunc(np.true_divide(a, b)).astype(int)

def twice(x):
    return [2 * each for each in x]
"""
CASES = RIGHT.replace(": np.ndarray", "")
SUM = "np.add(a, b, dtype=int)"


@pytest.fixture(scope="module")
def session():
    with Session() as session:
        yield session


@pytest.fixture
def sweep(session, tmp_path):
    """Sweep a block of one method of a port."""
    (tmp_path / "Foo.java").write_text(JAVA)

    def run(python, name, block=0, seed=0, **options):
        (tmp_path / "foo.py").write_text(python)
        session.jvm.forget()
        session.worker.forget()
        port = make_port(tmp_path / "Foo.java", tmp_path / "foo.py", **options)
        [(method, pair)] = [
            found for found in session.resolve(port).pairs if found[0].signature.name == name
        ]
        domain = domain_of(method.signature, as_float=True, length=3, points=1, seed=seed)
        sweeper = session.sweeper(port, method, pair, domain)
        return sweeper.sweep(min(block, domain.blocks - 1))

    return run


pytestmark = pytest.mark.jvm


@pytest.mark.parametrize("name", ["add", "divide", "twice"])
def test_a_right_port_differs_nowhere(sweep, name):
    swept = sweep(RIGHT, name)
    assert swept.findings.differences == swept.findings.unjudged == 0
    assert swept.findings.inputs == sum(swept.findings.java.values())
    assert swept.java == swept.python or name == "divide"


@pytest.mark.parametrize("name", ["add", "divide"])
def test_columns_and_cases_give_the_same(sweep, name):
    assert sweep(RIGHT, name) == sweep(CASES, name)


def test_what_java_raises_is_counted_and_judged(sweep):
    findings = sweep(RIGHT, "divide").findings
    assert findings.java == findings.python
    assert findings.java["raised"] > 0


def test_each_difference_is_counted_and_the_first_are_kept(sweep):
    wrong = RIGHT.replace(SUM, f"np.where(a == -b, 1, {SUM})")
    findings = sweep(wrong, "add").findings
    block = domain_of(Signature("add", ("byte", "byte"), "int")).columns(0, findings.inputs)
    expected = np.flatnonzero(block[0].values == -block[1].values)
    assert findings.differences == len(expected)
    assert [found.number for found in findings.first] == expected[:FIRST].tolist()
    assert findings.first[0].python["value"] == {"type": "int", "value": "1"}


def test_floating_results_are_counted_by_their_distance(sweep):
    wrong = RIGHT.replace("x / 2", "np.where(np.isnan(x), 0.0, np.nextafter(x / 2, np.inf))")
    findings = sweep(wrong, "half", block=511).findings
    assert findings.histogram.keys() <= {"0", "1", "inf"}
    assert findings.histogram["inf"] == findings.differences > 1000
    assert findings.worst[0].ulp == float("inf")
    assert sum(findings.histogram.values()) == findings.inputs


def test_a_rule_decides_what_differs(sweep):
    wrong = RIGHT.replace("x / 2", "np.nextafter(x / 2, np.inf)")
    assert sweep(wrong, "half", block=300).findings.differences == 0
    findings = sweep(wrong, "half", block=300, rule=Bits()).findings
    assert findings.differences == findings.inputs == findings.histogram["1"]


def test_floats_that_no_real_number_is_the_root_of_are_the_same(sweep):
    swept = sweep(RIGHT, "root", block=700)
    assert (swept.findings.differences, swept.java) == (0, swept.python)


def test_corrections_count_as_declared(sweep):
    correction = Correction(
        name="by three", methods=["add"], reason="none", applies="b == 3", python="0"
    )
    wrong = RIGHT.replace(SUM, f"np.where(b == 3, 0, {SUM})")
    findings = sweep(wrong, "add", corrections=[correction]).findings
    block = domain_of(Signature("add", ("byte", "byte"), "int")).columns(0, findings.inputs)
    applying = (block[1].values == 3) & (block[0].values != -3)
    assert (findings.differences, findings.corrections) == (0, {"by three": applying.sum()})
    assert sweep(RIGHT, "add", corrections=[correction]).findings.differences > 0


def test_the_true_value_is_asked_of_a_sample(sweep):
    findings = sweep(RIGHT, "half", block=300, oracle={"half": "x / 2"}).findings
    assert findings.truths == 64
    assert findings.java_max_ulp == findings.python_max_ulp == 0


def test_a_port_that_fails_in_columns_is_swept_case_by_case(sweep):
    picky = RIGHT.replace(SUM, "a + b if isinstance(a, int) else [1]")
    assert sweep(picky, "add") == sweep(RIGHT, "add")


@pytest.mark.slow
def test_what_times_out_is_not_judged(sweep):
    hangs = CASES.replace("    return np.add", "    while a == 3 == b: pass\n    return np.add")
    findings = sweep(hangs, "add").findings
    assert findings.unjudged == 1
    assert findings.python["timed out"] == 1


def test_a_block_is_found_again_whatever_came_before(sweep):
    last = sweep(RIGHT, "half", block=5)
    sweep(RIGHT, "half", block=6)
    assert sweep(RIGHT, "half", block=5) == last


@pytest.mark.parametrize("rule", [Bits(), Ulps(1), Ulps(0, True), Tolerance(0.1, 0), Ulps(np.inf)])
def test_columns_are_judged_as_single_numbers_are(rule):
    numbers = np.array([0.0, -0.0, 1.0, 1.0000000000000002, 1.05, np.inf, -np.inf, np.nan])
    java, python = (each.ravel() for each in np.meshgrid(numbers, numbers))
    signature = Signature("f", (), "double")
    outcomes = [[Outcome(OutcomeStatus.RETURNED, (), x) for x in each] for each in (java, python)]
    single = [not compare(signature, *pair, rule).agrees for pair in zip(*outcomes, strict=True)]
    assert differing_values(DOUBLE, java, python, rule).tolist() == single


@pytest.mark.parametrize("ulp", [0, 1, 2, 3, 4, 5, 1023, 1024, 1025, 2**63, 2**64 - 2048])
def test_a_bucket_holds_what_its_name_says(ulp):
    low, _, high = bucket(bucket_of(float(ulp))).partition("-")
    assert int(low) <= ulp <= int(high or low)


def test_blocks_are_joined_in_any_order():
    blocks = [
        SweptBlock(i, Findings(inputs=10, histogram={"0": 9, f"{i}": 1}), "", "") for i in range(9)
    ]
    assert joined(blocks) == joined(reversed(blocks))
    assert joined(blocks).inputs == 90
    assert list(joined(blocks).histogram) == [*map(str, range(9))]


def test_a_checksum_tells_one_other_result(sweep):
    wrong = RIGHT.replace(SUM, f"{SUM} + ((a == 3) & (b == 5))")
    assert sweep(wrong, "add").java == sweep(RIGHT, "add").java == sweep(RIGHT, "add").python
    assert sweep(wrong, "add").python != sweep(RIGHT, "add").python
