"""The compiled core: one result on every instruction set, for every layout."""

import math
import subprocess
import sys
import threading

import numpy as np
import pytest

import activations
from activations import softmax, tanh
from activations._kernels import COMPILED

if COMPILED is None:
    pytest.skip("there is no compiled core", allow_module_level=True)

ELEMENTS = ["sigmoid", "d_sigmoid", "tanh", "d_tanh", "softplus", "relu", "d_relu"]
ROWS = ["softmax", "log_softmax", "logsumexp"]
SETS = COMPILED.list_instruction_sets()


@pytest.fixture(params=SETS)
def instruction_set(request):
    COMPILED.use_instruction_set(request.param)
    yield request.param
    COMPILED.use_instruction_set(SETS[-1])


def any_bits(dtype, count=200_000):
    """Bit patterns of all kinds, among them halves of multiples of ln 2."""
    rng = np.random.default_rng(11)
    near = np.arange(-2200, 2200) * (math.log(2) / 4)
    x = np.concatenate(
        [near, np.nextafter(near, 0), rng.normal(0, 5, count), rng.uniform(-746, 746, count)]
    )
    patterns = np.frombuffer(rng.bytes(count * np.dtype(dtype).itemsize), dtype)
    special = np.array([0.0, -0.0, np.inf, -np.inf, np.nan, -87.3, -103.9, 5e-324, 1e308])
    with np.errstate(all="ignore"):
        return np.concatenate([x.astype(dtype), patterns, special.astype(dtype)])


def on_best(name, *arguments):
    COMPILED.use_instruction_set(SETS[-1])
    return getattr(COMPILED, name)(*arguments)


def same_bits(a, b):
    # Java, too, leaves open which payload a NaN has.
    return a.dtype == b.dtype and bool(
        ((a == b) & (np.signbit(a) == np.signbit(b)) | (a != a) & (b != b)).all()
    )


def many_rows(columns, rng):
    z = rng.normal(size=(40, columns)) * rng.choice([1, 30, 300], (40, 1))
    z[rng.random(z.shape) < 0.03] = -np.inf
    z[1], z[2, 0], z[3, -1] = -np.inf, np.inf, np.nan
    return z


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("name", ELEMENTS)
def test_instruction_sets_give_the_same_bits(instruction_set, name, dtype):
    x = any_bits(dtype)
    best = on_best(name, x)
    COMPILED.use_instruction_set(instruction_set)
    assert same_bits(getattr(COMPILED, name)(x), best)


@pytest.mark.parametrize("columns", [1, 3, 10, 17, 64, 65, 1000, 3000])
@pytest.mark.parametrize("name", ROWS)
def test_instruction_sets_give_the_same_rows(instruction_set, name, columns):
    z = many_rows(columns, np.random.default_rng(columns))
    best = on_best(name, z)
    COMPILED.use_instruction_set(instruction_set)
    assert same_bits(getattr(COMPILED, name)(z), best)


@pytest.mark.parametrize("name", ELEMENTS)
def test_layout_and_length_change_no_bit(name):
    function = getattr(activations, name)
    x = any_bits(np.float64, 3000)
    values = function(x)
    unaligned = np.zeros(x.nbytes + 1, np.uint8)[1:].view(np.float64)
    unaligned[:] = x
    assert same_bits(function(unaligned), values)
    assert same_bits(function(np.repeat(x, 3)[::3]), values)
    assert same_bits(function(x[::-1]), values[::-1])
    assert all(same_bits(function(x[:n]), values[:n]) for n in range(70))


@pytest.mark.parametrize("columns", [1, 3, 10, 17, 65, 3000])
@pytest.mark.parametrize("name", ROWS)
def test_how_rows_are_laid_out_changes_no_bit(name, columns):
    function = getattr(activations, name)
    z = many_rows(columns, np.random.default_rng(columns))
    values = function(z)
    assert same_bits(function(np.asfortranarray(z)), values)
    assert same_bits(function(np.repeat(z, 2, axis=1)[:, ::2]), values)
    assert same_bits(function(z.T, axis=0), values.T)
    assert all(same_bits(np.asarray(function(row)), values[i]) for i, row in enumerate(z))


def test_permuting_the_entries_permutes_the_softmax_to_the_bit():
    rng = np.random.default_rng(12)
    z = rng.normal(size=(50, 1000)) * 10
    order = rng.permutation(1000)
    assert same_bits(softmax(z[:, order]), softmax(z)[:, order])


@pytest.mark.parametrize("size", [3, 10, 1000, 100_000])
def test_softmax_sums_to_one(size):
    for z in np.random.default_rng(size).normal(size=(5, size)) * 5:
        assert abs(math.fsum(softmax(z)) - 1) <= 2.0**-52


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "softplus"])
def test_neighbours_never_decrease(name):
    function = getattr(activations, name)
    k = np.arange(-120, 120) * math.log(2) / 2
    near = k[:, np.newaxis] + np.arange(-500, 500) * 2.0**-50
    edges = np.array([2.0**-17, 2.0**-7, 19.06, 20, 40, -40, -87, -745])[:, np.newaxis]
    x = np.concatenate([near.ravel(), (edges * (1 + np.arange(-500, 500) * 2.0**-52)).ravel()])
    assert (function(np.nextafter(x, np.inf)) >= function(x)).all()


def test_tanh_is_odd_to_the_bit():
    x = any_bits(np.float64)
    assert same_bits(tanh(-x), -tanh(x))


def test_threads_give_the_same_bits():
    x = any_bits(np.float64)
    out, values = np.empty_like(x), tanh(x)
    halves = [slice(0, x.size // 2), slice(x.size // 2, None)]
    threads = [threading.Thread(target=tanh, args=(x[h],), kwargs={"out": out[h]}) for h in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert same_bits(out, values)


def test_the_environment_asks_for_numpy():
    script = "from activations import _kernels, sigmoid; print(_kernels.COMPILED, sigmoid(0.0))"
    environment = {"PORTPROOF_PURE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "None 0.5\n"


def test_an_instruction_set_that_is_not_there_is_refused():
    with pytest.raises(
        ValueError, match=r"^name must be an instruction set of this machine, got 'z80'"
    ):
        COMPILED.use_instruction_set("z80")
