import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from activations import d_softmax_cross_entropy, softmax, softmax_cross_entropy
from activations.gradients import check_gradient
from activations.graph import backpropagate, softmax_with_loss_graph, variable
from bridge import oracle

UNIT = 2.0**-53
EIGHT = ["exp", "S", "1/S", "a", "log a", "t log a", "sum", "loss"]
logits = hnp.arrays(np.float64, st.integers(1, 12), elements=st.floats(-10, 10))


def test_worked_example_of_a_squared_sum():
    x, y = variable("x", 3.0), variable("y", 4.0)
    t = (x + y).named("t")
    graph = backpropagate((t * t).named("z"))
    gradients = {node.name: (node.value, node.gradient) for node in graph.nodes}
    assert gradients == {"x": (3, 14), "y": (4, 14), "t": (7, 14), "z": (49, 1)}


@pytest.mark.parametrize(
    ("x1", "x2", "x3", "y"),
    [
        (100.0, 2.0, 300.0, 500.0),
        ([100.0, 101.0, 102.0], [2.0, 3.0, 4.0], [300.0, 301.0, 302.0], [500.0, 604.0, 710.0]),
    ],
)
def test_worked_example_of_add_and_multiply(x1, x2, x3, y):
    a, b, c = variable("x1", x1), variable("x2", x2), variable("x3", x3)
    graph = backpropagate((a * b + c).named("y"))
    assert graph.node("y").value.tolist() == y
    assert graph.node("x1").gradient.tolist() == x2
    assert graph.node("x2").gradient.tolist() == x1
    assert graph.node("x3").gradient.tolist() == np.ones_like(x3).tolist()


def test_worked_example_of_softmax_with_loss():
    # Of two rows, whose mean the article takes; the loss is the exact one.
    rows = [softmax_with_loss_graph(z, t) for z, t in (([1.0, 2.0, 0.5], 0), ([0.0, 1.0, 1.0], 1))]
    losses = [graph.node("loss").value for graph in rows]
    assert np.mean(losses) == pytest.approx(1.163181794083098, abs=1e-15)
    gradients = [graph.node("z").gradient / 2 for graph in rows]
    expected = [[-0.38438805, 0.31426586, 0.07012219], [0.0776812, -0.2888406, 0.2111594]]
    np.testing.assert_allclose(gradients, expected, atol=5e-9)
    expected = [[0.2312239, 0.62853172, 0.14024438], [0.1553624, 0.4223188, 0.4223188]]
    np.testing.assert_allclose([g.node("a").value for g in rows], expected, atol=5e-9)


def test_softmax_with_loss_has_eight_steps():
    graph = softmax_with_loss_graph([1.0, 2.0, 0.5], 0)
    assert [node.name for node in graph.nodes if node.inputs] == EIGHT
    assert [node.operation for node in graph.nodes if node.inputs] == [
        "exp",
        "sum",
        "1/x",
        "*",
        "log",
        "*",
        "sum",
        "*",
    ]


@given(logits, st.data())
def test_each_step_has_the_gradient_of_its_formula(z, data):
    label = data.draw(st.integers(0, z.size - 1))
    graph = softmax_with_loss_graph(z, label)
    t, e = np.eye(z.size)[label], np.exp(z)
    expected = {
        "sum": -1.0,
        "t log a": -np.ones(z.size),
        "log a": -t,
        "a": -t * e.sum() / e,
        "1/S": -e.sum(),
        "S": 1 / e.sum(),
        "exp": 1 / e.sum() - t / e,
    }
    for name, gradient in expected.items():
        atol = 1e-15 * (1 / e).max() if name == "exp" else 0
        np.testing.assert_allclose(graph.node(name).gradient, gradient, rtol=1e-12, atol=atol)


@pytest.mark.skipif(np.finfo(np.longdouble).eps == 2.0**-52, reason="np.longdouble is a double")
@given(logits, st.data())
def test_the_gradient_at_z_is_a_minus_t(z, data):
    label = data.draw(st.integers(0, z.size - 1))
    gradient = softmax_with_loss_graph(z, label).node("z").gradient
    truths = oracle.d_softmax_cross_entropy(z.tolist(), label)
    assert max(abs(g - t) for g, t in zip(gradient.tolist(), truths, strict=True)) <= 4 * UNIT
    assert np.abs(gradient - d_softmax_cross_entropy(z, label, "sum")).max() <= 4 * UNIT


@given(logits, st.data())
def test_soft_targets_have_the_same_gradient(z, data):
    shares = st.lists(st.integers(0, 9), min_size=z.size, max_size=z.size).filter(any)
    t = np.array(data.draw(shares)) / 1.0
    t /= t.sum()
    graph = softmax_with_loss_graph(z, t)
    np.testing.assert_allclose(graph.node("z").gradient, softmax(z) - t, rtol=0, atol=8 * UNIT)
    assert graph.node("loss").value == pytest.approx(softmax_cross_entropy(z, t), abs=1e-13)


@pytest.mark.parametrize("z", [[710.0, 0.0], [-746.0, -746.0], [0.0, -746.0]])
def test_the_graph_of_books_fails_where_the_layer_does_not(z):
    assert np.isnan(softmax_with_loss_graph(z, 0).node("z").gradient).any()
    assert np.isfinite(d_softmax_cross_entropy(z, 0)).all()


def test_the_graph_of_books_cancels_where_the_layer_does_not():
    true = -4.248354255291589e-18
    assert d_softmax_cross_entropy([40.0, 0.0], 0)[0] == true
    assert abs(softmax_with_loss_graph([40.0, 0.0], 0).node("z").gradient[0] - true) > abs(true)


def test_what_is_used_twice_adds_up_what_comes_back():
    graph = softmax_with_loss_graph([1.0, 2.0, 0.5], 0)
    number = graph.nodes.index(graph.node("exp"))
    parts = [
        part
        for node in graph.nodes
        for place, part in zip(node.inputs, node.passed_back, strict=True)
        if place == number
    ]
    assert len(parts) == 2
    np.testing.assert_allclose(sum(parts), graph.node("exp").gradient, rtol=1e-15)


EXPRESSIONS = {
    "quotient": lambda x, y: x / y,
    "number over": lambda x, y: 2.0 / x + 1.0 / y,
    "numbers beside": lambda x, y: 3 * x + y * 0.5 + 1,
    "array beside": lambda x, y: x * np.array([1.0, 2.0, 4.0]) + y,
    "exp of log": lambda x, y: (x.log() * y).exp(),
    "used often": lambda x, y: x * x * x + x * y,
    "sum against entries": lambda x, y: x / (x * y).sum(),
    "one number": lambda x, y: x.sum() * y.sum(),
}


@pytest.mark.parametrize("expression", EXPRESSIONS.values(), ids=EXPRESSIONS)
def test_any_expression_has_a_right_gradient(expression):
    def graph(x, y):
        return backpropagate(expression(variable("x", x), variable("y", y)))

    def gradient(x, y):
        found = graph(x, y)
        return found.node("x").gradient, found.node("y").gradient

    x, y = [0.5, 1.5, 2.0], [1.0, 0.25, 3.0]
    assert check_gradient(lambda x, y: graph(x, y).nodes[-1].value, x, y, gradient=gradient).passed


def test_an_array_on_the_left_is_one_operand():
    x = variable("x", 2.0)
    graph = backpropagate(np.array([1.0, 3.0]) * x)
    assert graph.nodes[-1].value.tolist() == [2.0, 6.0]
    assert graph.node("x").gradient == 4.0


def test_nodes_come_after_their_inputs():
    graph = softmax_with_loss_graph(np.arange(5.0), 2)
    assert all(place < number for number, node in enumerate(graph.nodes) for place in node.inputs)
    assert graph.nodes[-1].name == "loss"


def test_long_chains_are_no_problem():
    x = variable("x", 1.0)
    total = x
    for _ in range(5000):
        total = total + x
    assert backpropagate(total).node("x").gradient == 5001


def test_a_graph_shows_each_node():
    lines = str(softmax_with_loss_graph([0.0, 0.0], 1)).splitlines()
    assert [line.split("  ")[0] for line in lines[1:] if line[0] != " "] == [
        *["z", "exp", "S", "1/S", "a", "log a", "t", "t log a", "sum", "loss"]
    ]
    assert lines[5].split() == ["a", "*(exp,", "1/S)", "[0.5,", "0.5]", "[0,", "-2]"]


def test_no_input_is_written_and_nothing_warns():
    z = np.array([1000.0, -1000.0, 0.0])
    z.setflags(write=False)
    with np.errstate(all="raise"):
        softmax_with_loss_graph(z, 0)
        backpropagate(variable("x", z) / 0.0)
    x = np.array([1.0])
    node = variable("x", x)
    x[0] = 2.0
    assert node.value.tolist() == [1.0]


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: variable("x", "a"), TypeError, r"^value must be real numbers, got 'a'"),
        (lambda: variable("x", 1.0) + "a", TypeError, r"^value must be real numbers"),
        (lambda: variable("x", [1.0, 2.0]) * [1.0, 2.0, 3.0], ValueError, r"^operands must have"),
        (lambda: backpropagate(3.0), TypeError, r"^output must be an Expression, got 3.0; start"),
        (lambda: softmax_with_loss_graph([[1.0]], 0), ValueError, r"^z must have shape \(n,\)"),
        (lambda: softmax_with_loss_graph([1.0], 1), ValueError, r"^t must hold labels in \[0, 1\)"),
        (lambda: softmax_with_loss_graph([], 0), ValueError, r"^z must not be empty"),
        (
            lambda: softmax_with_loss_graph([0.0], 0).node("w"),
            ValueError,
            r"^name must be that of one node, got 'w', of which there are 0; there are 'z', 'exp'",
        ),
    ],
)
def test_what_makes_no_graph_is_refused(make, error, message):
    with pytest.raises(error, match=message):
        make()


def test_an_infinite_cost_is_shown_as_such():
    graph = softmax_with_loss_graph([0.0, -746.0], 1)
    assert graph.node("loss").value == math.inf
