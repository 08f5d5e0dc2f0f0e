import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from activations import (
    d_leaky_relu,
    d_relu,
    d_sigmoid,
    d_softmax_cross_entropy,
    d_tanh,
    leaky_relu,
    relu,
    sigmoid,
    softmax_cross_entropy,
    tanh,
)
from activations.gradients import check_gradient
from activations.layers import Affine, Softmax, SoftmaxWithLoss

X = np.linspace(-3, 3, 13)
SMOOTH = [
    (sigmoid, d_sigmoid),
    (tanh, d_tanh),
    (np.exp, np.exp),
    (np.square, lambda x: 2 * x),
    (lambda x: x**3, lambda x: 3 * x**2),
]
# Each is wrong in its own way: the posted class's, a factor, a sign, an entry.
WRONG = [
    (tanh, lambda x: 1 / tanh(x) - tanh(x)),
    (sigmoid, lambda x: x * (1 - x)),
    (tanh, lambda x: 1.0001 * d_tanh(x)),
    (tanh, lambda x: -d_tanh(x)),
    (np.exp, lambda x: np.where(x > 2.9, 0, np.exp(x))),
    (np.exp, lambda x: np.where(x > 2.9, np.nan, np.exp(x))),
    (np.exp, lambda x: np.where(x > 2.9, np.inf, np.exp(x))),
]


@pytest.mark.parametrize(("function", "derivative"), SMOOTH)
def test_a_right_derivative_passes(function, derivative):
    check = check_gradient(function, X, gradient=derivative)
    assert check.passed
    assert check.entries == 13
    assert check.tolerance < 1e-6


@pytest.mark.parametrize(("function", "derivative"), WRONG)
def test_a_wrong_derivative_does_not_pass(function, derivative):
    assert not check_gradient(function, X, gradient=derivative).passed


@pytest.mark.parametrize("beyond", [np.nan, np.inf])
@pytest.mark.parametrize("x", [1.0, 1 - 2.0**-17, 1 - 2.0**-16, 2.0])
def test_a_function_that_is_not_finite_does_not_pass(beyond, x):
    def function(x):
        return np.where(x >= 1, beyond, x)

    assert not check_gradient(function, x, gradient=np.ones_like).passed


def test_the_worst_entry_is_reported():
    check = check_gradient(
        np.exp, [[0.0, 1.0, 2.0]], gradient=lambda x: np.add(np.exp(x), [0, 3, 1])
    )
    assert (check.name, check.index, check.entries) == ("input 0", (0, 1), 3)
    assert check.gradient == math.e + 3
    assert check.numeric == pytest.approx(math.e, abs=1e-9)
    assert check.error == pytest.approx(3)


@pytest.mark.parametrize(
    ("function", "slope", "passes"),
    [
        (relu, 0.0, True),
        (relu, 1.0, True),
        (relu, 0.3, True),
        (relu, -0.01, False),
        (relu, 1.01, False),
        (leaky_relu, 0.01, True),
        (leaky_relu, 0.5, True),
        (leaky_relu, 0.0, False),  # what the posted class gives
        (np.abs, -1.0, True),
        (np.abs, -1.1, False),
    ],
)
def test_any_subgradient_passes_at_a_kink(function, slope, passes):
    assert check_gradient(function, [0.0], gradient=lambda x: x + slope).passed == passes


@given(st.floats(-1e-4, 1e-4))
def test_a_kink_nearby_does_no_harm(x):
    assert check_gradient(relu, [x], gradient=d_relu).passed
    assert check_gradient(leaky_relu, [x], gradient=d_leaky_relu).passed


@pytest.mark.parametrize(
    ("function", "derivative", "x"),
    [
        (lambda x: np.sin(100 * x), lambda x: 100 * np.cos(100 * x), 0.3),
        (lambda x: np.sin(1000 * x), lambda x: 1000 * np.cos(1000 * x), 0.3),
        (np.log, np.reciprocal, 1e-4),
        (lambda x: np.logaddexp(0, x - 1e4), lambda x: sigmoid(x - 1e4), 1e4 + 0.5),
        (lambda x: np.logaddexp(0, x - 1e6), lambda x: sigmoid(x - 1e6), 1e6 + 0.5),
    ],
)
def test_a_curve_is_not_taken_for_a_kink(function, derivative, x):
    assert check_gradient(function, [x], gradient=derivative).passed
    assert not check_gradient(function, [x], gradient=lambda x: 1.05 * derivative(x)).passed
    assert not check_gradient(function, [x], gradient=lambda x: 0.95 * derivative(x)).passed


@pytest.mark.parametrize("steps", [0.2, 0.5, -0.5, 0.9])
def test_beside_a_kink_no_subgradient_of_it_passes(steps):
    x = [steps * 2.0**-17]
    slope = d_leaky_relu(x)
    assert check_gradient(leaky_relu, x, gradient=lambda x: slope).passed
    assert not check_gradient(leaky_relu, x, gradient=lambda x: 0.9 * slope + 0.05).passed


@pytest.mark.parametrize("function", [lambda x: (x >= 0) * 1.0, lambda x: np.sqrt(np.abs(x))])
@pytest.mark.parametrize("slope", [0.0, 7.0, 1e4])
def test_nothing_passes_at_a_jump_or_a_cusp(function, slope):
    assert not check_gradient(function, [0.0], gradient=lambda x: x + slope).passed


@pytest.mark.parametrize("step", [2.0**-10, 2.0**-13, 2.0**-17])
def test_the_tolerance_follows_the_step(step):
    check = check_gradient(np.exp, [0.0], gradient=np.exp, step=step)
    assert check.passed
    # c(h) - c(2h) is h**2 / 2 for the exponential at 0.
    assert check.tolerance == pytest.approx(step**2 / 2 + 2.0**-46 / step, rel=0.1)


@pytest.mark.parametrize("x", [1e-3, 0.5, 20.0])
def test_a_complex_step_is_right_to_rounding(x):
    check = check_gradient(
        lambda x: 1 / (1 + np.exp(-x)), [x], gradient=d_sigmoid, method="complex"
    )
    assert check.passed
    assert check.tolerance < 2e-14
    near = check_gradient(np.exp, [x], gradient=lambda x: np.exp(x) * (1 + 1e-13), method="complex")
    assert not near.passed


@pytest.mark.parametrize("dtype", ["f2", "f4", ">f4", ">f8", "i8"])
def test_inputs_of_any_dtype_are_checked_in_float64(dtype):
    check = check_gradient(tanh, np.array([-1.0, 1.0, 2.0], dtype), gradient=d_tanh)
    assert check.passed
    assert check.error < 1e-10


def test_a_layer_is_checked_by_inputs_and_parameters():
    layer = Affine(np.ones((2, 3)), np.ones(3))
    assert check_gradient(layer, np.ones((4, 2))).entries == 8 + 6 + 3


@pytest.mark.parametrize("name", ["weights", "bias"])
def test_a_wrong_gradient_of_a_parameter_is_found(name):
    layer = Affine(np.ones((2, 3)), np.ones(3))
    backward = layer.backward

    class Wrong:
        parameters, forward = layer.parameters, staticmethod(layer.forward)

        @staticmethod
        def backward(upstream):
            given = backward(upstream)
            Wrong.gradients = layer.gradients | {name: layer.gradients[name] * 1.001}
            return given

    check = check_gradient(Wrong(), np.ones((4, 2)))
    assert (check.passed, check.name) == (False, name)


def test_a_missing_gradient_of_a_parameter_is_found():
    class Forgetful:
        parameters, gradients = {"bias": np.ones(1)}, {}
        forward = backward = staticmethod(lambda x: x)

    with pytest.raises(ValueError, match=r"^gradients must have the names .*, got none of 'bias'"):
        check_gradient(Forgetful(), [1.0])


def test_parameters_and_inputs_are_left_as_they_were():
    layer, x = Affine([[0.1, 0.2]], [0.3, 0.4]), np.array([[0.7], [0.9]])
    check_gradient(layer, x)
    assert layer.parameters["weights"].tolist() == [[0.1, 0.2]]
    assert layer.parameters["bias"].tolist() == [0.3, 0.4]
    assert x.tolist() == [[0.7], [0.9]]


def test_labels_are_handed_on():
    z, labels = np.array([[1.0, 2.0, 0.5], [0.0, 1.0, 1.0]]), np.array([0, 1])
    assert check_gradient(SoftmaxWithLoss(), z, labels).entries == 6
    check = check_gradient(softmax_cross_entropy, z, labels, gradient=d_softmax_cross_entropy)
    assert (check.passed, check.entries) == (True, 6)


def test_the_upstream_gradient_is_honoured():
    z = [[0.0, 1.0]]
    assert check_gradient(Softmax(), z, upstream=[[5.0, -1.0]]).passed
    # All outputs sum to 1, so with equal weights there is nothing to see.
    assert check_gradient(Softmax(), z, upstream=[[1.0, 1.0]]).numeric == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"method": "forward"}, r"^method must be one of \('central', 'complex'\), got 'forward'"),
        ({"step": 0.0}, r"^step must be above 0, got 0.0"),
        (
            {"gradient": None},
            r"^gradient must be passed for functions and not for layers, got None",
        ),
        ({"gradient": np.sum}, r"^gradient must have the shape of input 0, \(2,\), got \(\)"),
        (
            {"gradient": lambda x: (x, x)},
            r"^gradient must be with respect to the first of 1 inputs, got 2 gradients",
        ),
        ({"upstream": [1.0]}, r"^upstream must have the shape of the output, \(2,\), got \(1,\)"),
    ],
)
def test_unfit_arguments_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        check_gradient(np.exp, [1.0, 2.0], **{"gradient": np.exp} | arguments)


def test_what_is_not_real_is_refused():
    with pytest.raises(
        TypeError, match=r"^input 0 must be real numbers, got an array of dtype comp"
    ):
        check_gradient(np.exp, [1j], gradient=np.exp)
    with pytest.raises(TypeError, match=r"^gradient of input 0 must be real numbers"):
        check_gradient(np.exp, [1.0], gradient=lambda x: 1j * x)


def test_nothing_to_check_is_refused():
    with pytest.raises(ValueError, match=r"^inputs must hold at least one number"):
        check_gradient(np.exp, [], gradient=np.exp)
