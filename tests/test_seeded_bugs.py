"""Every deliberately wrong port must be called DIFFERENT: the proof that the kit can fail."""

import sys
from dataclasses import replace

import numpy as np
import pytest

import activations
from bridge.bundled import BUNDLED
from bridge.engine import check_ports
from bridge.verdict import Status

pytestmark = pytest.mark.jvm


def shifted_softmax(z, shift):
    weights = np.exp(z - shift)
    return weights / weights.sum()


def softmax_that_writes(z):
    result = activations.softmax(z)
    z -= z.max()
    return result


def softmax_that_retypes(z):
    result = activations.softmax(z)
    z.dtype = np.int64
    return result


def softmax_shifted_from_smallest_positive(z):
    return shifted_softmax(z, max(5e-324, z.max()))


def softmax_over_the_wrong_axis(z):
    return activations.softmax(z[np.newaxis], axis=0)[0]


def softmax_off_by_one_in_the_shift(z):
    return shifted_softmax(z, z[:-1].max() if len(z) > 1 else z.max())


def softmax_without_last_term_in_the_sum(z):
    weights = np.exp(z - z.max())
    return weights / (weights[:-1].sum() or 1.0)


def in_float32(function):
    return lambda x: float(function(np.float32(x)))


DEFECTS = {
    "sigmoid precedence": ("sigmoid", lambda x: 1 / 1 + np.exp(-x)),
    "tanh derivative": ("dTanh", lambda x: 1 / np.tanh(x) - np.tanh(x)),
    "max initialisation": ("softmax", softmax_shifted_from_smallest_positive),
    "dC/dz sign": ("dCdz", lambda t, a: t - a),
    "mutated argument": ("softmax", softmax_that_writes),
    "two contracts": ("dSigmoid", activations.d_sigmoid_from_output),
    "kink at 0": ("dLeaky_Relu", lambda x: activations.d_leaky_relu(x) if x else 0.0),
    "NaN to 0": ("dRelu", lambda x: 1.0 if x > 0 else 0.0),
    "rounded shift": ("softmax", lambda z: shifted_softmax(z, z.max())),
    "empty array": ("softmax", lambda z: activations.softmax(z) if len(z) else z),
}
MORE_BUGS = {
    "sigmoid overflows to 0 in the tail": ("sigmoid", lambda x: 1 / (1 + np.exp(-x))),
    "sigmoid of the wrong sign": ("sigmoid", lambda x: activations.sigmoid(-x)),
    "sigmoid in float32": ("sigmoid", in_float32(activations.sigmoid)),
    "sigmoid 3 ULP off": ("sigmoid", lambda x: activations.sigmoid(x) * (1 + 6e-16)),
    "tanh in float32": ("tanh", in_float32(activations.tanh)),
    "tanh from exponentials": ("tanh", lambda x: np.expm1(2 * x) / (np.exp(2 * x) + 1)),
    "tanh loses the sign of zero": ("tanh", lambda x: activations.tanh(x) + 0.0),
    "tanh derivative that cancels": ("dTanh", lambda x: 1 - np.tanh(x) ** 2),
    "sigmoid derivative that cancels": (
        "dSigmoid",
        lambda x: activations.d_sigmoid_from_output(activations.sigmoid(x)),
    ),
    "relu hides NaN": ("relu", lambda x: x if x > 0 else 0.0),
    "relu as absolute value": ("relu", abs),
    "relu derivative 1 at the kink": ("dRelu", lambda x: 1.0 if x >= 0 else 0.0 * x),
    "leaky slope 0.1": ("leaky_relu", lambda x: activations.leaky_relu(x, 0.1)),
    "leaky slope 0.01 in float32": ("leaky_relu", lambda x: x if x > 0 else x * np.float32(0.01)),
    "leaky derivative swapped": ("dLeaky_Relu", lambda x: 0.01 if x > 0 else 1.0),
    "softmax without a shift": ("softmax", lambda z: shifted_softmax(z, 0.0)),
    "softmax shifted by the smallest": ("softmax", lambda z: shifted_softmax(z, z.min())),
    "softmax off by one in the shift": ("softmax", softmax_off_by_one_in_the_shift),
    "softmax over the wrong axis": ("softmax", softmax_over_the_wrong_axis),
    "softmax leaves out the last term": ("softmax", softmax_without_last_term_in_the_sum),
    "softmax in float32": ("softmax", lambda z: activations.softmax(np.float32(z))),
    "softmax as a column": ("softmax", lambda z: activations.softmax(z)[:, np.newaxis]),
    "softmax gives its logarithm": ("softmax", activations.log_softmax),
    "gradient over the batch size": ("dCdz", lambda t, a: (a - t) / max(len(a), 1)),
    "gradient in place": ("dCdz", lambda t, a: np.subtract(a, t, out=a)),
    "gradient of only the label": ("dCdz", lambda t, a: np.where(t != 0, a - t, 0.0)),
    "softmax takes -inf for 0": (
        "softmax",
        lambda z: activations.softmax(np.where(np.isneginf(z), 0.0, z)),
    ),
    "softmax gives NaN beside -inf": (
        "softmax",
        lambda z: activations.softmax(z) * (np.nan if np.isneginf(z).any() else 1.0),
    ),
    "softmax uniform where all is -inf": (
        "softmax",
        lambda z: np.full(len(z), 1 / len(z)) if np.isneginf(z).all() else activations.softmax(z),
    ),
    "softmax masked": ("softmax", lambda z: np.ma.masked_array(activations.softmax(z), mask=True)),
    "softmax makes its argument integers": ("softmax", softmax_that_retypes),
    "softmax exits": ("softmax", lambda z: activations.softmax(z) if len(z) else sys.exit(0)),
    "sigmoid gives text": ("sigmoid", lambda x: str(activations.sigmoid(x))),
}


# What the posted loop does with arrays of unequal length is not known, so only the corrected class
# is asked.
UNEQUAL_LENGTHS = {
    "gradient broadcasts": ("dCdz", lambda t, a: a - t if len(a) else refuse()),
    "gradient truncates": (
        "dCdz",
        lambda t, a: [x - y for x, y in zip(a, t, strict=False)] if len(a) else refuse(),
    ),
}


def refuse():
    raise ValueError("array must not be empty")


def check_with(name, wrong):
    ports = [
        replace(
            port,
            pairs=tuple(
                replace(pair, function=wrong) if pair.java.startswith(f"{name}(") else pair
                for pair in port.pairs
            ),
        )
        for port in BUNDLED
    ]
    return check_ports(methods=[name], cases=120, seed=3, ports=ports)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("bug", UNEQUAL_LENGTHS)
def test_unequal_lengths_must_be_refused(bug):
    report = check_with(*UNEQUAL_LENGTHS[bug])
    assert [verdict.status for verdict in report.methods] == [Status.CORRECTED, Status.DIFFERENT]
    assert report.exit_code == 1


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("bug", [*DEFECTS, *MORE_BUGS])
def test_a_wrong_port_is_called_different(bug):
    report = check_with(*(DEFECTS | MORE_BUGS)[bug])
    assert [verdict.status for verdict in report.methods] == [Status.DIFFERENT] * 2
    assert report.exit_code == 1
    assert all(verdict.counterexample for verdict in report.methods)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_the_right_port_never_raises_an_alarm(seed):
    assert check_ports(cases=200, seed=seed).exit_code == 0
