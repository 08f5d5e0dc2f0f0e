"""How much the bridge costs: a table of ratios, each of times that were taken in turn in one run.

``pip install -e '.[bench]'``, then ``python benchmarks/bridge.py``. Times are the shortest of many
rounds: what another process does in between only ever adds. Each part that the bridge is compared
with runs in a plain loop of its own, as warm as the bridge.
"""

import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# This file would be found in the place of the package that has its name.
sys.path.pop(0)

import jpype
import numpy as np

from bridge.columns import Column
from bridge.compare import ulp_distances
from bridge.evaluate import evaluate_java, evaluate_java_columns
from bridge.javac import compile_java
from bridge.javatypes import java_type
from bridge.jvm import JavaMethod, Jvm

DOUBLE, DOUBLES, INT = java_type("double"), java_type("double[]"), java_type("int")
SOURCES = Path(__file__).with_name("java")
CASES, BLOCK = 1_000_000, 1 << 16
ROUNDS, WARM_UP = 60, 15
OTHERS = 50

Array = np.ndarray[Any, np.dtype[np.float64]]
Times = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    measure: str
    value: str
    bar: str
    holds: bool


def main() -> None:
    """Measure, and print the table."""
    x = np.random.default_rng(1).uniform(-20, 20, CASES)
    with Jvm() as jvm:
        classes = compile_java(jvm.jdk, SOURCES, release=17)
        subjects = methods_of(jvm, classes, "Subjects")
        alone = methods_of(jvm, classes, "Alone")
        rows = [
            *whole_step(subjects["sigmoid"], alone, x),
            megamorphism(jvm, subjects["sigmoid"], x),
            small_arrays(subjects["softmax"], alone),
            *bulk(subjects["sameNumber"], subjects["sameRow"], classes, x),
        ]
        print(f"{platform.processor() or platform.machine()}, {platform.platform()}")
        print(f"Java {jvm.version} ({jvm.vendor}), Python {platform.python_version()}, ", end="")
        print(f"NumPy {np.__version__}, JPype {jpype.__version__}; least of {ROUNDS} rounds")
    rows.append(first_answer())
    for row in rows:
        print(f"{row.measure:62} {row.value:>24}  {row.bar:22} {'yes' if row.holds else 'NO'}")


def whole_step(method: JavaMethod, alone: Mapping[str, JavaMethod], x: Array) -> list[Row]:
    """Java, NumPy and the comparison: one after another, and at the same time."""
    evaluate_java(alone["takeNumbers"], [(x,)], timeout_s=10.0)
    column, ports = Column(DOUBLE, x), port(x)
    java = in_one_block(method, column)
    times = in_turn(
        {
            "java": lambda: alone_s(alone["sigmoid"]),
            "port": lambda: timed(lambda: port(x)),
            "comparison": lambda: timed(lambda: largest_distance(java, ports)),
            "sequential": lambda: timed(
                lambda: largest_distance(in_one_block(method, column), port(x))
            ),
            "overlapped": lambda: timed(lambda: overlapped(method, column)),
        }
    )
    least = {name: min(times[name]) for name in times}
    parts = least["java"] + least["port"] + least["comparison"]
    share = 1 - parts / least["sequential"]
    slower = max(least["java"], least["port"] + least["comparison"])
    ratio = least["overlapped"] / slower
    print(", ".join(f"{name} {s * 1e3:.2f} ms" for name, s in least.items()))
    return [
        Row("bridge's share of a step of 1e6 sigmoids", f"{share:.1%}", "under 10 %", share < 0.1),
        Row(
            "overlapped step against the slower side alone",
            f"{ratio:.2f}",
            "at most 1.5",
            ratio <= 1.5,
        ),
    ]


def port(x: Array) -> list[Array]:
    """The textbook's sigmoid, block by block."""
    return [1 / (1 + np.exp(-x[start : start + BLOCK])) for start in range(0, len(x), BLOCK)]


def largest_distance(java: Array, ports: Sequence[Array]) -> int:
    """Compare block by block."""
    return max(
        int(ulp_distances(java[i * BLOCK : (i + 1) * BLOCK], python).max())
        for i, python in enumerate(ports)
    )


def in_one_block(method: JavaMethod, column: Column) -> Array:
    """Java's results, after the last of them; they last until the next request."""
    [block] = evaluate_java_columns(method, [column], block=len(column.values))
    return block.values.values


def overlapped(method: JavaMethod, column: Column) -> int:
    """Java's results block by block, each compared while Java computes the next."""
    largest = 0
    with closing(evaluate_java_columns(method, [column], block=BLOCK)) as blocks:
        for block in blocks:
            [python] = port(block.arguments_after[0].values)
            largest = max(largest, int(ulp_distances(block.values.values, python).max()))
    return largest


def megamorphism(jvm: Jvm, method: JavaMethod, x: Array) -> Row:
    """One method before and after many others, which a loop shared by all would show."""
    column = Column(DOUBLE, x)

    def seconds() -> float:
        return min(timed(lambda: in_one_block(method, column)) for _ in range(ROUNDS))

    before = seconds()
    bodies = (f"static double f{i}(double x) {{ return x + {i}; }}" for i in range(OTHERS))
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "Others.java").write_text(f"class Others {{ {' '.join(bodies)} }}")
        classes = compile_java(jvm.jdk, Path(folder), release=17)
    for other in methods_of(jvm, classes, "Others").values():
        in_one_block(other, column)
    ratio = seconds() / before
    measure = f"a method's time after {OTHERS} others against before"
    return Row(measure, f"{ratio:.2f}", "about 1", ratio < 1.15)


def small_arrays(method: JavaMethod, alone: Mapping[str, JavaMethod]) -> Row:
    """A thousand cases of ten to a hundred elements."""
    random = np.random.default_rng(2)
    lengths = random.integers(10, 101, 1000).astype("<i4")
    column = Column(DOUBLES, random.normal(size=int(lengths.sum())), lengths)
    evaluate_java(alone["takeRows"], [(column.values, lengths)], timeout_s=10.0)
    times = in_turn(
        {
            "java": lambda: alone_s(alone["softmax"]),
            "bridge": lambda: timed(lambda: list(evaluate_java_columns(method, [column]))),
        }
    )
    more = median_difference(times["bridge"], times["java"])
    return Row(
        "1000 cases of double[] f(double[]), more than Java's own time",
        f"{more * 1e3:.2f} ms",
        "under 2 ms",
        more < 2e-3,
    )


def bulk(numbers: JavaMethod, row: JavaMethod, classes: Path, x: Array) -> list[Row]:
    """A million doubles to Java and back, as cases and as one array, against JPype's arrays."""
    jpype.startJVM("-Xmx512m", "-XX:+UseSerialGC", classpath=[str(classes)])
    same = jpype.JClass("Subjects").sameRow
    column, one_row = Column(DOUBLE, x), Column(DOUBLES, x, np.array([len(x)], "<i4"))

    # Where each way copies to: fresh memory would cost all of them more than what is measured.
    kept = np.empty_like(x)

    def as_cases() -> None:
        np.copyto(kept, in_one_block(numbers, column))

    def as_row() -> None:
        np.copyto(kept, in_one_block(row, one_row))

    def by_jpype() -> None:
        np.copyto(kept, np.asarray(same(jpype.JArray.of(x))))

    for way in (as_cases, as_row, by_jpype):
        kept.fill(0)
        way()
        assert kept.tobytes() == x.tobytes()
    times = in_turn(
        {
            "cases": lambda: timed(as_cases),
            "row": lambda: timed(as_row),
            "JPype": lambda: timed(by_jpype),
        }
    )
    least = {name: min(times[name]) for name in times}
    rows = []
    for name, what, bar in [("cases", "1e6 cases of", 3.0), ("row", "one array of 1e6", 0.0)]:
        ratio = least["JPype"] / least[name]
        value = f"{ratio:.1f} ({least['JPype'] * 1e3:.2f}/{least[name] * 1e3:.2f} ms)"
        measure = f"{what} doubles in and out, times as fast as JPype"
        rows.append(Row(measure, value, f"at least {bar:g}" if bar else "none", ratio >= bar))
    return rows


def first_answer() -> Row:
    """From nothing to the first answer, against a JVM that only tells its version."""

    def version() -> None:
        subprocess.run(["java", "-version"], capture_output=True, check=True)

    def answer() -> None:
        with Jvm() as jvm:
            classes = compile_java(jvm.jdk, SOURCES, release=17)
            evaluate_java(methods_of(jvm, classes, "Subjects")["sigmoid"], [(0.0,)])

    times = in_turn(
        {"version": lambda: timed(version), "answer": lambda: timed(answer)}, rounds=12, warm_up=2
    )
    bar = 1.3 * min(times["version"]) + 0.1
    return Row(
        "first answer after the start",
        f"{min(times['answer']) * 1e3:.0f} ms",
        f"under {bar * 1e3:.0f} ms",
        min(times["answer"]) < bar,
    )


def methods_of(jvm: Jvm, classes: Path, name: str) -> dict[str, JavaMethod]:
    """A class's methods by name."""
    return {method.signature.name: method for method in jvm.load(classes, name)}


def in_turn(
    measures: Mapping[str, Callable[[], float]], rounds: int = ROUNDS, warm_up: int = WARM_UP
) -> Times:
    """Seconds of each measure, taken in turn, without those of the first rounds."""
    times: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(warm_up + rounds):
        for name, measure in measures.items():
            times[name].append(measure())
    return {name: taken[warm_up:] for name, taken in times.items()}


def timed(function: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def alone_s(method: JavaMethod) -> float:
    """Seconds that a loop of `Alone.java` took by itself."""
    [outcome] = evaluate_java(method, [(0,)], timeout_s=10.0)
    return float(outcome.value) / 1e9


def median_difference(first: Sequence[float], second: Sequence[float]) -> float:
    """Median of what the first take more than the second."""
    return statistics.median(a - b for a, b in zip(first, second, strict=True))


if __name__ == "__main__":
    main()
