"""How far off activations are: the largest errors in ULP, against 60-digit values.

``pip install -e '.[bench]'``, then ``python -m benchmarks.accuracy``; ``--readme`` writes the table
there, and ``--float32`` holds all 2**32 floats against the float64 core (some five minutes; with a
number N after it every Nth block of 2**22 floats).
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

import activations
from activations import _formulas
from activations._kernels import COMPILED
from activations._rows import log_probabilities, probabilities, read_rows
from benchmarks.peers import describe_machine, peer_functions, write_table
from bridge import oracle
from bridge.oracle import CONTEXT as MP

Array = np.ndarray[Any, np.dtype[np.float64]]
ELEMENTWISE = ["sigmoid", "d_sigmoid", "tanh", "d_tanh", "softplus"]
LENGTHS = [3, 10, 1000, 100_000]
COLUMNS = ["portproof", "NumPy form", "NumPy", "SciPy", "PyTorch", "JAX"]
SMALLEST_NORMAL = 2.0**-1022


@dataclass(frozen=True, slots=True)
class Row:
    """One function: the largest error of all results and of normal ones, by library."""

    function: str
    points: int
    errors: dict[str, tuple[float, float]]


def main() -> None:
    """Measure, and print the table."""
    if "--float32" in sys.argv:
        step = int(sys.argv[-1]) if sys.argv[-1].isdigit() else 1
        for name in ELEMENTWISE[:4]:
            count, worst, is_ordered = scan_floats(name, step)
            print(f"{name}: {count} floats, {worst:.4f} ULP, monotone: {is_ordered}", flush=True)
        return
    rows = [*map(measure_elementwise, ELEMENTWISE), *measure_rows()]
    table = as_markdown(rows)
    print(table)
    if "--readme" in sys.argv:
        write_table("accuracy", table)


def points(name: str) -> Array:
    """Bit patterns, where results turn over, and the worst of a search."""
    rng = np.random.default_rng(1)
    patterns = np.frombuffer(rng.bytes(8 * 20_000), np.float64)
    near = [c + s * rng.exponential(1e-2, 2000) for c in (0, 1, 20, 37, 709, 745) for s in (-1, 1)]
    ranges = [rng.uniform(0, 3, 4000), rng.uniform(700, 746, 2000), rng.uniform(350, 373, 2000)]
    positive = np.concatenate([*near, *ranges, search_worst(name)])
    x = np.concatenate([patterns[np.isfinite(patterns)], positive, -positive])
    return x[np.abs(x) < 1e300]


def search_worst(name: str) -> Array:
    """The worst of ten million points near halves of multiples of ln 2, by 64-bit mantissas."""
    rng = np.random.default_rng(2)
    half = np.log(2) / (4 if "tanh" in name else 2)
    worst = []
    for _ in range(12):
        odd = (2 * rng.integers(0, 24, 300_000) + 1) * half
        x = np.concatenate(
            [odd + rng.uniform(-0.06, 0.06, odd.size) * half, np.abs(rng.normal(0, 3, 500_000))]
        )
        error = np.abs(getattr(activations, name)(x) - extended(name, x.astype(np.longdouble)))
        unit = np.spacing(getattr(activations, name)(x))
        worst.append(x[np.argsort((error / unit).astype(float))[-100:]])
    return np.concatenate(worst)


def extended(name: str, x: Any) -> Any:
    """The function of positive `x` in extended precision, for the search alone."""
    e = np.exp(-x * (2 if "tanh" in name else 1))
    if name == "tanh":
        e = np.expm1(-2 * x)
        return -e / (2 + e)
    if name == "softplus":
        return x + np.log1p(e)
    if name == "sigmoid":
        return 1 / (1 + e)
    return (4 if name == "d_tanh" else 1) * e / (1 + e) ** 2


def measure_elementwise(name: str) -> Row:
    """One function of numbers by all libraries."""
    x = points(name)
    truths = Truths.of(list(map(getattr(oracle, name), x.tolist())))
    functions = {
        "portproof": getattr(activations, name),
        "NumPy form": getattr(_formulas, name),
        **{peer: by_name[name] for peer, by_name in peer_functions().items() if name in by_name},
    }
    with np.errstate(all="ignore"):
        errors = {n: truths.largest_errors(f(x)) for n, f in functions.items()}
    return Row(name, x.size, errors)


@dataclass(frozen=True, slots=True)
class Truths:
    """True values: the nearest doubles, and what these are off in units in the last place."""

    nearest: Array
    off: Array
    exponent: Any  # of the unit

    @classmethod
    def of(cls, values: list[Any]) -> "Truths":
        """From ``mpf``s."""
        nearest = [float(v) for v in values]
        # mag: a value lies in [2**(mag - 1), 2**mag).
        exponent = [max(int(MP.mag(v)) - 53, -1074) if v else -1074 for v in values]
        off = [
            float(MP.ldexp(v - n, -e)) if np.isfinite(n) else 0.0
            for v, n, e in zip(values, nearest, exponent, strict=True)
        ]
        return cls(np.array(nearest), np.array(off), np.array(exponent))

    def largest_errors(self, values: Any) -> tuple[float, float]:
        """Of all `values`, and of those whose true value is a normal number."""
        values = np.asarray(values).ravel()
        errors = np.abs(np.ldexp(values - self.nearest, -self.exponent) - self.off)
        errors[values == self.nearest] = np.abs(self.off)[values == self.nearest]
        is_normal = np.abs(self.nearest) >= SMALLEST_NORMAL
        return float(errors.max()), float(errors[is_normal].max(initial=0.0))


def logits(size: int) -> Iterator[Array]:
    """Rows of kinds that break one softmax or another, some 50 000 entries in all."""
    rng = np.random.default_rng(size)
    apart = np.arange(size) != size // 2
    for _ in range(max(1, 3000 // size)):
        noise = rng.normal(size=size)
        yield noise * 5
        if size > 1000:
            return
        yield rng.uniform(-370, 370, size)
        yield 700 + noise * 20
        yield noise - apart * rng.uniform(20, 745)
        yield -(apart * rng.uniform(700, 745)) - noise * 0.01
        yield rng.integers(0, 2, size) * 30.0
        yield noise - np.log(size)
        yield noise * 1e-9 + 3


def numpy_forms() -> dict[str, Callable[..., Any]]:
    """The fallback's softmax and logarithm."""
    return {
        "softmax": lambda z: probabilities(read_rows(z)),
        "log_softmax": lambda z: np.add(*log_probabilities(read_rows(z))),
    }


def measure_rows() -> Iterator[Row]:
    """The softmax family."""
    peers = {
        "portproof": {
            "softmax": activations.softmax,
            "log_softmax": activations.log_softmax,
            "logsumexp": activations.logsumexp,
            "cross_entropy": lambda z, t: activations.softmax_cross_entropy(z, t, "none"),
            "gradient": lambda z, t: activations.d_softmax_cross_entropy(z, t, "sum"),
        },
        "NumPy form": numpy_forms(),
        **peer_functions(),
    }
    for size in LENGTHS:
        z = np.array(list(logits(size)))
        labels = np.where(z[:, 0] > z[:, -1], z.argmax(axis=-1), size // 3)
        for function, name, chosen, truths in row_truths(z, labels):
            if not chosen.any():
                continue
            errors = {}
            for library, functions in peers.items():
                if name in functions:
                    arguments = (z, labels) if name in ("cross_entropy", "gradient") else (z,)
                    with np.errstate(all="ignore"):
                        result = np.asarray(functions[name](*[a.copy() for a in arguments]))
                        errors[library] = truths.largest_errors(result[chosen])
            yield Row(f"{function}, n = {size}", truths.nearest.size, errors)


def row_truths(z: Array, labels: Any) -> Iterator[tuple[str, str, Any, Truths]]:
    """What is shown, the function's name, the rows that it is about, their true results."""
    rows, every = z.tolist(), np.ones(len(z), bool)
    shares = [oracle.softmax(row) for row in rows]
    logs = [oracle.log_softmax(row) for row in rows]
    totals = [oracle.logsumexp(row) for row in rows]
    size = np.abs(z).max(axis=-1).tolist()
    cancels = np.array([abs(t) < 1e-3 * s for t, s in zip(totals, size, strict=True)])
    gradients = [
        [-MP.fsum(a[:k] + a[k + 1 :]) if i == k else p for i, p in enumerate(a)]
        for a, k in zip(shares, labels.tolist(), strict=True)
    ]
    yield "softmax", "softmax", every, Truths.of(list(chain(*shares)))
    yield "log_softmax", "log_softmax", every, Truths.of(list(chain(*logs)))
    for shown, chosen in (("logsumexp", ~cancels), ("logsumexp, cancelling", cancels)):
        some = [t for t, c in zip(totals, chosen, strict=True) if c]
        yield shown, "logsumexp", chosen, Truths.of(some)
    costs = [-row[k] for row, k in zip(logs, labels.tolist(), strict=True)]
    yield "cross-entropy", "cross_entropy", every, Truths.of(costs)
    yield "its gradient", "gradient", every, Truths.of(list(chain(*gradients)))


def as_markdown(rows: list[Row]) -> str:
    """The table, with what it was measured on."""
    lines = [
        "| largest error in ULP: all results / normal ones | points | "
        + " | ".join(COLUMNS)
        + " |",
        "| --- " * (len(COLUMNS) + 2) + "|",
    ]
    for row in rows:
        cells = [
            f"{show(row.errors[c][0])} / {show(row.errors[c][1])}" if c in row.errors else "-"
            for c in COLUMNS
        ]
        lines.append(f"| {row.function} | {row.points} | " + " | ".join(cells) + " |")
    form = "compiled core" if COMPILED else "NumPy form, as there is no compiled core"
    return "\n".join(lines) + f"\n\n{describe_machine()}; portproof: {form}\n"


def show(error: float) -> str:
    """Three digits; the distance of a 0 from what is not 0 in powers of ten."""
    return f"{error:.3g}" if error < 1e4 else f"{error:.0e}".replace("e+", "e")


def scan_floats(name: str, step: int) -> tuple[int, float, bool]:
    """How many floats, the largest error of them in ULP, and whether results keep their order."""
    function, count, worst, is_ordered = getattr(activations, name), 0, 0.0, True
    size = 1 << 22
    for start in range(0, 1 << 32, size * step):
        # One float more: the order is that of blocks, too.
        patterns = np.arange(start, min(start + size + 1, 1 << 32), dtype=np.uint64)
        x = patterns.astype(np.uint32).view(np.float32)
        x = x[~np.isnan(x)]
        if not x.size:
            continue
        values, truths = function(x), function(x.astype(np.float64))
        exponent = np.maximum((truths.view(np.int64) >> 52 & 0x7FF) - 23, 1023 - 149)
        unit = (exponent << 52).view(np.float64)
        worst = max(worst, float((np.abs(values - truths) / unit).max()))
        # Patterns rise with the size of floats; derivatives fall with it on both sides.
        falls = start >= 1 << 31 or name.startswith("d_")
        same_sign = values[: np.count_nonzero(np.signbit(x) == np.signbit(x[0]))]
        is_ordered &= bool((np.diff(-same_sign if falls else same_sign) >= 0).all())
        count += min(x.size, size)
    return count, worst, is_ordered


if __name__ == "__main__":
    main()
