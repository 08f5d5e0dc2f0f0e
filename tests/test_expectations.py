import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest

from bridge.errors import RequestError
from bridge.expectations import refuse, returns, true_value
from bridge.oracle import CONTEXT
from bridge.outcomes import Outcome, OutcomeStatus, Unfit

INF, NAN = math.inf, math.nan
ABOVE_1 = 1.0000000000000002
THIRD = CONTEXT.mpf(1) / 3


def returned(value):
    return Outcome(OutcomeStatus.RETURNED, (), value)


def raised(error_class):
    return Outcome(OutcomeStatus.RAISED, (), error_class=error_class)


@pytest.mark.parametrize(
    ("expected", "value", "met"),
    [
        (returns(1.0), 1.0, True),
        (returns(1.0), ABOVE_1, False),
        (returns(1.0, 1), ABOVE_1, True),
        (returns(1.0, 0.9), ABOVE_1, False),
        (returns(THIRD, 0.5), 1 / 3, True),
        (returns(THIRD), 1 / 3, False),
        (returns(NAN), NAN, True),
        (returns(NAN, INF), 1.0, True),
        (returns(INF, 1e300), 1.7976931348623157e308, False),
        (returns([1.0, 2.0]), np.array([1.0, 2.0]), True),
        (returns([1.0, 2.0]), np.array([2.0, 1.0]), False),
        (returns([1.0, 1.0], [0, 1]), np.array([1.0, ABOVE_1]), True),
        (returns([1.0, 1.0], [1, 0]), np.array([1.0, ABOVE_1]), False),
        (returns([]), np.zeros(0), True),
        (returns([1.0]), np.zeros(0), False),
        (returns([1.0]), np.ones(2), False),
        (returns([1.0]), 1.0, False),
        (returns(1.0), np.ones(1), False),
        (returns([1.0]), None, False),
        (returns([]), None, False),
        (returns(1.0, INF), Unfit("a str"), False),
    ],
)
def test_a_returned_value_is_held_to_the_truth(expected, value, met):
    assert expected.is_met_by(returned(value)) is met


@pytest.mark.parametrize(
    ("outcome", "met"),
    [
        (raised("java.lang.IllegalArgumentException"), True),
        (raised("ValueError"), True),
        (raised("TypeError"), False),
        (raised("java.lang.NullPointerException"), False),
        (returned(1.0), False),
    ],
)
def test_a_refusal_is_met_by_its_kind(outcome, met):
    assert refuse("java.lang.IllegalArgumentException").is_met_by(outcome) is met


def test_a_value_is_not_met_by_a_raise():
    assert not returns(1.0, INF).is_met_by(raised("ValueError"))


@pytest.mark.parametrize(
    ("expected", "outcome", "error"),
    [
        (returns(1.0), returned(ABOVE_1), 1.0),
        (returns([1.0, 1.0, 2.0]), returned(np.array([1.0, ABOVE_1, 2.0])), 1.0),
        (returns([]), returned(np.zeros(0)), 0.0),
        (returns([1.0]), returned(np.ones(2)), INF),
        (returns(1.0), returned(Unfit("a str")), INF),
        (returns(1.0), raised("ValueError"), INF),
        (refuse("java.lang.IllegalArgumentException"), returned(1.0), INF),
        (refuse("java.lang.IllegalArgumentException"), raised("TypeError"), INF),
        (refuse("java.lang.IllegalArgumentException"), raised("ValueError"), 0.0),
    ],
)
def test_error_is_the_largest_distance_from_the_truth(expected, outcome, error):
    assert expected.error(outcome) == error


def test_a_single_bound_holds_for_each_entry():
    assert returns([1.0, 2.0], 3).max_ulps == (3, 3)
    assert returns([1.0, 2.0], [3, 4]).max_ulps == (3, 4)
    assert returns(1.0, 3).max_ulps == (3,)


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        (Fraction(1, 3), 1 / 3),
        (mpmath.mpf(2), 2.0),
        (3, 3.0),
        (0.1, 0.1),
        ([1, Fraction(1, 2)], np.array([1.0, 0.5])),
    ],
)
def test_an_oracle_gives_exact_numbers(answer, value):
    truth = true_value(lambda x: answer, [1.0])
    assert truth.error(returned(value)) <= 0.5


def test_an_oracle_works_with_many_digits():
    truth = true_value(lambda x: 1 / mpmath.mpf(x), [3.0])
    assert 0.3 < truth.error(returned(1 / 3)) < 0.5
    assert mpmath.mp.dps == 15


@pytest.mark.parametrize(
    "oracle", [lambda x: mpmath.log(x), lambda x: 1 / 0, lambda x: math.log(x)]
)
def test_an_oracle_without_an_answer_knows_no_truth(oracle):
    assert true_value(oracle, [-1.0]) is None


@pytest.mark.parametrize("oracle", [lambda x: "1", lambda x: True, lambda x: x.missing, lambda: 1])
def test_an_oracle_that_gives_no_numbers_is_refused(oracle):
    with pytest.raises(RequestError, match="oracle must give numbers, got"):
        true_value(oracle, [1.0])
