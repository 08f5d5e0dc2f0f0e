"""How often the cause of a difference is found, and how long that takes, on `tests/ports`.

    python benchmarks/causes.py [--cases 400] [--seed 2] [NAME ...]

Prints each wrong port whose cause is not one of those that `expected.toml` names, then how many are
right, how many fixes are verified, for how many ports with an error of plain logic a cause is
claimed, and the seconds for a port: of the wall clock, so that nothing else should run beside it.
"""

import argparse
import statistics
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# `bridge.py` beside this file would be found in the place of the package.
sys.path.pop(0)

from bridge import explaining
from bridge.causes import Cause
from bridge.engine import check_ports
from bridge.ports import Port
from bridge.verdict import Status

PORTS = Path(__file__).parent.parent / "tests" / "ports"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((PORTS / "expected.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Explained:
    """A wrong port, and what was found out about it."""

    name: str
    cause: Cause | None
    seconds: float

    @property
    def ids(self) -> tuple[str, ...]:
        """The rules that it was found to ignore."""
        return tuple(rule.id for rule in self.cause.rules) if self.cause else ()

    @property
    def is_right(self) -> bool:
        """Whether a rule is named that it ignores, or none where it ignores none."""
        rules = EXPECTED[self.name]["rules"]
        return bool(set(self.ids) & set(rules)) if rules else not self.ids


def main() -> None:
    """Explain the wrong ports, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=400)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("names", nargs="*")
    asked = parser.parse_args()
    wrong = [name for name in EXPECTED if (PORTS / name / "wrong.py").exists()]
    found = list(explain_ports(asked.names or wrong, asked.cases, asked.seed))
    for one in found:
        if not one.is_right:
            print(f"{one.name}: {EXPECTED[one.name]['rules']} are ignored, got {[*one.ids]}")
    ruled = [one for one in found if EXPECTED[one.name]["rules"]]
    logic = [one for one in found if not EXPECTED[one.name]["rules"]]
    right = sum(one.is_right for one in ruled)
    verified = sum(bool(one.cause and one.cause.is_verified) for one in ruled)
    print(f"cause right: {right} of {len(ruled)}, fix verified: {verified}")
    print(f"cause claimed for plain logic: {sum(not o.is_right for o in logic)} of {len(logic)}")
    seconds = [one.seconds for one in found]
    print(f"seconds for a port: median {statistics.median(seconds):.1f}, most {max(seconds):.1f}")


def explain_ports(names: list[str], cases: int, seed: int) -> Iterator[Explained]:
    """Check wrong ports, and give what was found out about each that differs."""
    seconds = dict.fromkeys(names, 0.0)
    find = explaining.explain

    def timed(port: Port, *rest: Any) -> Cause | None:
        start = time.perf_counter()
        try:
            return find(port, *rest)
        finally:
            seconds[port.reference] = time.perf_counter() - start

    explaining.explain = timed
    ports = [
        Port(
            (PORTS / name / EXPECTED[name]["java"],),
            PORTS / name / "wrong.py",
            reference=name,
            methods=(EXPECTED[name]["method"],),
        )
        for name in names
    ]
    report = check_ports(ports, cases=cases, seed=seed, timeout_s=0.5, explain=True)
    for verdict in report.methods:
        if verdict.status is Status.DIFFERENT:
            yield Explained(verdict.reference, verdict.cause, seconds[verdict.reference])


if __name__ == "__main__":
    main()
