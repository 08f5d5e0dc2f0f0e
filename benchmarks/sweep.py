"""How fast a sweep is: sigmoid over doubles that float has, corrected Java against the port.

``python benchmarks/sweep.py [BLOCKS]``. Each number of jobs sweeps as many blocks of 2^22 inputs,
evenly spaced, after some that warm both sides up; times are of the wall clock, so that nothing
else should run beside it.
"""

import sys
import time
from collections.abc import Sequence

# `bridge.py` beside this file would be found in the place of the package.
sys.path.pop(0)

from bridge.bundled import BUNDLED
from bridge.domains import Domain, domain_of
from bridge.local_engine import LocalEngine

WARM_UP = 4
SIGMOID = "sigmoid(double)"


def main() -> None:
    """Measure, and print the rates."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 32
    rates = {jobs: rate(jobs, count) for jobs in (1, 2)}
    for jobs, inputs_s in rates.items():
        minutes = 2**32 / inputs_s / 60
        print(f"--jobs {jobs}: {inputs_s / 1e6:.1f} million inputs/s, {minutes:.1f} min for 2^32")
    print(f"--jobs 2 is {rates[2] / rates[1]:.2f} times as fast (at least 1.7)")


def rate(jobs: int, count: int) -> float:
    """Inputs a second."""
    corrected = next(port for port in BUNDLED if port.reference == "corrected")
    with LocalEngine(jobs) as engine:
        resolved = engine.resolve(corrected)
        [signature] = [m.signature for m, _ in resolved.pairs if str(m.signature) == SIGMOID]
        domain = domain_of(signature, as_float=True)
        chosen = range(0, domain.blocks, max(1, domain.blocks // count))
        seconds(engine, domain, chosen[: WARM_UP * jobs])
        return len(chosen) * domain.block / seconds(engine, domain, chosen)


def seconds(engine: LocalEngine, domain: Domain, blocks: Sequence[int]) -> float:
    """How long blocks take."""
    start = time.perf_counter()
    for _ in engine.sweep(SIGMOID, domain, blocks):
        pass
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
