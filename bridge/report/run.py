"""All verdicts of one run, and whether it passed."""

import json
import sys
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
