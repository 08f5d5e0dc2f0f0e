"""The networks in Java, on the posted functions and on the corrected ones, against the layers."""

import numpy as np
import pytest

from activations.layers import Affine, LeakyReLU, ReLU, Sequential, Sigmoid, SoftmaxWithLoss, Tanh
from bridge.evaluate import evaluate_java
from bridge.javac import compile_java
from bridge.jvm import JAVA_SOURCES
from bridge.outcomes import OutcomeStatus

INPUTS, HIDDEN, CLASSES, ROWS, BATCH, STEPS, RATE = 64, 16, 10, 300, 20, 200, 0.1
ACTIVATIONS = {"sigmoid": Sigmoid, "tanh": Tanh, "relu": ReLU, "leaky_relu": LeakyReLU}
REFERENCES = JAVA_SOURCES / "references"

each = pytest.mark.parametrize("activation", ACTIVATIONS)


def rows():
    """Ten noisy patterns that can be told apart, and which of them each row shows."""
    rng = np.random.default_rng(1)
    labels = rng.integers(0, CLASSES, ROWS)
    patterns = rng.uniform(0, 1, (CLASSES, INPUTS))
    return patterns[labels] + rng.normal(scale=0.2, size=(ROWS, INPUTS)), labels


def weights():
    rng = np.random.default_rng(2)
    return [
        rng.normal(scale=0.1, size=(INPUTS, HIDDEN)),
        np.zeros(HIDDEN),
        rng.normal(scale=0.3, size=(HIDDEN, CLASSES)),
        np.zeros(CLASSES),
    ]


def flat(arrays):
    return np.concatenate([np.ravel(array) for array in arrays])


def trained_in_python(activation):
    x, labels = rows()
    w1, b1, w2, b2 = weights()
    network, loss = (
        Sequential(Affine(w1, b1), ACTIVATIONS[activation](), Affine(w2, b2)),
        SoftmaxWithLoss(),
    )
    for step in range(STEPS):
        batch = np.arange(step * BATCH, (step + 1) * BATCH) % ROWS
        loss.forward(network.forward(x[batch]), labels[batch])
        network.backward(loss.backward())
        for name, array in network.parameters.items():
            array -= RATE * network.gradients[name]
    return network


@pytest.fixture(scope="module")
def train(jvm):
    """Train in Java, by reference and activation."""
    classes = compile_java(jvm.jdk, REFERENCES, release=17)
    x, labels = rows()

    def train(reference, activation, steps=STEPS):
        [method] = jvm.load(classes, f"{reference}.Network")
        case = (
            activation,
            HIDDEN,
            flat(weights()),
            x.ravel(),
            labels.astype(np.int32),
            BATCH,
            steps,
            RATE,
        )
        [outcome] = evaluate_java(method, [case], timeout_s=60.0)
        assert outcome.status is OutcomeStatus.RETURNED, outcome
        return outcome.value

    return train


def accuracy(activation, trained):
    x, labels = rows()
    w1, b1, w2, b2 = np.split(trained, np.cumsum([array.size for array in weights()])[:-1])
    network = Sequential(
        Affine(w1.reshape(INPUTS, HIDDEN), b1),
        ACTIVATIONS[activation](),
        Affine(w2.reshape(HIDDEN, CLASSES), b2),
    )
    return np.mean(network.forward(x).argmax(axis=-1) == labels)


def test_both_networks_are_one_text():
    texts = [
        (REFERENCES / name / "Network.java").read_text("utf-8").replace(f"package {name};", "")
        for name in ("forum", "corrected")
    ]
    assert texts[0] == texts[1]


@each
@pytest.mark.jvm
def test_corrected_java_and_python_train_to_the_same_weights(train, activation):
    java = train("corrected", activation)
    python = flat(trained_in_python(activation).parameters.values())
    assert np.abs(java - flat(weights())).max() > 0.1
    # Found: 5e-16; sums are taken in another order.
    assert np.abs(java - python).max() <= 1e-14 * np.abs(python).max()


@each
@pytest.mark.jvm
def test_the_corrected_network_learns_and_the_posted_one_does_not(train, activation):
    assert accuracy(activation, train("corrected", activation)) > 0.9
    assert accuracy(activation, train("forum", activation)) < 0.2


@pytest.mark.jvm
def test_no_step_changes_nothing(train):
    assert train("forum", "tanh", steps=0).tolist() == flat(weights()).tolist()
