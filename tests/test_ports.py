"""Pairs of Java and Python as people write them: right ports are SAME, wrong ones DIFFERENT."""

import tomllib
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from bridge.engine import check_ports
from bridge.ports import Port
from bridge.rules import RULES
from bridge.strategies import Tier
from bridge.verdict import Status

pytestmark = pytest.mark.jvm
FOLDER = Path(__file__).with_name("ports")
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
FEW = ["int_overflow_square", "signed_quotient", "wrap_index", "text_length", "next_season"]
RIGHT = [name for name in EXPECTED if (FOLDER / name / "right.py").exists()]
# Each of the `rules` that a wrong port names is a right cause; where it names none, no rule is.
WRONG = [name for name in EXPECTED if (FOLDER / name / "wrong.py").exists()]


def verdicts(names, file, **options):
    """The verdicts on each pair, all in one run."""
    ports = [
        Port((FOLDER / name / EXPECTED[name]["java"],), FOLDER / name / file, reference=name)
        for name in names
    ]
    found = {name: [] for name in names}
    for verdict in check_ports(ports, **options).methods:
        if verdict.java:
            found[verdict.reference].append(verdict)
    return found


def size(value):
    """Numbers, units of text and elements in a value."""
    if isinstance(value, str):
        return len(value.encode("utf-16-le", "surrogatepass")) // 2
    if isinstance(value, list | tuple | np.ndarray):
        return sum(map(size, value))
    return 1


def assert_right_is_same(names, **options):
    for name, found in verdicts(names, "right.py", **options).items():
        assert found, name
        assert {v.status for v in found} == {Status.SAME}, (name, found)


def assert_wrong_is_different(name, found):
    expected = EXPECTED[name]
    mine = [v for v in found if v.java.startswith(f"{expected['method']}(")]
    if expected["tier"] == "limit":
        assert any(dict(v.tiers)[Tier.EXTREME].limit for v in mine), found
        return
    wrong = [v for v in mine if v.status is Status.DIFFERENT]
    assert wrong, found
    assert wrong[0].first_difference.value == expected["tier"]
    assert size(list(wrong[0].counterexample.case)) <= expected["largest"]
    assert {v.status for v in found} - {Status.DIFFERENT} <= {Status.SAME}


def test_the_pairs_are_many():
    assert len(WRONG) >= 60


def test_every_rule_is_ignored_by_three_wrong_ports():
    ignored = Counter(rule for name in WRONG for rule in EXPECTED[name]["rules"])
    assert set(ignored) == {rule.id for rule in RULES}
    assert min(ignored.values()) >= 3


def test_a_hundred_wrong_ports_ignore_a_rule():
    assert sum(bool(EXPECTED[name]["rules"]) for name in WRONG) >= 100


def test_twenty_wrong_ports_have_plain_errors_of_logic():
    plain = [name for name in WRONG if EXPECTED[name]["trap"].startswith("plain logic")]
    assert len(plain) >= 20
    assert not any(EXPECTED[name]["rules"] for name in plain)


def test_right_ports_are_the_same():
    assert_right_is_same(FEW, cases=200, seed=1)


def test_wrong_ports_are_different():
    for name, found in verdicts(FEW, "wrong.py", cases=200, seed=1).items():
        assert_wrong_is_different(name, found)


# Every other one, for time.
@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_wrong_ports_are_different_in_their_tiers(part):
    found = verdicts(WRONG[part::8], "wrong.py", cases=400, seed=2, timeout_s=0.3)
    missed = {}
    for name, mine in found.items():
        try:
            assert_wrong_is_different(name, mine)
        except AssertionError as error:
            missed[name] = str(error)
    assert not missed


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_no_right_port_raises_a_false_alarm(seed):
    assert_right_is_same(RIGHT, cases=40, seed=seed)
