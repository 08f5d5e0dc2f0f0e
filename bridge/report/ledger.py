"""The ledger of corrections as the Markdown table of the bug-fix report."""

from collections.abc import Sequence

import numpy as np

from bridge.corrections import ArgumentDefect, Correction, Site
from bridge.evaluate import evaluate_in_place
from bridge.javatypes import Value
from bridge.oracle import max_ulp_error
from bridge.ports import Pair
from bridge.report.wording import brief_call, brief_outcome, brief_value
from bridge.signatures import Signature

__all__ = ["ledger_as_markdown"]

_HEAD = ("Defect", "What the posted Java does", "Smallest example", "The port", "Found by")


def ledger_as_markdown(corrections: Sequence[Correction], pairs: Sequence[Pair]) -> str:
    """Write the table; needs no JVM.

    What Java gives is the defect's own formula, which every run proves Java to show, and what the
    port gives is asked of the port.
    """
    by_java = {pair.java: pair for pair in pairs}
    rows = [_HEAD, ("---",) * len(_HEAD)]
    for correction in corrections:
        examples = "<br>".join(_example(site, by_java[site.method]) for site in correction.sites)
        rows.append(
            (correction.name, correction.java, examples, correction.python, correction.found_by)
        )
    return "".join(map(_line, rows))


def _line(cells: Sequence[str]) -> str:
    # A bar would end the cell.
    escaped = (cell.replace("|", r"\|") for cell in cells)
    return f"| {' | '.join(escaped)} |\n"


def _example(site: Site, pair: Pair) -> str:
    name, _, parameters = site.method.rstrip(")").partition("(")
    kinds = tuple(parameters.split(","))
    # Every bundled method returns what its first parameter is.
    signature = Signature(name, kinds, kinds[0])
    [python] = evaluate_in_place(pair.in_place(), signature, [site.example], pair.conversion)
    call = brief_call(signature, site.example)
    if isinstance(site.defect, ArgumentDefect):
        left, kept = (
            brief_value(signature.return_type, value)
            for value in (site.defect.formula(*site.example)[0], python.arguments_after[0])
        )
        return f"`{call}`: Java leaves `{left}` in its argument, the port `{kept}`"
    expected = site.defect.formula(*site.example)
    values = [float(truth) for truth in expected.truths]
    returned: Value = python.value
    java = brief_value(signature.return_type, values if expected.is_array else values[0])
    given = brief_outcome(signature, python)
    apart = ""
    if java == given:
        ulps = max_ulp_error(np.atleast_1d(returned).tolist(), expected.truths)
        apart = f", {ulps:.0f} ULP apart"
    return f"`{call}`: Java `{java}`, the port `{given}`{apart}"
