"""The rules that a port ignores in, which side has the true value out."""

from collections.abc import Sequence

from bridge.causes import Who
from bridge.judging import Judgement
from bridge.rules import Rule

__all__ = ["find_who"]

_OVERFLOWS = frozenset(["int-overflow", "long-overflow", "min-value"])


def find_who(
    rules: Sequence[Rule], smallest: Judgement, exact: int | None
) -> tuple[Who | None, str]:
    """Which side does not have the true value in a case, and what that means for the port.

    Parameters
    ----------
    rules : sequence of Rule
        Those that the port ignores.
    smallest : Judgement
        The case.
    exact : int or None
        What the port returns there, if it computes with ints that have no bounds.

    Returns
    -------
    who, remark
        None and an empty text where nothing is known.
    """
    java_ulp, python_ulp = smallest.java_ulp, smallest.python_ulp
    if java_ulp is not None and python_ulp is not None and java_ulp != python_ulp:
        return _by_oracle(java_ulp, python_ulp)
    if rules and {rule.id for rule in rules} <= _OVERFLOWS:
        return Who.JAVA, (
            f"Java overflows here; {_told(exact)} exact value: wrap in the port to match, "
            f"or declare a correction"
        )
    told = [_REMARKS[rule.id] for rule in rules if rule.id in _REMARKS]
    return None, "; ".join(told)


def _told(exact: int | None) -> str:
    return "the port computes with the" if exact is None else f"the port's {exact} is the"


def _by_oracle(java_ulp: float, python_ulp: float) -> tuple[Who | None, str]:
    near = 2.0
    if max(java_ulp, python_ulp) <= near:
        return None, ""
    if min(java_ulp, python_ulp) > near:
        return Who.BOTH, "neither side has the true value"
    if java_ulp > python_ulp:
        return Who.JAVA, "the port has the true value, Java has not: declare a correction"
    return Who.PYTHON, "Java has the true value, the port has not"


_REMARKS = {
    "floor-division": "the port floors, Java truncates",
}
