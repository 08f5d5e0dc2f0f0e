import math

import mpmath
import numpy as np
import pytest

from bridge import oracle
from bridge.oracle import CONTEXT, ulp_error

LARGEST = 1.7976931348623157e308
INF, NAN = math.inf, math.nan


@pytest.mark.parametrize(
    ("value", "truth", "error"),
    [
        (1.0, 1.0, 0.0),
        (1.0, math.nextafter(1.0, 2), 1.0),
        (1.0, math.nextafter(1.0, 0), 1.0),
        (2.0, math.nextafter(2.0, 0), 1.0),
        (-1.5, 1.5, 2.0**53 * 1.5),
        (0.0, 5e-324, 1.0),
        (5e-324, 0.0, 1.0),
        (0.0, -0.0, 0.0),
        (NAN, NAN, 0.0),
        (NAN, 1.0, INF),
        (1.0, NAN, INF),
        (INF, NAN, INF),
        (INF, INF, 0.0),
        (-INF, INF, INF),
        (INF, LARGEST, INF),
        (LARGEST, INF, INF),
        (1.0, -INF, INF),
    ],
)
def test_distance_in_units_of_the_truth(value, truth, error):
    assert ulp_error(value, truth) == error


def test_infinity_is_right_where_the_truth_rounds_to_it():
    truth = CONTEXT.mpf(2) ** 1024
    assert ulp_error(INF, truth) == 0
    assert ulp_error(-INF, -truth) == 0
    assert ulp_error(LARGEST, truth) == INF
    assert ulp_error(INF, CONTEXT.mpf(2**1024 - 2**970 - 2**900)) == INF


def test_distance_keeps_what_a_double_cannot_hold():
    assert ulp_error(1.0, 1 + CONTEXT.mpf(2) ** -54) == 0.25
    assert ulp_error(0.0, CONTEXT.mpf(2) ** -1076) == 0.25


def test_largest_distance_of_none_is_zero():
    assert oracle.max_ulp_error([], []) == 0
    assert oracle.max_ulp_error([1.0, 0.0], [1.0, 5e-324]) == 1


def test_cross_entropy_by_hand():
    assert abs(oracle.cross_entropy([0.25, 0.5, 0.25], [0.5, 0.5, 0.0]) - CONTEXT.ln2 * 1.5) < 1e-50
    assert oracle.cross_entropy([0.25, 0.75], 0) == 2 * CONTEXT.ln2


def test_the_callers_precision_stays_as_it_was():
    before = mpmath.mp.dps
    oracle.sigmoid(1.0)
    assert mpmath.mp.dps == before != CONTEXT.dps


@pytest.mark.parametrize(
    ("truth", "digits"),
    [
        (oracle.sigmoid(1.0), "0.7310585786300048792511592418"),
        (oracle.d_sigmoid(1.0), "0.1966119332414818525374247335"),
        (oracle.tanh(1.0), "0.7615941559557648881194582826"),
        (oracle.d_tanh(1.0), "0.4199743416140260693944967390"),
        (oracle.logsumexp([0.0, 0.0]), "0.6931471805599453094172321215"),
    ],
)
def test_known_digits(truth, digits):
    assert abs(truth - CONTEXT.mpf(digits)) < 1e-27


@pytest.mark.parametrize(
    ("function", "values"),
    [
        ("sigmoid", (0, 1)),
        ("d_sigmoid", (0, 0)),
        ("tanh", (-1, 1)),
        ("d_tanh", (0, 0)),
        ("relu", (0, INF)),
        ("d_relu", (0, 1)),
        ("leaky_relu", (-INF, INF)),
        ("d_leaky_relu", (0.01, 1)),
    ],
)
def test_limits_and_nan(function, values):
    truth = getattr(oracle, function)
    assert (truth(-INF), truth(INF)) == values
    assert CONTEXT.isnan(truth(NAN))


def test_kinks_belong_to_the_left_side():
    assert oracle.d_relu(0.0) == oracle.d_relu(-0.0) == 0
    assert oracle.d_leaky_relu(0.0) == oracle.d_leaky_relu(-0.0) == 0.01


def test_leaky_relu_is_not_rounded():
    assert oracle.leaky_relu(-5e-324) == CONTEXT.mpf(-5e-324) * CONTEXT.mpf(0.01) != 0


def test_tails_survive_sixty_digits():
    assert abs(oracle.sigmoid(-1e5) / CONTEXT.exp(-(10**5)) - 1) < 1e-50
    assert abs(oracle.log_softmax([0.0, -700.0])[0] / CONTEXT.exp(-700) + 1) < 1e-50
    assert abs(oracle.d_softmax_cross_entropy([0.0, -700.0], 0)[0] / CONTEXT.exp(-700) + 1) < 1e-50


@pytest.mark.parametrize("row", [[NAN, 0.0], [0.0, INF], [-INF, -INF], [-INF]])
def test_rows_without_a_distribution_are_nan_throughout(row):
    truths = [
        *oracle.softmax(row),
        *oracle.log_softmax(row),
        *oracle.d_softmax_cross_entropy(row, 0),
        oracle.logsumexp(row),
        oracle.softmax_cross_entropy(row, 0),
        oracle.softmax_cross_entropy(row, [0.0] * len(row)),
    ]
    assert all(CONTEXT.isnan(truth) for truth in truths)


def test_impossible_entries_get_zero_and_cost_nothing():
    assert oracle.softmax([0.0, -INF]) == [1, 0]
    assert oracle.log_softmax([0.0, -INF]) == [0, -INF]
    assert oracle.softmax_cross_entropy([0.0, -INF], [1, 0]) == 0
    assert oracle.softmax_cross_entropy([0.0, -INF], 1) == INF
    assert oracle.cross_entropy([0.0, 1.0], [0, 1]) == 0
    assert oracle.cross_entropy([0.0, 1.0], 0) == INF


def test_huge_differences_are_exact_where_they_show():
    assert oracle.log_softmax([1e308, -1e308])[1] == -2 * CONTEXT.mpf(1e308)
    assert oracle.softmax([1e308, -1e308])[0] == 1


def test_labels_are_one_hot_rows():
    row = [1.0, 2.0, 0.5]
    for label, one_hot in ((2, [0, 0, 1]), (np.int64(0), np.array([1.0, 0.0, 0.0]))):
        assert oracle.d_softmax_cross_entropy(row, label) == oracle.d_softmax_cross_entropy(
            row, one_hot
        )
