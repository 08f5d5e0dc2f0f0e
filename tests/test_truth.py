"""Who has the true value where a port ignores a rule."""

from types import SimpleNamespace

import pytest

from bridge.causes import Who
from bridge.rules import RULES
from bridge.truth import find_who


def rule(name):
    return next(rule for rule in RULES if rule.id == name)


def judged(java_ulp=None, python_ulp=None):
    return SimpleNamespace(java_ulp=java_ulp, python_ulp=python_ulp)


def test_an_overflow_is_java_s():
    who, remark = find_who([rule("int-overflow")], judged(), 2**32)
    assert who is Who.JAVA
    assert remark.startswith("Java overflows here; the port's 4294967296 is the exact value: wrap")


def test_a_quotient_has_no_true_side():
    found = find_who([rule("floor-division")], judged(), None)
    assert found == (None, "the port floors, Java truncates")


@pytest.mark.parametrize(
    ("java_ulp", "python_ulp", "who"),
    [(0.4, 9.0, Who.PYTHON), (9.0, 0.4, Who.JAVA), (9.0, 8.0, Who.BOTH), (0.4, 1.0, None)],
)
def test_an_oracle_decides(java_ulp, python_ulp, who):
    assert find_who([], judged(java_ulp, python_ulp), None)[0] is who
