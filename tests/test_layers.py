import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from activations import sigmoid, softmax, softmax_jacobian, softmax_vjp
from activations.gradients import check_gradient
from activations.layers import (
    Add,
    Affine,
    Conv2D,
    CrossEntropy,
    Elementwise,
    LeakyReLU,
    MaxPool2D,
    Mul,
    ReLU,
    Sequential,
    Sigmoid,
    SimpleRNN,
    Softmax,
    SoftmaxWithLoss,
    Tanh,
)
from bridge.oracle import CONTEXT, ulp_error

UNIT = 2.0**-53
# The article's two rows and their one-hot targets.
Z = np.array([[1.0, 2.0, 0.5], [0.0, 1.0, 1.0]])
T = np.array([[1, 0, 0], [0, 1, 0]])

shapes = hnp.array_shapes(min_dims=1, max_dims=3, max_side=4)
sides = st.integers(1, 3)
seeds = st.integers(0, 2**32 - 1)
# Each example is checked in every entry.
FEW = settings(max_examples=15)
POINTWISE = [Sigmoid, Tanh, ReLU, LeakyReLU, Softmax]


def normal(seed, *shape):
    return np.random.default_rng(seed).normal(size=shape)


def distributions(seed, *shape):
    return np.random.default_rng(seed).dirichlet(np.ones(shape[-1]), shape[:-1])


def affine(seed=0, inputs=2, outputs=3):
    return Affine(normal(seed, inputs, outputs), normal(seed + 1, outputs))


def conv(seed=0, outputs=2, channels=1, size=(2, 2), **settings):
    return Conv2D(normal(seed, outputs, channels, *size), normal(seed + 1, outputs), **settings)


def rnn(seed=0, inputs=2, units=3):
    weights = normal(seed, inputs, units), normal(seed + 1, units, units)
    return SimpleRNN(*weights, normal(seed + 2, units))


# A layer of each kind and inputs for it.
EACH = {
    "Add": (Add, [normal(1, 2, 3), normal(2, 2, 3)]),
    "Mul": (Mul, [normal(1, 2, 3), normal(2, 2, 3)]),
    "Affine": (affine, [normal(1, 4, 2)]),
    "Sigmoid": (Sigmoid, [normal(1, 4, 2)]),
    "Tanh": (Tanh, [normal(1, 4, 2)]),
    "ReLU": (ReLU, [normal(1, 4, 2)]),
    "LeakyReLU": (LeakyReLU, [normal(1, 4, 2)]),
    "Elementwise": (lambda: Elementwise(np.sin, np.cos), [normal(1, 4, 2)]),
    "Softmax": (Softmax, [normal(1, 4, 2)]),
    "CrossEntropy": (CrossEntropy, [distributions(1, 4, 3), np.array([0, 2, 1, 1])]),
    "SoftmaxWithLoss": (SoftmaxWithLoss, [normal(1, 4, 3), np.array([0, 2, 1, 1])]),
    "Conv2D": (conv, [normal(1, 2, 1, 4, 3)]),
    "MaxPool2D": (lambda: MaxPool2D(2), [normal(1, 2, 1, 4, 5)]),
    "SimpleRNN": (rnn, [normal(1, 2, 3, 2)]),
    "Sequential": (lambda: Sequential(affine(), Tanh(), affine(5, 3, 1)), [normal(1, 4, 2)]),
}
each = pytest.mark.parametrize(("make", "inputs"), EACH.values(), ids=EACH)


def run(layer, inputs, upstream=None):
    """Output and all gradients of a pass there and back."""
    output = layer.forward(*inputs)
    given = layer.backward(normal(9, *np.shape(output)) if upstream is None else upstream)
    return [output, *(given if isinstance(given, tuple) else [given]), *layer.gradients.values()]


@pytest.mark.parametrize(
    ("x", "y", "z", "product", "expected"),
    [
        (100.0, 2.0, 300.0, 500.0, (2.0, 100.0, 1.0)),
        (
            [100.0, 101.0, 102.0],
            [2.0, 3.0, 4.0],
            [300.0, 301.0, 302.0],
            [500.0, 604.0, 710.0],
            ([2.0, 3.0, 4.0], [100.0, 101.0, 102.0], [1.0, 1.0, 1.0]),
        ),
    ],
)
def test_worked_example_of_add_and_multiply(x, y, z, product, expected):
    mul, add = Mul(), Add()
    assert add.forward(mul.forward(x, y), z).tolist() == product
    from_sum, for_z = add.backward(np.ones_like(x))
    gradients = (*mul.backward(from_sum), for_z)
    assert tuple(gradient.tolist() for gradient in gradients) == expected


def test_worked_example_of_softmax_with_loss():
    layer = SoftmaxWithLoss()
    # The article adds 1e-7 inside the logarithm, which is why its loss is another.
    assert layer.forward(Z, T) == pytest.approx(1.163181794083098, abs=1e-15)
    inside = CrossEntropy().forward(softmax(Z) + 1e-7, T)
    assert inside == pytest.approx(1.1631814594485623, abs=1e-15)
    expected = [[-0.38438805, 0.31426586, 0.07012219], [0.0776812, -0.2888406, 0.2111594]]
    np.testing.assert_allclose(layer.backward(), expected, atol=5e-9)
    probabilities = [[0.2312239, 0.62853172, 0.14024438], [0.1553624, 0.4223188, 0.4223188]]
    np.testing.assert_allclose(Softmax().forward(Z), probabilities, atol=5e-9)


def test_an_infinite_loss_is_no_16():
    a, labels = [[0.0, 1.0]], [0]
    assert CrossEntropy().forward(a, labels) == math.inf
    assert -math.log(0.0 + 1e-7) == pytest.approx(16.1, abs=0.02)


def test_worked_example_of_the_digit_classifier():
    y = [0.01, 0.11, 0.31, 0.11, 0.21, 0.01, 0.01, 0.01, 0.21, 0.01]
    layer = CrossEntropy()
    assert layer.forward(y, 2) == pytest.approx(-math.log(0.31))
    assert layer.backward().tolist() == [0, 0, -1 / 0.31, 0, 0, 0, 0, 0, 0, 0]
    # The article's gradient is this one whatever comes from above.
    assert layer.backward(-3.0)[2] == pytest.approx(3 / 0.31)


def test_the_chain_by_shapes_is_what_the_layers_give():
    x, weights, label = normal(1, 512), normal(2, 512, 10) / 20, 3
    layer, softmax_layer, cost = Affine(weights, np.zeros(10)), Softmax(), CrossEntropy()
    a = softmax_layer.forward(layer.forward(x))
    cost.forward(a, label)
    layer.backward(softmax_layer.backward(cost.backward()))
    dc_da = cost.backward().reshape(1, 10)
    dz_dw = np.eye(10)[:, :, np.newaxis] * x  # (10, 10, 512)
    chain = np.tensordot(dc_da @ softmax_jacobian(x @ weights), dz_dw, 1)
    assert chain.shape == (1, 10, 512)
    np.testing.assert_allclose(layer.gradients["weights"].T, chain[0], rtol=0, atol=1e-14)


@FEW
@given(shapes, seeds)
def test_sums_and_products_have_right_gradients(shape, seed):
    for layer in (Add(), Mul()):
        assert check_gradient(layer, normal(seed, *shape), normal(seed + 1, *shape)).passed


@FEW
@given(shapes, sides, seeds)
def test_affine_layers_have_right_gradients(shape, outputs, seed):
    assert check_gradient(affine(seed, shape[-1], outputs), normal(seed + 2, *shape)).passed


@pytest.mark.parametrize("make", POINTWISE)
@FEW
@given(shapes, seeds)
def test_activations_have_right_gradients(make, shape, seed):
    assert check_gradient(make(), 2 * normal(seed, *shape)).passed


@pytest.mark.parametrize("make", [ReLU, LeakyReLU, lambda: LeakyReLU(0.5)])
def test_gradients_at_kinks_are_subgradients(make):
    assert check_gradient(make(), [-0.0, 0.0, -1.0, 1.0]).passed


@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
@FEW
@given(shapes, seeds, st.booleans())
def test_losses_have_right_gradients(reduction, shape, seed, is_labelled):
    labels = np.random.default_rng(seed).integers(0, shape[-1], shape[:-1])
    t = labels if is_labelled else distributions(seed, *shape)
    assert check_gradient(SoftmaxWithLoss(reduction), normal(seed, *shape), t).passed
    a = np.random.default_rng(seed).uniform(0.1, 1, shape)
    assert check_gradient(CrossEntropy(reduction), a, t).passed


@pytest.mark.parametrize("t", [[[1, 1, 0], [0, 0, 0]], [[0.5, -0.25, 3.0], [0.0, 0.5, 0.0]]])
def test_targets_that_do_not_sum_to_1_have_right_gradients(t):
    assert check_gradient(SoftmaxWithLoss(), Z, t).passed
    assert check_gradient(CrossEntropy(), softmax(Z), t).passed


pairs = st.tuples(sides, sides)


@FEW
@given(st.tuples(sides, sides, sides), pairs, pairs, pairs, pairs, seeds)
def test_convolutions_have_right_gradients(lengths, size, stride, padding, more, seed):
    batch, channels, outputs = lengths
    layer = conv(seed, outputs, channels, size, stride=stride, padding=padding)
    height, width = (k + m - 1 for k, m in zip(size, more, strict=True))
    assert check_gradient(layer, normal(seed, batch, channels, height, width)).passed


@given(pairs, pairs, pairs, pairs, seeds)
def test_max_pooling_has_right_gradients(lengths, size, stride, more, seed):
    height, width = (k + m - 1 for k, m in zip(size, more, strict=True))
    # Distinct numbers, further apart than the step: no ties.
    x = np.random.default_rng(seed).permuted(np.arange(lengths[0] * lengths[1] * height * width))
    check = check_gradient(MaxPool2D(size, stride), x.reshape(*lengths, height, width) / 8)
    assert check.passed


def test_the_winner_of_a_tie_has_a_subgradient():
    assert check_gradient(MaxPool2D(2), np.zeros((1, 1, 2, 2))).passed
    layer = MaxPool2D((1, 3))
    layer.forward([[[[1.0, 2.0, 2.0]]]])
    assert layer.backward([[[[5.0]]]]).tolist() == [[[[0.0, 5.0, 0.0]]]]


@FEW
@given(sides, st.integers(0, 4), sides, sides, seeds)
def test_recurrent_layers_have_right_gradients(batch, steps, inputs, units, seed):
    layer = rnn(seed, inputs, units)
    assert check_gradient(layer, normal(seed, batch, steps, inputs)).passed


@FEW
@given(sides, sides, seeds)
def test_chains_of_layers_have_right_gradients(batch, hidden, seed):
    network = Sequential(affine(seed, 2, hidden), Sigmoid(), affine(seed, hidden, 3), Softmax())
    check = check_gradient(network, normal(seed, batch, 2))
    assert check.passed
    assert check.entries == 2 * batch + 2 * hidden + hidden + 3 * hidden + 3


# The textbook's formulas, which a complex step differentiates to rounding.
TEXTBOOK = {
    "Affine": (affine, lambda x: x @ normal(0, 2, 3) + normal(1, 3)),
    "Sigmoid": (Sigmoid, lambda x: 1 / (1 + np.exp(-x))),
    "Tanh": (Tanh, np.tanh),
    "Softmax": (Softmax, lambda x: np.exp(x) / np.exp(x).sum(axis=-1, keepdims=True)),
    "SoftmaxWithLoss": (
        lambda: Targets(SoftmaxWithLoss("sum"), [1, 0, 1]),
        lambda x: np.log(np.exp(x).sum(axis=-1)) - x[[0, 1, 2], [1, 0, 1]],
    ),
    "CrossEntropy": (
        lambda: Targets(CrossEntropy("sum"), [1, 0, 1]),
        lambda x: -np.log(x[[0, 1, 2], [1, 0, 1]]),
    ),
}


class Targets:
    """A loss of predictions alone."""

    def __init__(self, loss, t):
        self.forward, self.backward = lambda x: loss.forward(x, t), loss.backward


@pytest.mark.parametrize(("make", "formula"), TEXTBOOK.values(), ids=TEXTBOOK)
def test_gradients_are_those_of_the_textbook_to_rounding(make, formula):
    x, layer = np.random.default_rng(3).uniform(0.2, 1, (3, 2)), make()
    output = layer.forward(x)
    np.testing.assert_allclose(np.sum(output), formula(x).sum(), rtol=1e-14)
    given = layer.backward(np.ones_like(output))
    assert check_gradient(formula, x, gradient=lambda x: given, method="complex").passed


def test_a_convolution_is_a_sum_over_each_window():
    x, layer = normal(1, 2, 3, 5, 6), conv(2, 4, 3, (2, 3), stride=(2, 1), padding=(1, 0))
    weights, bias = layer.parameters.values()
    padded = np.zeros((2, 3, 7, 6))
    padded[:, :, 1:6] = x
    expected = np.empty((2, 4, 3, 4))
    for image, output, row, column in np.ndindex(expected.shape):
        window = padded[image, :, 2 * row : 2 * row + 2, column : column + 3]
        expected[image, output, row, column] = (window * weights[output]).sum() + bias[output]
    np.testing.assert_allclose(layer.forward(x), expected, rtol=0, atol=1e-13)


@pytest.mark.parametrize("two", [2, np.int64(2), (2, 2), [2, 2], np.array([2, 2])])
def test_a_stride_is_any_int_or_pair(two):
    assert conv(stride=two).forward(np.ones((1, 1, 4, 4))).shape == (1, 2, 2, 2)
    assert MaxPool2D(two).forward(np.ones((1, 1, 4, 4))).shape == (1, 1, 2, 2)


def test_shared_weights_add_up_the_gradients_of_their_copies():
    # One window, then two of them: an affine layer for each, of the same weights.
    x, weights = normal(1, 1, 1, 1, 4), normal(2, 1, 1, 1, 2)
    shared = Conv2D(weights, [0.0], stride=2)
    shared.forward(x)
    shared.backward([[[[3.0, 5.0]]]])
    total = 0
    for window, upstream in ((x[0, 0, 0, :2], 3.0), (x[0, 0, 0, 2:], 5.0)):
        copy = Affine(weights.reshape(2, 1), [0.0])
        copy.forward(window)
        copy.backward([upstream])
        total += copy.gradients["weights"].ravel()
    np.testing.assert_allclose(shared.gradients["weights"].ravel(), total, rtol=1e-15)


def test_time_steps_add_up_the_gradients_of_their_copies():
    x, layer = normal(1, 2, 2), rnn()
    states = layer.forward(x[np.newaxis])
    given = layer.backward(np.ones_like(states))
    w, u, b = layer.parameters.values()
    first, second = Affine(np.vstack([w, u]), b), Affine(np.vstack([w, u]), b)
    tanhs = Tanh(), Tanh()
    state = tanhs[0].forward(first.forward([*x[0], 0, 0, 0]))
    last = tanhs[1].forward(second.forward([*x[1], *state]))
    np.testing.assert_allclose(states[0], [state, last], rtol=1e-14)
    back = second.backward(tanhs[1].backward(np.ones(3)))
    back_first = first.backward(tanhs[0].backward(np.ones(3) + back[2:]))
    np.testing.assert_allclose(given[0], [back_first[:2], back[:2]], rtol=1e-13)
    total = first.gradients["weights"] + second.gradients["weights"]
    np.testing.assert_allclose(layer.gradients["input_weights"], total[:2], rtol=1e-13)
    np.testing.assert_allclose(layer.gradients["state_weights"], total[2:], rtol=1e-13, atol=1e-16)


@given(st.floats(-300, 300), st.floats(-300, 300))
def test_two_classes_are_the_sigmoid_of_their_difference(z1, z2):
    a = softmax([z1, z2])[0]
    exact = CONTEXT.mpf(z1) - CONTEXT.mpf(z2)
    assert ulp_error(a, 1 / (1 + CONTEXT.exp(-exact))) <= 3
    if exact == z1 - z2:
        assert abs(a - sigmoid(z1 - z2)) <= 4 * math.ulp(a)


@given(hnp.arrays(np.float64, st.integers(1, 6), elements=st.floats(-50, 50)), seeds)
def test_the_jacobian_is_symmetric_and_its_rows_sum_to_0(z, seed):
    jacobian, upstream = softmax_jacobian(z), normal(seed, z.size)
    np.testing.assert_array_equal(jacobian, jacobian.T)
    assert np.abs(jacobian.sum(axis=1)).max() <= 4 * UNIT
    product = softmax_vjp(softmax(z), upstream)
    np.testing.assert_allclose(product, jacobian.T @ upstream, rtol=0, atol=16 * UNIT)


@each
def test_a_second_pass_is_as_if_it_were_the_first(make, inputs):
    layer = make()
    halves = [value[: len(value) // 2] for value in inputs]
    run(layer, halves)
    for used, fresh in zip(run(layer, inputs), run(make(), inputs), strict=True):
        np.testing.assert_array_equal(used, fresh)


@each
def test_an_empty_batch_goes_through(make, inputs):
    # The mean of no costs is refused.
    layer = make("sum") if make in {CrossEntropy, SoftmaxWithLoss} else make()
    output, given, *gradients = run(layer, [value[:0] for value in inputs])
    assert np.size(output) == 0 or output == 0
    assert given.shape == (0, *inputs[0].shape[1:])
    assert all((gradient == 0).all() for gradient in gradients)


def test_an_affine_layer_without_inputs_or_outputs_goes_through():
    assert run(affine(0, 0, 3), [np.ones((4, 0))])[1].shape == (4, 0)
    assert run(affine(0, 2, 0), [np.ones((4, 2))])[1].tolist() == [[0.0, 0.0]] * 4


@each
def test_a_pass_writes_to_no_input(make, inputs):
    layer = make()
    copies = [np.array(value) for value in inputs]
    for value in copies:
        value.setflags(write=False)
    upstream = np.ones_like(layer.forward(*copies))
    upstream.setflags(write=False)
    layer.backward(upstream)
    for value in layer.gradients.values():
        assert not any(np.shares_memory(value, other) for other in (*copies, upstream))


@each
def test_what_a_pass_gives_can_be_written_to(make, inputs):
    layer = make()
    first = [np.array(value) for value in run(layer, inputs)]
    output = layer.forward(*inputs)
    if isinstance(output, np.ndarray) and output.ndim:
        output[...] = np.nan
    upstream = normal(9, *np.shape(output))
    given = layer.backward(upstream)
    for array in given if isinstance(given, tuple) else [given]:
        array[...] = 7.0
    for again, before in zip(run(layer, inputs, upstream), first, strict=True):
        np.testing.assert_array_equal(again, before)


@each
def test_what_becomes_of_the_inputs_later_changes_no_gradient(make, inputs):
    layer, copies = make(), [np.array(value) for value in inputs]
    upstream = normal(9, *np.shape(layer.forward(*copies)))
    for value in copies:
        value[...] = 0
    given = layer.backward(upstream)
    again = [*(given if isinstance(given, tuple) else [given]), *layer.gradients.values()]
    for gradient, expected in zip(again, run(make(), inputs, upstream)[1:], strict=True):
        np.testing.assert_array_equal(gradient, expected)


@pytest.mark.parametrize(
    "layer", [Elementwise(lambda x: x, np.ones_like), Sequential()], ids=["function", "chain"]
)
def test_an_identity_gives_an_array_of_its_own(layer):
    x = np.array([1.0, 2.0])
    layer.forward(x)[...] = np.nan
    assert x.tolist() == [1.0, 2.0]


@each
def test_gradients_are_linear_in_what_comes_from_above(make, inputs):
    layer = make()
    upstream = normal(5, *np.shape(layer.forward(*inputs)))
    single, double = run(layer, inputs, upstream)[1:], run(layer, inputs, 2 * upstream)[1:]
    for one, two in zip(single, double, strict=True):
        np.testing.assert_array_equal(2 * one, two)


@each
def test_gradients_are_named_and_shaped_like_parameters(make, inputs):
    layer = make()
    assert layer.gradients == {}
    run(layer, inputs)
    shapes = {name: array.shape for name, array in layer.parameters.items()}
    assert {name: array.shape for name, array in layer.gradients.items()} == shapes


@each
def test_backward_before_forward_is_refused(make, inputs):
    with pytest.raises(ValueError, match=r"^backward must come after forward, .*; call forward"):
        make().backward(1.0)


@each
def test_an_upstream_of_another_shape_is_refused(make, inputs):
    layer = make()
    shape = np.shape(layer.forward(*inputs))
    with pytest.raises(ValueError, match=r"^upstream must have the shape of what forward gave, \("):
        layer.backward(np.ones((*shape, 1)))


@each
def test_nothing_warns_and_what_is_not_finite_spreads(make, inputs):
    layer = make()
    first = np.full(np.shape(inputs[0]), 1e308)
    first.flat[0], first.flat[1] = np.nan, np.inf
    with np.errstate(all="raise"):
        output = layer.forward(first, *inputs[1:])
        layer.backward(np.full(np.shape(output), 1e308))
    assert np.isnan(output).any()


@each
@pytest.mark.parametrize("wrong", [None, ["a"], [1j], object()])
def test_what_is_not_real_is_refused(make, inputs, wrong):
    with pytest.raises(TypeError, match="must be real numbers"):
        make().forward(*[wrong] * len(inputs))


@pytest.mark.parametrize(
    ("make", "shape", "message"),
    [
        (affine, (4, 3), r"^x must have shape \(\.\.\., 2\), got \(4, 3\)"),
        (affine, (), r"^x must have shape \(\.\.\., 2\), got \(\)"),
        (conv, (2, 2, 4, 4), r"^x must have shape \(batch, 1, height, width\), got \(2, 2, 4, 4\)"),
        (conv, (4, 4), r"^x must have shape \(batch, 1, height, width\), got \(4, 4\)"),
        (conv, (1, 1, 1, 4), r"^x must be at least as large as a window of \(2, 2\), .* \(1, 4\)"),
        (lambda: MaxPool2D(2), (2, 4, 4), r"^x must have shape \(batch, channels, height, width\)"),
        (lambda: MaxPool2D(3), (1, 1, 2, 3), r"^x must be at least as large as a window"),
        (rnn, (2, 3), r"^x must have shape \(batch, time, 2\), got \(2, 3\)"),
        (Softmax, (), r"^z must have shape \(\.\.\., n\), got \(\)"),
        (Softmax, (2, 0), r"^z must not be empty along axis -1"),
    ],
)
def test_inputs_of_a_wrong_shape_are_refused(make, shape, message):
    with pytest.raises(ValueError, match=message):
        make().forward(np.ones(shape))


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: Affine([1.0], [1.0]), ValueError, r"^weights must have shape \(inputs, outputs\)"),
        (lambda: Affine([[1.0]], [1.0, 2.0]), ValueError, r"^bias must have shape \(1\), got \(2,"),
        (lambda: Conv2D([[1.0]], [1.0]), ValueError, r"^weights must have shape \(outputs, chan"),
        (
            lambda: conv(stride=0),
            ValueError,
            r"^stride must be one or two ints of 1 or more, got 0",
        ),
        (
            lambda: conv(padding=(1, -1)),
            ValueError,
            r"^padding must be .* 0 or more, got \(1, -1\)",
        ),
        (lambda: conv(stride=1.5), TypeError, r"^stride must be an int or two, got 1.5"),
        (lambda: MaxPool2D((2, 2, 2)), ValueError, r"^size must be one or two ints of 1 or more"),
        (lambda: SimpleRNN([[1.0]], [[1.0, 2.0]], [0.0]), ValueError, r"^state_weights must have"),
        (lambda: CrossEntropy("average"), ValueError, r"^reduction must be one of"),
        (lambda: LeakyReLU(np.nan).forward(1.0), ValueError, r"^negative_slope must be one finite"),
    ],
)
def test_unfit_settings_are_refused(make, error, message):
    with pytest.raises(error, match=message):
        make()


@pytest.mark.parametrize("make", [CrossEntropy, SoftmaxWithLoss])
@pytest.mark.parametrize(
    ("t", "error", "message"),
    [
        ([0, 3], ValueError, r"^t must hold labels in \[0, 3\), got 3"),
        ([0, 1, 2], ValueError, r"^t must have shape \(2, 3\) for targets or \(2,\) for labels"),
        ([0.0, 1.0], TypeError, r"^t must be of an integer dtype to hold labels"),
    ],
)
def test_labels_that_do_not_fit_are_refused(make, t, error, message):
    with pytest.raises(error, match=message):
        make().forward(Z, t)


def test_two_inputs_of_different_shapes_are_refused():
    for layer in (Add(), Mul()):
        with pytest.raises(ValueError, match=r"^y must have shape \(2\), got \(2, 1\)"):
            layer.forward([1.0, 2.0], [[1.0], [2.0]])


def test_one_layer_in_two_places_is_refused():
    layer = ReLU()
    with pytest.raises(ValueError, match=r"^layers must be different objects, got number 2 twice"):
        Sequential(layer, Tanh(), layer)
    with pytest.raises(ValueError, match=r"^layers must be different objects, got number 1 twice"):
        Sequential(layer, Sequential(Tanh(), Sequential(layer)))


def test_a_chain_of_no_layers_checks_what_comes_back():
    chain = Sequential()
    chain.forward([1.0, 2.0])
    with pytest.raises(ValueError, match=r"^upstream must have the shape of what forward gave"):
        chain.backward([1.0])


def test_a_chain_whose_pass_broke_off_has_no_way_back():
    network = Sequential(Tanh(), affine())
    network.forward([[1.0, 2.0]])
    with pytest.raises(ValueError, match=r"^x must have shape"):
        network.forward([[1.0, 2.0, 3.0]])
    with pytest.raises(ValueError, match=r"^backward must come after forward"):
        network.backward([[1.0, 1.0, 1.0]])


def test_parameters_are_the_arrays_that_are_trained():
    weights = np.array([[1.0]])
    network = Sequential(Affine(weights, [0.0]), ReLU())
    network.forward([[2.0]])
    network.backward([[1.0]])
    for name, array in network.parameters.items():
        array -= 0.1 * network.gradients[name]
    assert network.forward([[2.0]]).item() == pytest.approx(1.5)
    assert weights.tolist() == [[1.0]]  # the caller's own
