"""What each bug of the posted class costs a network that learns to read digits.

    python examples/what_each_bug_costs.py

trains a 64-64-10 network on scikit-learn's 1797 real digits, right and with one bug put in at a
time, five times each with other weights, splits and orders; prints a Markdown table, draws test
accuracy over epochs, and times back-propagation against numeric differentiation. It takes some
two minutes and needs the extra ``examples``.
"""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from matplotlib import rc_context
from matplotlib.figure import Figure
from sklearn.datasets import load_digits

from activations import (
    d_leaky_relu,
    d_sigmoid,
    d_softmax_cross_entropy_from_output,
    d_tanh,
    leaky_relu,
    sigmoid,
    softmax,
    tanh,
)
from activations.layers import Affine, Elementwise, Sequential, SoftmaxWithLoss

Array = np.ndarray
HIDDEN, CLASSES, BATCH, EPOCHS, RATE, SEEDS = 64, 10, 32, 40, 1.0, range(5)
TEST = 450  # digits that are kept from training
FIGURE = Path(__file__).with_suffix(".svg")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a network is made of; a bug is one part replaced."""

    activation: Callable[[Array], Array]
    derivative: Callable[[Array], Array]
    softmax: Callable[[Array], Array] = softmax
    gradient: Callable[[Array, Array], Array] = d_softmax_cross_entropy_from_output
    first_weights: float = 1.0  # what those of the hidden layer, drawn to fit, are multiplied by
    first_bias: float = 0.0  # of all outputs; adding to all of them changes no probability


@dataclass(frozen=True, slots=True)
class Bug:
    """A network with a bug, and the one without."""

    name: str
    right: Parts
    wrong: Parts


def posted_sigmoid(v):
    return 1 / 1 + np.exp(-v)


def posted_d_tanh(x):
    return 1 / np.tanh(x) - np.tanh(x)


def posted_d_sigmoid(x):
    return x * (1 - x)


def posted_d_leaky_relu(x):
    return np.where(x > 0, 1, np.where(x < 0, 0.01, 0))


def softmax_from_min_value(z):
    shift = np.maximum(z.max(axis=-1, keepdims=True), 5e-324)
    weights = np.exp(z - shift)
    return weights / weights.sum(axis=-1, keepdims=True)


def softmax_that_writes(z):
    z -= z.max(axis=-1, keepdims=True)
    return np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)


def posted_gradient(a, t):
    return t - a


SIGMOID, TANH, LEAKY = (
    Parts(sigmoid, d_sigmoid),
    Parts(tanh, d_tanh),
    Parts(leaky_relu, d_leaky_relu),
)
LOW = replace(TANH, first_bias=-800.0)
AT_0 = replace(LEAKY, first_weights=0.0)
BUGS = [
    Bug("sigmoid precedence", SIGMOID, replace(SIGMOID, activation=posted_sigmoid)),
    Bug("tanh derivative", TANH, replace(TANH, derivative=posted_d_tanh)),
    Bug(
        "two contracts (dSigmoid gets the input)",
        SIGMOID,
        replace(SIGMOID, derivative=posted_d_sigmoid),
    ),
    Bug("kink at 0", LEAKY, replace(LEAKY, derivative=posted_d_leaky_relu)),
    Bug(
        "kink at 0 (all weights of the layer start at 0)",
        AT_0,
        replace(AT_0, derivative=posted_d_leaky_relu),
    ),
    Bug("max initialisation (logits near -800)", LOW, replace(LOW, softmax=softmax_from_min_value)),
    Bug("mutated argument", TANH, replace(TANH, softmax=softmax_that_writes)),
    Bug("dC/dz sign", TANH, replace(TANH, gradient=posted_gradient)),
]


@dataclass(frozen=True, slots=True)
class Digits:
    """Rows of 64 numbers from 0 to 1, and what they show."""

    x: Array
    labels: Array

    def at(self, places):
        return Digits(self.x[places], self.labels[places])


def read_digits():
    found = load_digits()
    return Digits(found.data / 16, found.target)


def new_network(parts: Parts, rng: np.random.Generator) -> Sequential:
    return Sequential(
        Affine(
            parts.first_weights * rng.normal(scale=64**-0.5, size=(64, HIDDEN)), np.zeros(HIDDEN)
        ),
        Elementwise(parts.activation, parts.derivative),
        Affine(
            rng.normal(scale=HIDDEN**-0.5, size=(HIDDEN, CLASSES)),
            np.full(CLASSES, parts.first_bias),
        ),
    )


@np.errstate(all="ignore")  # the bugs divide by 0 and overflow
def accuracies(parts: Parts, seed: int, digits: Digits) -> list[float]:
    """Share of the test digits that are read right, after each epoch."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(digits.labels))
    train, test = digits.at(order[TEST:]), digits.at(order[:TEST])
    network = new_network(parts, rng)
    shares = []
    for _ in range(EPOCHS):
        for places in np.array_split(
            rng.permutation(len(train.labels)), len(train.labels) // BATCH
        ):
            batch = train.at(places)
            logits = network.forward(batch.x)
            a, t = parts.softmax(logits), np.eye(CLASSES)[batch.labels]
            network.backward(parts.gradient(a, t) / len(places))
            for name, array in network.parameters.items():
                array -= RATE * network.gradients[name]
        said = parts.softmax(network.forward(test.x)).argmax(axis=-1)
        shares.append(float(np.mean(said == test.labels)))
    return shares


def train_all(digits: Digits) -> dict[Parts, Array]:
    """Accuracies of shape (seeds, epochs) by what the network is made of."""
    every = dict.fromkeys(parts for bug in BUGS for parts in (bug.right, bug.wrong))
    return {parts: np.array([accuracies(parts, s, digits) for s in SEEDS]) for parts in every}


def write_table(found: dict[Parts, Array]) -> str:
    """Mean of the last accuracies in percent, and from the worst to the best of the five."""
    lines = ["| Bug | Hidden layer | Right | With the bug |", "| --- | --- | --- | --- |"]
    for bug in BUGS:
        cells = [bug.name, bug.right.activation.__name__]
        cells += [_percent(found[parts][:, -1]) for parts in (bug.right, bug.wrong)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _percent(shares: Array) -> str:
    mean, low, high = 100 * shares.mean(), 100 * shares.min(), 100 * shares.max()
    return f"{mean:.1f} % ({low:.1f} to {high:.1f})"


def draw(found: dict[Parts, Array], file: Path) -> None:
    """A panel for each bug: five runs with it and five without, and their means."""
    settings = {"font.size": 9, "svg.fonttype": "none", "svg.hashsalt": "bugs"}
    with rc_context(settings | {"axes.spines.top": False, "axes.spines.right": False}):
        figure = Figure(figsize=(9.2, 4.4), layout="constrained")
        panels = figure.subplots(2, 4, sharex=True, sharey=True).ravel()
        epochs = np.arange(1, EPOCHS + 1)
        for bug, panel in zip(BUGS, panels, strict=True):
            for parts, colour, style, label in (
                (bug.right, "#0072b2", "-", "right"),
                (bug.wrong, "#d55e00", "--", "with the bug"),
            ):
                runs = 100 * found[parts]
                panel.fill_between(
                    epochs, runs.min(axis=0), runs.max(axis=0), color=colour, alpha=0.2, linewidth=0
                )
                panel.plot(epochs, runs.mean(axis=0), style, color=colour, label=label)
            panel.set_title(bug.name.replace(" (", "\n("), fontsize=9)
            panel.set(ylim=(0, 100), xlim=(0, EPOCHS))
        figure.legend(*panels[0].get_legend_handles_labels(), loc="outside upper left", ncols=2)
        figure.supxlabel("epochs")
        figure.supylabel("test digits read right, %")
        figure.savefig(file, metadata={"Date": None, "Creator": None})


def time_gradients(digits: Digits) -> tuple[float, float]:
    """Seconds for one gradient of a batch, by back-propagation and by central differences."""
    network, loss = new_network(TANH, np.random.default_rng(0)), SoftmaxWithLoss()
    batch = digits.at(np.arange(BATCH))

    def cost():
        return loss.forward(network.forward(batch.x), batch.labels)

    started = time.perf_counter()
    for _ in range(100):
        cost()
        network.backward(loss.backward())
    by_propagation = (time.perf_counter() - started) / 100
    started = time.perf_counter()
    for name, array in network.parameters.items():
        numeric = differentiate(cost, array)
        np.testing.assert_allclose(numeric, network.gradients[name], rtol=0, atol=1e-8)
    return by_propagation, time.perf_counter() - started


def differentiate(cost: Callable[[], float], array: Array, step: float = 1e-5) -> Array:
    """Central differences by each entry of an array."""
    quotients = np.empty_like(array)
    for index in np.ndindex(array.shape):
        kept = array[index]
        array[index] = kept + step
        above = cost()
        array[index] = kept - step
        quotients[index] = (above - cost()) / (2 * step)
        array[index] = kept
    return quotients


def main(words: Sequence[str]) -> None:
    digits = read_digits()
    found = train_all(digits)
    print(write_table(found))
    draw(found, Path(words[0]) if words else FIGURE)
    by_propagation, by_differences = time_gradients(digits)
    print(
        f"\nA gradient takes {by_propagation * 1e3:.2f} ms by back-propagation and "
        f"{by_differences:.2f} s by differences: "
        f"{by_differences / by_propagation:.0f} times as long"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
