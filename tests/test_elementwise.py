import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import activations
from activations import (
    d_leaky_relu,
    d_relu,
    d_sigmoid,
    d_sigmoid_from_output,
    d_softplus,
    d_tanh,
    d_tanh_from_output,
    leaky_relu,
    relu,
    sigmoid,
    softplus,
    tanh,
)
from activations._kernels import COMPILED
from bridge import oracle
from bridge.oracle import CONTEXT, max_ulp_error, ulp_error

INF, NAN = math.inf, math.nan
ALL = [
    sigmoid,
    tanh,
    relu,
    leaky_relu,
    d_sigmoid,
    d_tanh,
    d_relu,
    d_leaky_relu,
    d_sigmoid_from_output,
    d_tanh_from_output,
    softplus,
    d_softplus,
]
# These also tell whether the refinements still work.
BOUNDS = (
    [(sigmoid, 0.76), (tanh, 0.54), (d_sigmoid, 0.76), (d_tanh, 0.76), (softplus, 0.76)]
    if COMPILED
    else [(sigmoid, 1.7), (tanh, 1.3), (d_sigmoid, 3), (d_tanh, 3), (softplus, 2.1)]
) + [(leaky_relu, 0.5)]
FINITE = st.floats(allow_nan=False, allow_infinity=False)


def points(per_binade, per_range, seed):
    """Every binade of both signs, the ranges where results live, tails and kinks."""
    rng = np.random.default_rng(seed)
    exponents = np.repeat(np.arange(-1074, 1024), per_binade)
    ranges = [(0, 1), (0, 3), (0, 22), (15, 40), (0, 750), (340, 380), (690, 750)]
    edges = [0.0, 5e-324, 0.55, 350.0, 709.78, 744.4, 745.2, 1e308, 1.7976931348623157e308]
    x = np.concatenate(
        [
            np.ldexp(rng.uniform(1, 2, exponents.size), exponents),
            *(rng.uniform(*bounds, per_range) for bounds in ranges),
            # Just above ln(2**k), e**-x is just below a power of two, where an ULP is smallest.
            np.log(2.0) * rng.integers(1, 1080, per_range) + rng.uniform(-1e-2, 1e-2, per_range),
            edges,
            np.nextafter(edges, INF, where=np.array(edges) < 1.7e308, out=np.array(edges)),
            np.nextafter(edges, 0.0),
        ]
    )
    return np.concatenate([x, -x])


@pytest.mark.parametrize(
    ("function", "x", "value"),
    [
        (sigmoid, 0.0, 0.5),
        (sigmoid, -740.0, 4.2e-322),
        (sigmoid, INF, 1.0),
        (sigmoid, -INF, 0.0),
        (d_sigmoid, 0.0, 0.25),
        (d_sigmoid, -INF, 0.0),
        (tanh, INF, 1.0),
        (tanh, -1000.0, -1.0),
        (d_tanh, 0.0, 1.0),
        (d_tanh, INF, 0.0),
        (d_tanh, 1e308, 0.0),
        (d_tanh, 373.0, 5e-324),
        (softplus, 0.0, 0.6931471805599453),
        (softplus, 1e300, 1e300),
        (softplus, INF, INF),
        (softplus, -INF, 0.0),
        (d_softplus, -740.0, 4.2e-322),
        (relu, -3.0, 0.0),
        (relu, -INF, 0.0),
        (relu, 2.5, 2.5),
        (leaky_relu, -100.0, -1.0),
        (leaky_relu, -INF, -INF),
        (leaky_relu, 2.5, 2.5),
        (d_sigmoid_from_output, 0.75, 0.1875),
        (d_tanh_from_output, 0.5, 0.75),
    ],
)
def test_known_values(function, x, value):
    assert function(x) == value


@pytest.mark.parametrize(("function", "value"), [(d_relu, 0.0), (d_leaky_relu, 0.01)])
@pytest.mark.parametrize("kink", [0.0, -0.0])
def test_kinks_belong_to_the_left_side(function, value, kink):
    assert function(kink) == value
    assert function(5e-324) == 1.0
    assert function(-5e-324) == value


def test_signs_of_zero():
    assert [math.copysign(1, f(-0.0)) for f in (relu, tanh, leaky_relu)] == [1, -1, -1]
    assert [math.copysign(1, f(0.0)) for f in (relu, tanh, leaky_relu)] == [1, 1, 1]


@pytest.mark.parametrize("function", ALL)
def test_nan_gives_nan(function):
    assert math.isnan(function(NAN))
    assert np.isnan(function(np.full(9, NAN, np.float32))).all()


@pytest.mark.parametrize(("function", "bound"), BOUNDS)
def test_error_is_within_the_bound(function, bound):
    x = points(1, 1200, seed=1)
    truths = map(getattr(oracle, function.__name__), x.tolist())
    assert max_ulp_error(function(x).tolist(), truths) <= bound


@pytest.mark.slow
@pytest.mark.parametrize(("function", "bound"), BOUNDS)
def test_error_is_within_the_bound_on_many_points(function, bound):
    x = points(10, 20_000, seed=2)
    truths = map(getattr(oracle, function.__name__), x.tolist())
    assert max_ulp_error(function(x).tolist(), truths) <= bound


@pytest.mark.parametrize("function", [relu, d_relu, d_leaky_relu])
def test_piecewise_constants_are_exact(function):
    x = points(1, 10, seed=3)
    assert function(x).tolist() == [float(getattr(oracle, function.__name__)(v)) for v in x]


@pytest.mark.parametrize("slope", [0.0, -0.5, 0.3, 1.0, 2.5, 5e-324, 1e308])
def test_any_finite_slope_is_taken(slope):
    x = np.append(points(1, 50, seed=4), [INF, -INF])
    truths = [oracle.leaky_relu(v, slope) for v in x.tolist()]
    assert max_ulp_error(leaky_relu(x, slope).tolist(), truths) <= 0.5
    assert d_leaky_relu([-1.0, 1.0], slope).tolist() == [slope, 1.0]


@pytest.mark.parametrize("function", [sigmoid, tanh, d_sigmoid, d_tanh, leaky_relu])
@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_narrow_types_are_rounded_once(function, dtype):
    x = np.random.default_rng(5).normal(size=300).astype(dtype) * dtype(4)
    values = function(x)
    truths = [getattr(oracle, function.__name__)(v) for v in x.tolist()]
    units = np.spacing(np.abs(np.array(truths, dtype))).tolist()
    assert values.dtype == dtype
    for value, truth, unit in zip(values.tolist(), truths, units, strict=True):
        assert abs(CONTEXT.mpf(value) - truth) <= 0.5001 * unit


@pytest.mark.parametrize(
    ("function", "truth"),
    [
        (d_sigmoid_from_output, lambda y: y * (1 - y)),
        (d_tanh_from_output, lambda y: 1 - y * y),
    ],
)
def test_forms_for_a_cached_output(function, truth):
    y = np.random.default_rng(6).uniform(0, 1, 3000) ** 3
    y = np.concatenate([y, 1 - y])
    truths = [truth(CONTEXT.mpf(v)) for v in y.tolist()]
    assert max_ulp_error(function(y).tolist(), truths) <= 1.5


@pytest.mark.parametrize(
    ("function", "derivative"),
    [
        (sigmoid, d_sigmoid),
        (tanh, d_tanh),
        (softplus, d_softplus),
        (relu, d_relu),
        (leaky_relu, d_leaky_relu),
    ],
)
@given(x=st.floats(-30, 30).filter(lambda x: abs(x) > 1e-3))
def test_derivative_is_the_slope_of_the_function(function, derivative, x):
    h = 1e-5
    numeric = (function(x + h) - function(x - h)) / (2 * h)
    assert derivative(x) == pytest.approx(numeric, rel=1e-4, abs=1e-9)


@given(FINITE)
def test_symmetries(x):
    # The true sigmoids sum to 1; the two results are each rounded.
    assert abs(sigmoid(x) + sigmoid(-x) - 1) <= 2.0**-53
    assert d_sigmoid(x) == d_sigmoid(-x)
    assert tanh(x) == -tanh(-x)
    assert d_tanh(x) == d_tanh(-x)
    assert relu(x) - relu(-x) == x


@given(st.floats())
def test_results_stay_in_range(x):
    for function, low, high in (
        (sigmoid, 0, 1),
        (tanh, -1, 1),
        (d_sigmoid, 0, 0.25),
        (d_tanh, 0, 1),
        (relu, 0, INF),
    ):
        assert math.isnan(x) or low <= function(x) <= high


@pytest.mark.parametrize("function", ALL)
@given(
    x=hnp.arrays(
        st.sampled_from(["f2", "f4", "f8", ">f4", ">f8", "i1", "u8", "?"]),
        hnp.array_shapes(min_dims=0, max_dims=3, min_side=0),
    )
)
def test_shape_and_dtype_are_kept_and_the_input_is_not_written(function, x):
    before = x.tobytes()
    result = function(x)
    assert x.tobytes() == before
    assert result.shape == x.shape
    assert result.dtype == {"f2": np.float16, "f4": np.float32}.get(x.dtype.str[1:], np.float64)
    assert result.dtype.isnative


@pytest.mark.parametrize("function", ALL)
def test_what_comes_back_is_of_the_kind_that_went_in(function):
    assert type(function(1)) is type(function(0.5)) is type(function(True)) is float
    assert type(function(np.float64(0.5))) is type(function(np.int32(1))) is np.float64
    assert type(function(np.float32(0.5))) is np.float32
    assert type(function([0.5])) is np.ndarray
    assert function(np.longdouble(0.5)).dtype == np.float64


@pytest.mark.parametrize("function", ALL)
def test_values_do_not_depend_on_layout_or_length(function):
    x = np.random.default_rng(7).normal(size=20_000) * 10
    values = function(x)
    assert function(x[::-3]).tolist() == values[::-3].tolist()
    assert function(x.reshape(100, 200).T).tolist() == values.reshape(100, 200).T.tolist()
    assert [function(v) for v in x[:50].tolist()] == values[:50].tolist()
    assert function(x.astype(">f8")).tolist() == values.tolist()


@pytest.mark.parametrize("function", ALL)
def test_out_is_filled_and_returned(function):
    x = np.random.default_rng(8).normal(size=(7, 3000))
    expected = function(x)
    out = np.empty((3000, 7)).T
    assert function(x, out=out) is out
    np.testing.assert_array_equal(out, expected)
    assert function(x, out=x) is x
    np.testing.assert_array_equal(x, expected)


@pytest.mark.parametrize("function", ALL)
def test_out_may_overlap_the_input(function):
    for source, target in ((slice(0, -1), slice(1, None)), (slice(None, None, -1), slice(None))):
        x = np.random.default_rng(9).normal(size=20_000)
        expected = function(x[source])
        np.testing.assert_array_equal(function(x[source], out=x[target]), expected)


@pytest.mark.parametrize("function", ALL)
def test_where_chooses_what_is_computed(function):
    x = np.random.default_rng(10).normal(size=(70, 200))
    chosen = x[0] > 0
    out = np.full(x.shape, 7.0)
    assert function(x, out=out, where=chosen) is out
    np.testing.assert_array_equal(out, np.where(chosen, function(x), 7.0))
    np.testing.assert_array_equal(function(x, where=chosen), np.where(chosen, function(x), 0.0))


@pytest.mark.parametrize(
    ("where", "error", "message"),
    [
        ([1, 0], TypeError, "^where must be of dtype bool, got int64"),
        ([True] * 3, ValueError, r"^where must have a shape that broadcasts to \(2,\), got \(3,\)"),
    ],
)
def test_unfit_where_is_refused(where, error, message):
    with pytest.raises(error, match=message):
        sigmoid([1.0, 2.0], where=where)


def test_out_of_no_dimensions_is_filled():
    out = np.empty(())
    assert sigmoid(0.0, out=out) is out
    assert out == 0.5


def test_callers_error_settings_change_nothing():
    with np.errstate(all="raise"):
        for function in ALL:
            function([-1e308, -800.0, 1e-320, 800.0, INF, NAN])
            function(np.array([6e4, -6e4, 1e-7], np.float16))
        assert leaky_relu(np.float32([-3e38]), 1e3) == -INF
        assert sigmoid(np.longdouble("1e400")) == 1


@pytest.mark.parametrize("function", ALL)
@pytest.mark.parametrize("value", ["1", 1j, None, [1j], ["a"], object(), np.datetime64("now")])
def test_what_is_not_real_is_refused(function, value):
    with pytest.raises(TypeError, match=r"^[xy] must be real numbers, got "):
        function(value)


@pytest.mark.parametrize(
    ("out", "error", "message"),
    [
        (np.empty(3), ValueError, r"shape \(2,\), got float64 and \(3,\)"),
        (np.empty(2, np.float32), ValueError, r"^out must be of dtype float64 .* got float32"),
        ([0.0, 0.0], TypeError, r"^out must be an ndarray, got \[0.0, 0.0\]"),
        (np.broadcast_to(0.0, 2), ValueError, "^out must be writeable"),
    ],
)
def test_unfit_out_is_refused(out, error, message):
    with pytest.raises(error, match=message):
        sigmoid([1.0, 2.0], out=out)


@pytest.mark.parametrize("function", [leaky_relu, d_leaky_relu])
@pytest.mark.parametrize("slope", [NAN, INF, [0.1, 0.2]])
def test_slope_that_is_not_one_finite_number_is_refused(function, slope):
    with pytest.raises(ValueError, match=r"^negative_slope must be one finite number, got "):
        function(1.0, slope)


def test_samples_reach_what_they_are_for():
    x = points(1, 200, seed=1)
    assert set(np.frexp(np.abs(x[x != 0]))[1]) >= set(range(-1060, 1025))
    assert {0.0, 5e-324, -5e-324, 0.55, 1e308, -1e308} <= set(x.tolist())
    results = sigmoid(x)
    assert ((results > 0) & (results < 2.3e-308)).sum() > 50
    assert ulp_error(0.0, oracle.sigmoid(-740.0)) > 80
    assert set(activations.__all__) >= {function.__name__ for function in ALL}
