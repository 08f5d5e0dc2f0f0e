"""All verdicts of one run, and whether it passed."""

import json
import sys
from collections import Counter
from dataclasses import dataclass
from importlib.metadata import version

import numpy as np

from bridge.report.as_json import method_as_json
from bridge.verdict import Status, Verdict

__all__ = ["Report"]


@dataclass(frozen=True, slots=True)
class Report:
    """All verdicts of one run, and what it ran on."""

    seed: int
    java_version: str
    java_vendor: str
    methods: tuple[Verdict, ...]
    python_version: str = ".".join(map(str, sys.version_info[:3]))
    numpy_version: str = np.__version__
    allow_unpaired: bool = False
    resumed: int = 0  # pairs of files that an interrupted run had done

    @property
    def passed(self) -> bool:
        """Whether every method is SAME or CORRECTED, and at least one is."""
        return self.exit_code == 0

    @property
    def exit_code(self) -> int:
        """0 passed; 1 a difference; 3 something could not be judged, or nothing was."""
        statuses = {verdict.status for verdict in self.methods if verdict.java}
        if Status.DIFFERENT in statuses:
            return 1
        if self.allow_unpaired:
            statuses.discard(Status.UNPAIRED)
        return 0 if statuses and statuses <= {Status.SAME, Status.CORRECTED} else 3

    @property
    def failed(self) -> tuple[Verdict, ...]:
        """The Java methods that do not pass."""
        passing = {Status.SAME, Status.CORRECTED}
        if self.allow_unpaired:
            passing.add(Status.UNPAIRED)
        return tuple(v for v in self.methods if v.java and v.status not in passing)

    @property
    def summary(self) -> str:
        """How many methods came out how, and the seed to repeat it with."""
        verdicts = [verdict for verdict in self.methods if verdict.java]
        counts = Counter(verdict.status for verdict in verdicts)
        told = ", ".join(f"{counts[status]} {status.name}" for status in Status if counts[status])
        cases = sum(verdict.cases for verdict in verdicts)
        seconds = sum(verdict.seconds for verdict in verdicts)
        return (
            f"{'PASSED' if self.passed else 'FAILED'}: {len(verdicts)} "
            f"method{'s' * (len(verdicts) != 1)}, {told or 'none'}; "
            f"{cases} cases in {seconds:.0f} s, seed {self.seed}"
        )

    @property
    def ran_on(self) -> str:
        """The versions of both sides."""
        return (
            f"Java {self.java_version} ({self.java_vendor}), "
            f"Python {self.python_version}, NumPy {self.numpy_version}"
        )

    def to_json(self) -> str:
        """Write the report in the shape of `schema.json`."""
        document = {
            "schema": 1,
            "portproof": version("portproof"),
            "seed": self.seed,
            "java": {"version": self.java_version, "vendor": self.java_vendor},
            "python": {"version": self.python_version, "numpy": self.numpy_version},
            "methods": list(map(method_as_json, self.methods)),
        }
        return json.dumps(document, indent=1, allow_nan=False) + "\n"
