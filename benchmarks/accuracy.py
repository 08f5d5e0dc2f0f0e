"""How far off activations are: the largest errors in ULP, against 60-digit values.

``pip install -e '.[bench]'``, then ``python -m benchmarks.accuracy``; ``--readme`` writes the table
there, and ``--float32`` holds all 2**32 floats against the float64 core (some ten minutes).
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

import activations
from activations import _formulas
from activations._kernels import COMPILED
from activations._rows import log_probabilities, probabilities, read_rows
from benchmarks.peers import describe_machine, peer_functions, write_table
from bridge import oracle
from bridge.oracle import ulp_error

Array = np.ndarray[Any, np.dtype[np.float64]]
Truths = list[Any]
ELEMENTWISE = ["sigmoid", "d_sigmoid", "tanh", "d_tanh", "softplus"]
LENGTHS = [3, 10, 1000, 100_000]
COLUMNS = ["portproof", "NumPy form", "NumPy", "SciPy", "PyTorch", "JAX"]
BARS = {"softplus": (1.0, 1.0), "logsumexp, cancelling": (8.0, 8.0)}
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
        for name in ELEMENTWISE[:4]:
            print(name, *scan_floats(name), flush=True)
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
    truths = list(map(getattr(oracle, name), x.tolist()))
    functions = {
        "portproof": getattr(activations, name),
        "NumPy form": getattr(_formulas, name),
        **{peer: by_name[name] for peer, by_name in peer_functions().items() if name in by_name},
    }
    with np.errstate(all="ignore"):
        errors = {n: largest_errors(np.asarray(f(x)), truths) for n, f in functions.items()}
    return Row(name, x.size, errors)


def largest_errors(values: Array, truths: Truths) -> tuple[float, float]:
    """Of all results, and of those whose true value is a normal number."""
    errors = [ulp_error(v, t) for v, t in zip(values.ravel().tolist(), truths, strict=True)]
    is_normal = [abs(t) >= SMALLEST_NORMAL for t in truths]
    return max(errors), max((e for e, n in zip(errors, is_normal, strict=True) if n), default=0.0)


def logits(size: int) -> Iterator[Array]:
    """Rows of kinds that break one softmax or another, some 50 000 entries in all."""
    rng = np.random.default_rng(size)
    apart = np.arange(size) != size // 2
    for _ in range(max(1, 7000 // size)):
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
        worst: dict[str, dict[str, tuple[float, float]]] = {}
        count = 0
        for row in logits(size):
            count += size
            with np.errstate(all="ignore"):
                for function, library, errors in row_errors(row, peers):
                    before = worst.setdefault(function, {}).get(library, (0.0, 0.0))
                    worst[function][library] = (
                        max(before[0], errors[0]),
                        max(before[1], errors[1]),
                    )
        for function, by_library in worst.items():
            yield Row(f"{function}, n = {size}", count, by_library)


def row_errors(row: Array, peers: Any) -> Iterator[tuple[str, str, tuple[float, float]]]:
    """Of every function by every library on one row, the label being the largest or any."""
    z, values = row[np.newaxis], row.tolist()
    label = int(row.argmax()) if row[0] > row[-1] else row.size // 3
    labels = np.array([label])
    shares, logs = oracle.softmax(values), oracle.log_softmax(values)
    total = oracle.logsumexp(values)
    others = oracle.CONTEXT.fsum(p for i, p in enumerate(shares) if i != label)
    gradient = [-others if i == label else p for i, p in enumerate(shares)]
    cancels = abs(total) < 1e-3 * max(map(abs, values))
    cases = [
        ("softmax", "softmax", (z,), shares),
        ("log_softmax", "log_softmax", (z,), logs),
        ("logsumexp, cancelling" if cancels else "logsumexp", "logsumexp", (z,), [total]),
        ("cross-entropy", "cross_entropy", (z, labels), [-logs[label]]),
        ("its gradient", "gradient", (z, labels), gradient),
    ]
    for shown, name, arguments, truths in cases:
        for library, functions in peers.items():
            if name in functions:
                result = np.asarray(functions[name](*[a.copy() for a in arguments]))
                yield shown, library, largest_errors(result, truths)


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


def scan_floats(name: str) -> tuple[float, bool]:
    """Largest error of float32 against float64 in ULP, and whether it never decreases for x > 0."""
    function, worst, in_order, last = getattr(activations, name), 0.0, True, -np.inf
    for start in range(0, 1 << 32, 1 << 22):
        x = np.arange(start, start + (1 << 22), dtype=np.uint32).view(np.float32)
        x = x[~np.isnan(x)]
        if not x.size:
            continue
        values, truths = function(x), function(x.astype(np.float64))
        unit = np.ldexp(1.0, np.maximum(np.frexp(truths)[1] - 24, -149))
        worst = max(worst, float(np.max(np.abs(values - truths) / unit)))
        rising = values if start < 1 << 31 else -values  # negative floats come in falling order
        sign = -1 if name.startswith("d_") and start < 1 << 31 else 1
        ordered = (
            np.concatenate([[last], sign * rising]) if start not in (0, 1 << 31) else sign * rising
        )
        in_order &= bool((np.diff(ordered) >= 0).all())
        last = float(ordered[-1])
    return worst, in_order


if __name__ == "__main__":
    main()
