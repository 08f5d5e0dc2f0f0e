"""How long activations take: nanoseconds an element, one thread, and the ratio to the fastest peer.

``pip install -e '.[bench]'``, then ``python -m benchmarks.speed``; ``--readme`` writes the table
there, a number says how many rounds.
Times are the shortest of many rounds in which all take their turn, in processor time of the thread
that calls: what else the machine does only ever adds. JAX computes in another thread, so for it the
wall time is taken. With ``out=`` for everyone who has it.
"""

import importlib
import math
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

import activations
from activations._kernels import COMPILED
from activations.threads import in_threads
from benchmarks.peers import describe_machine, peer_functions, write_table

SIZES = [1_000, 100_000, 1_000_000, 10_000_000]
BATCH = 1_000_000  # elements that one timing goes over at least, where it can be
Job = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Row:
    """One function at one size."""

    case: str
    size: int
    ours: float
    fastest: float
    peer: str
    bar: float

    @property
    def ratio(self) -> float:
        """Below 1 we are faster."""
        return self.ours / self.fastest


def main() -> None:
    """Measure, and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 15
    cores = os.sched_getaffinity(0)
    # JAX takes all cores, whatever it is told.
    os.sched_setaffinity(0, {max(cores)})
    rows = []
    for size in SIZES:
        for dtype in (np.float64, np.float32):
            rows += list(measure(size, elementwise_jobs(size, dtype), rounds))
    for columns in (10, 1000):
        rows += list(measure(BATCH, row_jobs(BATCH // columns, columns), rounds))
    few = calls()
    os.sched_setaffinity(0, cores)
    table = as_markdown(rows) + few + threads()
    print(table)
    if "--readme" in sys.argv:
        write_table("speed", table)


def measure(
    size: int, cases: dict[tuple[str, float], dict[str, Job]], rounds: int
) -> Iterator[Row]:
    """Each case's jobs in turn."""
    for (case, bar), jobs in cases.items():
        times = shortest(jobs, max(1, BATCH // size // 10), rounds)
        ours = times.pop("portproof")
        peer = min(times, key=times.__getitem__)
        yield Row(case, size, ours / size, times[peer] / size, peer, bar)


def shortest(jobs: dict[str, Job], repeats: int, rounds: int) -> dict[str, float]:
    """Nanoseconds of one call of each; the order turns, so that none always follows the same."""
    times = dict.fromkeys(jobs, float("inf"))
    names = list(jobs)
    for turn in range(rounds):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            job = jobs[name]
            clock = time.perf_counter_ns if name == "JAX" else time.thread_time_ns
            job()
            start = clock()
            for _ in range(repeats):
                job()
            times[name] = min(times[name], (clock() - start) / repeats)
    return times


def elementwise_jobs(size: int, dtype: Any) -> dict[tuple[str, float], dict[str, Job]]:
    """Functions of numbers, with the bar for each."""
    x = np.random.default_rng(0).normal(0, 4, size).astype(dtype)
    out = np.empty_like(x)
    double = dtype is np.float64
    name = "float64" if double else "float32"
    bars = dict.fromkeys(["sigmoid", "d_sigmoid", "d_tanh"], 1.0 if double else 1.3)
    bars |= {"tanh": 1.5} | dict.fromkeys(["relu", "d_relu", "leaky_relu", "d_leaky_relu"], 1.1)
    cases = {}
    for function, bar in bars.items():
        ours = getattr(activations, function)
        jobs: dict[str, Job] = {"portproof": lambda ours=ours: ours(x, out=out)}
        jobs |= {
            library: job
            for library, peer in peer_jobs(x, out).items()
            if (job := peer.get(function)) is not None
        }
        cases[f"{function}, {name}", bar] = jobs
        if function == "tanh" and double:
            within_1_ulp = {n: j for n, j in jobs.items() if n in ("portproof", "PyTorch")}
            cases["tanh, float64, to a peer within 1 ULP", 0.5] = within_1_ulp
        if function == "relu":
            copy = {"portproof": jobs["portproof"], "a copy": lambda: np.copyto(out, x)}
            cases[f"relu, {name}, to a copy", math.inf] = copy
    return cases


def peer_jobs(x: Any, out: Any) -> dict[str, dict[str, Job]]:
    """Each library's way to fill `out`, or to make a new array where it has no such way."""
    libraries: dict[str, dict[str, Job]] = {
        "NumPy": {
            "tanh": lambda: np.tanh(x, out=out),
            "relu": lambda: np.maximum(x, 0, out=out),
            "leaky_relu": lambda: np.maximum(x, np.multiply(x, 0.01, out=out), out=out),
            "d_relu": lambda: np.heaviside(x, 0, out=out),
        }
    }
    peers = peer_functions()
    if "SciPy" in peers:
        expit = importlib.import_module("scipy.special").expit
        libraries["SciPy"] = {"sigmoid": lambda: expit(x, out=out)}
    if "PyTorch" in peers:
        libraries["PyTorch"] = torch_jobs(x, out)
    if "JAX" in peers:
        libraries["JAX"] = jax_jobs(x)
    return libraries


def torch_jobs(x: Any, out: Any) -> dict[str, Job]:
    """A derivative is a forward pass and a backward pass with ones."""
    torch = importlib.import_module("torch")
    aten = torch.ops.aten
    values, result = torch.from_numpy(x), torch.from_numpy(out)
    ones = torch.ones_like(values)

    def d_sigmoid() -> object:
        torch.sigmoid(values, out=result)
        return aten.sigmoid_backward.grad_input(ones, result, grad_input=result)

    def d_tanh() -> object:
        torch.tanh(values, out=result)
        return aten.tanh_backward.grad_input(ones, result, grad_input=result)

    return {
        "sigmoid": lambda: torch.sigmoid(values, out=result),
        "tanh": lambda: torch.tanh(values, out=result),
        "d_sigmoid": d_sigmoid,
        "d_tanh": d_tanh,
        "relu": lambda: torch.clamp_min(values, 0, out=result),
        "d_relu": lambda: aten.threshold_backward.grad_input(ones, values, 0, grad_input=result),
        "leaky_relu": lambda: aten.leaky_relu.out(values, 0.01, out=result),
        "d_leaky_relu": lambda: aten.leaky_relu_backward.grad_input(
            ones, values, 0.01, False, grad_input=result
        ),
    }


def jax_jobs(x: Any) -> dict[str, Job]:
    """Compiled, waiting for the result."""
    jax = importlib.import_module("jax")
    values = jax.numpy.asarray(x)
    functions = {
        "sigmoid": jax.nn.sigmoid,
        "tanh": jax.numpy.tanh,
        "d_sigmoid": lambda v: jax.nn.sigmoid(v) * (1 - jax.nn.sigmoid(v)),
        "d_tanh": lambda v: 1 - jax.numpy.tanh(v) ** 2,
        "relu": jax.nn.relu,
        "leaky_relu": jax.nn.leaky_relu,
    }

    def job(function: Any) -> Job:
        compiled = jax.jit(function)
        return lambda: compiled(values).block_until_ready()

    return {name: job(function) for name, function in functions.items()}


def row_jobs(rows: int, columns: int) -> dict[tuple[str, float], dict[str, Job]]:
    """The softmax family, and the cost of a batch with its gradient."""
    rng = np.random.default_rng(0)
    z, labels = rng.normal(0, 4, (rows, columns)), rng.integers(0, columns, rows)
    out = np.empty_like(z)
    libraries: dict[str, dict[str, Job]] = {
        "portproof": {
            "softmax": lambda: activations.softmax(z, out=out),
            "log_softmax": lambda: activations.log_softmax(z, out=out),
            "cost": lambda: (
                activations.softmax_cross_entropy(z, labels),
                activations.d_softmax_cross_entropy(z, labels),
            ),
        }
    }
    peers = peer_functions()
    if "SciPy" in peers:
        special = importlib.import_module("scipy.special")
        libraries["SciPy"] = {
            "softmax": lambda: special.softmax(z, axis=-1),
            "log_softmax": lambda: special.log_softmax(z, axis=-1),
        }
    if "PyTorch" in peers:
        libraries["PyTorch"] = torch_row_jobs(z, labels, out)
    if "JAX" in peers:
        libraries["JAX"] = jax_row_jobs(z, labels)
    names = {"softmax": 1.0, "log_softmax": 1.0, "cost": 0.6}
    shown = {"cost": "softmax_cross_entropy and gradient"}
    return {
        (f"{shown.get(name, name)}, rows of {columns}", bar): {
            library: jobs[name] for library, jobs in libraries.items() if name in jobs
        }
        for name, bar in names.items()
    }


def torch_row_jobs(z: Any, labels: Any, out: Any) -> dict[str, Job]:
    """By autograd for the gradient."""
    torch = importlib.import_module("torch")
    logits, targets, result = map(torch.from_numpy, (z, labels, out))

    def cost() -> object:
        leaf = logits.detach().requires_grad_()
        torch.nn.functional.cross_entropy(leaf, targets).backward()
        return leaf.grad

    return {
        "softmax": lambda: torch.softmax(logits, -1, out=result),
        "log_softmax": lambda: torch.log_softmax(logits, -1, out=result),
        "cost": cost,
    }


def jax_row_jobs(z: Any, labels: Any) -> dict[str, Job]:
    """By value_and_grad for the gradient."""
    jax = importlib.import_module("jax")
    logits, targets = jax.numpy.asarray(z), jax.numpy.asarray(labels)

    def cost(z: Any, t: Any) -> Any:
        return -jax.numpy.take_along_axis(jax.nn.log_softmax(z), t[:, None], 1).mean()

    softmax, log_softmax = jax.jit(jax.nn.softmax), jax.jit(jax.nn.log_softmax)
    both = jax.jit(jax.value_and_grad(cost))
    return {
        "softmax": lambda: softmax(logits).block_until_ready(),
        "log_softmax": lambda: log_softmax(logits).block_until_ready(),
        "cost": lambda: both(logits, targets)[1].block_until_ready(),
    }


def calls() -> str:
    """What a call on 10 elements costs beside a call of a NumPy ufunc."""
    x = np.random.default_rng(0).normal(size=10)
    jobs: dict[str, Job] = {"np.exp": lambda: np.exp(x), "function": lambda: activations.sigmoid(x)}
    if COMPILED:
        jobs["ufunc"] = lambda: COMPILED.sigmoid(x)
    times = shortest(jobs, 5000, 15)
    ratios = [
        f"{name} {times[name] / times['np.exp']:.2f} (bar {bar})"
        for name, bar in (("ufunc", 2), ("function", 4))
        if name in times
    ]
    return f"\nOn 10 elements, times a call of `np.exp`: {', '.join(ratios)}.\n"


def threads() -> str:
    """What two threads gain, in wall time."""
    x = np.random.default_rng(0).normal(0, 4, 10_000_000)
    out = np.empty_like(x)
    best = {1: float("inf"), 2: float("inf")}
    for _ in range(10):
        for count in best:
            start = time.perf_counter_ns()
            in_threads(activations.sigmoid, x, out=out, threads=count)
            best[count] = min(best[count], time.perf_counter_ns() - start)
    gain = best[1] / best[2]
    return f"Two threads over 1e7 elements, `sigmoid`: {gain:.2f} times as fast (bar 1.7).\n"


def as_markdown(rows: list[Row]) -> str:
    """The table, with what it was measured on."""
    lines = [
        "| case | elements | portproof ns | fastest peer ns | ratio | bar | reached |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {r.case} | {r.size:.0e} | {r.ours:.2f} | {r.fastest:.2f} ({r.peer}) | {r.ratio:.2f} "
        f"| {verdict(r)} |".replace("e+0", "e")
        for r in rows
    ]
    return "\n".join(lines) + f"\n\n{describe_machine()}\n"


def verdict(row: Row) -> str:
    """The bar, and whether it was reached."""
    if row.bar == math.inf:
        return "- | -"
    return f"{row.bar} | {'yes' if row.ratio <= row.bar else 'NO'}"


if __name__ == "__main__":
    main()
