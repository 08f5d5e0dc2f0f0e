"""Hypothesis against the JVM: the port and the corrected Java agree on whatever is drawn."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import activations
from bridge.bundled import BUNDLED, LEDGER
from bridge.corrections import sites_of
from bridge.engine import check_ports
from bridge.evaluate import evaluate_in_place, evaluate_java
from bridge.javac import compile_java
from bridge.judging import judge
from bridge.jvm import JAVA_SOURCES
from bridge.strategies import Tier, cases_of
from bridge.values import Conversion
from bridge.verdict import Status

pytestmark = pytest.mark.jvm
FORUM, CORRECTED = BUNDLED
NAMES = [pair.java for pair in CORRECTED.pairs]


@pytest.fixture(scope="module")
def methods(jvm):
    classes = compile_java(jvm.jdk, JAVA_SOURCES / "references", release=17)
    return {
        (port.reference, str(method.signature)): method
        for port in BUNDLED
        for method in jvm.load(classes, port.classes[0])
    }


def judge_case(methods, port, name, case):
    method = methods[port.reference, name]
    pair = next(pair for pair in port.pairs if pair.java == name)
    declared = [correction for correction in port.corrections if name in correction.methods]
    sites = sites_of(declared, method.signature, (), pair.conversion)
    pair = replace(pair, sites=tuple(sites))
    [java] = evaluate_java(method, [case], timeout_s=30.0)
    [python] = evaluate_in_place(pair.in_place(), method.signature, [case], pair.conversion)
    return judge(port, pair, method.signature, Tier.EXTREME, case, java, python)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("port", BUNDLED, ids=lambda port: port.reference)
def test_java_and_python_agree_but_for_corrections(methods, port, name):
    signature = methods[port.reference, name].signature

    @settings(max_examples=50, deadline=None)
    @given(cases_of(signature, Tier.EXTREME, same_length="dCdz" in name))
    def agree(case):
        assert judge_case(methods, port, name, case).fault == ""

    agree()


def test_every_public_java_method_is_paired(methods):
    assert {name for _, name in methods} == set(NAMES)
    assert {pair.java for pair in FORUM.pairs} == set(NAMES)


@pytest.mark.parametrize("correction", LEDGER, ids=lambda correction: correction.name)
def test_each_stored_example_shows_its_correction(methods, correction):
    for name in correction.methods:
        signature = methods["forum", name].signature
        [site] = sites_of([correction], signature, (), Conversion(is_numpy=True))
        judgement = judge_case(methods, FORUM, name, site.cases[0])
        assert judgement.fault == ""
        assert correction.name in judgement.corrections


@pytest.mark.parametrize("correction", LEDGER, ids=lambda correction: correction.name)
def test_a_correction_of_what_java_does_right_is_stale(correction):
    cured = replace(CORRECTED, corrections=(correction,))
    names = correction.methods
    report = check_ports(methods=names, cases=len(names) + 20, seed=1, ports=[cured])
    assert {verdict.status for verdict in report.methods} == {Status.DIFFERENT}
    assert all(f"stale correction '{correction.name}'" in v.reason for v in report.methods)


def test_the_corrected_class_refuses_what_the_port_refuses(methods):
    for t, a in [([], []), ([1.0], []), ([1.0], [0.5, 0.5])]:
        case = (np.array(t, float), np.array(a, float))
        method = methods["corrected", "dCdz(double[],double[])"]
        [java] = evaluate_java(method, [case])
        assert java.error_class == "java.lang.IllegalArgumentException"
        with pytest.raises(ValueError, match="must"):
            activations.d_softmax_cross_entropy_from_output(a, t)


@given(st.lists(st.integers(0, 2**64 - 1), max_size=20))
@settings(deadline=None)
def test_every_bit_pattern_survives_the_border(methods, patterns):
    sent = np.array(patterns, np.uint64).view(np.float64)
    # relu keeps no NaN payload, but the argument comes back untouched.
    [outcome] = evaluate_java(methods["corrected", "softmax(double[])"], [(sent,)])
    assert outcome.arguments_after[0].view(np.uint64).tolist() == patterns


def test_a_run_is_repeated_by_its_seed():
    runs = [check_ports(methods=["sigmoid"], cases=40, seed=5).methods for _ in range(2)]
    assert [v.max_ulp for v in runs[0]] == [v.max_ulp for v in runs[1]]
    assert [v.java_max_ulp for v in runs[0]] == [v.java_max_ulp for v in runs[1]]
