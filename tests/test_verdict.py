import math
from dataclasses import replace

import numpy as np
import pytest

from bridge.compare import Aspect, Bits
from bridge.corrections import Correction, sites_of
from bridge.expectations import refuse, returns
from bridge.judging import judge
from bridge.outcomes import Outcome, OutcomeStatus, Unfit
from bridge.ports import Oracle, Pair, Port
from bridge.signatures import Signature
from bridge.strategies import Tier
from bridge.values import Conversion
from bridge.verdict import Status, TierCount, conclude

ABOVE_1, BELOW_1 = 1.0000000000000002, 0.9999999999999999
DOUBLE = Signature("half", ("double",), "double")
ARRAY = Signature("scale", ("double[]",), "double")
REFUSAL = "java.lang.IllegalArgumentException"


def pair_of(signature, truth, *, java_max_ulp=0.0, python_max_ulp=0.0):
    return Pair(
        java=str(signature),
        python="module.name",
        function=lambda *case: None,
        oracle=Oracle(truth, lambda *case: java_max_ulp, python_max_ulp),
    )


def returned(value, *after):
    return Outcome(OutcomeStatus.RETURNED, after, value)


def raised(error_class, *after):
    return Outcome(OutcomeStatus.RAISED, after, error_class=error_class)


# One at every input is the truth; where the input is negative, this Java is meant to give two.
ONE = pair_of(DOUBLE, lambda x: returns(1.0))
LOOSE = pair_of(DOUBLE, lambda x: returns(1.0), java_max_ulp=1, python_max_ulp=1)
TWO = Correction("gives two", [str(DOUBLE)], "2", "x < 0", java="2.0", cases=[[-1.0]])
# Here it is meant to double its argument.
PLAIN = pair_of(ARRAY, lambda z: returns(1.0))
WRITES = Correction(
    "writes", [str(ARRAY)], "writes", "len(x) > 0", java="[2 * x]", aspect=Aspect.ARGUMENTS
)


def judge_case(
    signature, pair, case, java, python, *, tier=Tier.ORDINARY, corrections=(), **options
):
    sites = sites_of(corrections, signature, ["x"], Conversion(is_numpy=True))
    pair = replace(pair, sites=tuple(sites))
    return judge(Port((), "", **options), pair, signature, tier, case, java, python)


def judge_double(x, java, python, *, pair=ONE, corrections=(TWO,), rule=None):
    outcomes = returned(java, x), returned(python, x)
    return judge_case(DOUBLE, pair, (x,), *outcomes, corrections=corrections, rule=rule)


def judge_array(java_after, python_after, *, corrections=(WRITES,), value=1.0):
    case = (np.array([1.0]),)
    java = returned(1.0, np.array(java_after))
    python = returned(value, np.array(python_after))
    return judge_case(ARRAY, PLAIN, case, java, python, corrections=corrections)


def verdict_of(*judged, smallest=None, stale=(), pair=ONE):
    port = Port((), "", reference="mine")
    pair = replace(pair, sites=tuple(sites_of([TWO], DOUBLE, ["x"], Conversion())))
    return conclude(port, pair, DOUBLE, judged, smallest, stale, seconds=1.5)


SAME = judge_double(5.0, 1.0, 1.0)
CORRECTED = judge_double(-1.0, 2.0, 1.0)
DIFFERENT = judge_double(5.0, 1.0, 3.0)


@pytest.mark.parametrize(
    ("x", "java", "python", "fault"),
    [
        (5.0, 1.0, 1.0, ""),
        (-1.0, 2.0, 1.0, ""),
        (-1.0, 1.0, 1.0, "Java does not show the defect 'gives two'"),
        (-1.0, 3.0, 1.0, "Java does not show the defect 'gives two'"),
        (-1.0, 2.0, 2.0, "Python is not within 0 ULP of the true value"),
        (-1.0, 2.0, math.nan, "Python is not within 0 ULP of the true value"),
        (
            5.0,
            2.0,
            1.0,
            "the results differ; Java is not within 0 ULP of the true value",
        ),
        (
            5.0,
            1.0,
            ABOVE_1,
            "Python is not within 0 ULP of the true value; the results differ",
        ),
        (
            5.0,
            2.0,
            2.0,
            "Python is not within 0 ULP of the true value; "
            "Java is not within 0 ULP of the true value",
        ),
    ],
)
def test_fault_of_a_returned_value(x, java, python, fault):
    assert judge_double(x, java, python).fault == fault


@pytest.mark.parametrize(
    ("java_after", "python_after", "fault"),
    [
        ([2.0], [1.0], ""),
        ([1.0], [1.0], "Java does not show the defect 'writes'"),
        ([2.0], [2.0], "Python wrote into its arguments"),
        ([3.0], [1.0], "Java does not show the defect 'writes'"),
        ([2.0], [1.0, 1.0], "Python wrote into its arguments"),
    ],
)
def test_fault_of_a_written_argument(java_after, python_after, fault):
    assert judge_array(java_after, python_after).fault == fault


def test_an_undeclared_write_of_java_is_a_fault():
    assert judge_array([2.0], [1.0], corrections=()).fault == "the arguments afterwards differ"


def test_an_argument_the_type_does_not_hold_was_written_to():
    case, java = (np.array([1.0]),), returned(1.0, np.array([2.0]))
    judged = judge_case(
        ARRAY, PLAIN, case, java, returned(1.0, Unfit("a str")), corrections=(WRITES,)
    )
    assert judged.fault == "Python wrote into its arguments"


def test_a_correction_of_the_arguments_covers_no_result():
    judged = judge_array([2.0], [1.0], value=3.0)
    assert "the results differ" in judged.fault
    assert judged.max_ulp > 0


def test_a_result_the_type_does_not_hold_is_a_fault():
    judged = judge_double(5.0, 1.0, Unfit("a str"))
    assert judged.fault.startswith(
        "Python is not within 0 ULP of the true value; the results differ"
    )
    assert judged.python_ulp == math.inf
    assert judged.max_ulp is None


@pytest.mark.parametrize(
    ("java", "python", "fault"),
    [
        (raised(REFUSAL, 0.0), raised("ValueError", 0.0), ""),
        (
            raised(REFUSAL, 0.0),
            raised("TypeError", 0.0),
            f"Python must raise where Java raises {REFUSAL}; the results differ",
        ),
        (
            raised(REFUSAL, 0.0),
            returned(1.0, 0.0),
            f"Python must raise where Java raises {REFUSAL}; the results differ",
        ),
        (
            returned(1.0, 0.0),
            raised("ValueError", 0.0),
            "the results differ; Java is not within 0 ULP of the true value",
        ),
    ],
)
def test_fault_of_a_refusal(java, python, fault):
    refusing = pair_of(DOUBLE, lambda x: refuse(REFUSAL))
    judged = judge_case(DOUBLE, refusing, (0.0,), java, python)
    assert judged.fault == fault
    assert judged.java_ulp is None


def test_each_side_is_held_to_its_own_bound():
    pair = pair_of(DOUBLE, lambda x: returns(1.0), java_max_ulp=1, python_max_ulp=0)
    assert judge_double(5.0, ABOVE_1, 1.0, pair=pair).fault == ""
    fault = judge_double(5.0, 1.0, ABOVE_1, pair=pair).fault
    assert fault == "Python is not within 0 ULP of the true value"


def test_the_sides_may_be_apart_by_the_sum_of_their_bounds():
    assert judge_double(5.0, BELOW_1, ABOVE_1, pair=LOOSE).fault == ""


def test_zeros_of_two_signs_differ_without_a_rule():
    pair = pair_of(DOUBLE, lambda x: returns(0.0))
    assert judge_double(5.0, 0.0, -0.0, pair=pair).fault == "the results differ"


def test_a_rule_takes_the_place_of_the_sum():
    judged = judge_double(5.0, 1.0, ABOVE_1, pair=LOOSE, rule=Bits())
    assert judged.fault == "the results differ"


def test_distances_are_told():
    judged = judge_double(5.0, BELOW_1, ABOVE_1, pair=LOOSE)
    assert judged.max_ulp == 2
    assert judged.java_ulp == 0.5  # below 1 the doubles are twice as dense
    assert judged.python_ulp == 1


def test_a_corrected_result_counts_for_no_distance():
    assert CORRECTED.max_ulp is None
    assert CORRECTED.corrections == ("gives two",)


def test_a_correction_that_shows_nothing_is_not_named():
    pair = pair_of(DOUBLE, lambda x: returns(2.0))
    judged = judge_double(-1.0, 2.0, 2.0, pair=pair)
    assert judged.fault == ""
    assert judged.corrections == ()


def test_a_correction_of_another_method_does_not_apply():
    assert SAME.covered == frozenset()


@pytest.mark.parametrize(
    ("judgements", "status"),
    [
        ([SAME], Status.SAME),
        ([SAME, CORRECTED], Status.CORRECTED),
        ([], Status.UNDECIDED),
    ],
)
def test_status_without_a_fault(judgements, status):
    verdict = verdict_of(*((Tier.ORDINARY, judgement) for judgement in judgements))
    assert verdict.status is status
    assert verdict.first_difference is None


def test_a_fault_is_different_whatever_else_was_corrected():
    verdict = verdict_of((Tier.GIVEN, CORRECTED), (Tier.EXTREME, DIFFERENT), smallest=DIFFERENT)
    assert verdict.status is Status.DIFFERENT
    assert verdict.reason == DIFFERENT.fault
    assert verdict.first_difference is Tier.EXTREME
    assert verdict.counterexample.case == DIFFERENT.case


def test_a_fault_without_a_smallest_is_different_too():
    assert verdict_of((Tier.EXTREME, DIFFERENT)).status is Status.DIFFERENT


def test_the_first_tier_with_a_fault_is_told():
    tiers = [(tier, judged) for tier in Tier for judged in (SAME, DIFFERENT)]
    assert verdict_of(*tiers[2:], smallest=DIFFERENT).first_difference is Tier.ORDINARY


def test_a_stale_correction_is_different():
    verdict = verdict_of((Tier.GIVEN, SAME), stale=["stale correction"])
    assert verdict.status is Status.DIFFERENT
    assert verdict.reason == "stale correction"


def test_a_fault_and_a_stale_correction_are_both_told():
    verdict = verdict_of((Tier.GIVEN, DIFFERENT), smallest=DIFFERENT, stale=["one", "two"])
    assert verdict.reason == f"{DIFFERENT.fault}; one; two"


def test_cases_are_counted_by_tier():
    verdict = verdict_of(
        (Tier.GIVEN, CORRECTED),
        (Tier.EXTREME, SAME),
        (Tier.EXTREME, DIFFERENT),
        smallest=DIFFERENT,
    )
    assert dict(verdict.tiers) == {
        Tier.GIVEN: TierCount(1, 0),
        Tier.ORDINARY: TierCount(0, 0),
        Tier.EXTREME: TierCount(2, 1),
    }
    assert verdict.cases == 3


def test_outcomes_are_counted_by_side():
    refusing = pair_of(DOUBLE, lambda x: refuse(REFUSAL))
    sides = raised(REFUSAL, 0.0), returned(1.0, 0.0)
    judged = judge_case(DOUBLE, refusing, (0.0,), *sides)
    verdict = verdict_of((Tier.GIVEN, SAME), (Tier.GIVEN, judged), (Tier.GIVEN, judged))
    assert {side: dict(counts) for side, counts in verdict.outcomes} == {
        "java": {"returned": 1, "raised": 2},
        "python": {"returned": 3},
    }


def test_the_largest_distances_are_told():
    judged = [judge_double(5.0, java, 1.0, pair=LOOSE) for java in (1.0, ABOVE_1, 1.0)]
    verdict = verdict_of(*((Tier.ORDINARY, judgement) for judgement in judged))
    assert (verdict.max_ulp, verdict.java_max_ulp, verdict.python_max_ulp) == (1, 1, 0)


def test_nothing_measured_is_none():
    verdict = verdict_of()
    assert (verdict.max_ulp, verdict.java_max_ulp, verdict.python_max_ulp) == (None, None, None)


def test_a_corrected_case_is_the_example_where_nothing_is_wrong():
    verdict = verdict_of((Tier.GIVEN, SAME), (Tier.GIVEN, CORRECTED))
    assert verdict.counterexample.case == (-1.0,)
    assert verdict.corrections == ("gives two",)
    [corrected] = verdict.corrected
    assert (corrected.applies, corrected.differ, corrected.example.case) == (1, 1, (-1.0,))
    assert verdict.max_ulp == 0


def test_names_and_time_are_handed_on():
    verdict = verdict_of((Tier.GIVEN, SAME))
    names = verdict.java, verdict.python, verdict.reference
    assert names == ("half(double)", "module.name", "mine")
    assert verdict.seconds == 1.5
    assert verdict.counterexample is None


def test_the_errors_of_the_cases_are_kept_for_pictures():
    verdict = verdict_of((Tier.ORDINARY, SAME), (Tier.EXTREME, CORRECTED))
    assert verdict.errors.x.tolist() == [-1.0, 5.0]
    assert dict(verdict.errors.series)["java"].tolist() == [CORRECTED.java_ulp, 0.0]
    assert verdict.errors.is_corrected.tolist() == [True, False]


def test_without_a_truth_the_distance_of_both_sides_is_kept():
    plain = replace(ONE, oracle=None)
    judged = judge_double(5.0, 1.0, ABOVE_1, pair=plain)
    [(name, ulps)] = verdict_of((Tier.ORDINARY, judged), pair=plain).errors.series
    assert (name, ulps.tolist()) == ("apart", [1.0])


def test_curves_are_kept_near_0_with_the_truth_between_the_cases():
    far = judge_double(7.0, 1.0, 1.0)
    curves = verdict_of((Tier.ORDINARY, SAME), (Tier.ORDINARY, far)).curves
    java, truth = (dict(curves.series)[side] for side in ("java", "truth"))
    assert (curves.x.min(), curves.x.max(), len(curves)) == (-6.0, 6.0, 122)
    assert java[~np.isnan(java)].tolist() == [1.0]
    assert set(truth) == {1.0}
