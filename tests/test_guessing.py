"""Known bugs must be told by the condition that a reader would write."""

import math

import pytest
from every_type import KINDS

from bridge.drawing import draw_cases
from bridge.guessing import evaluate, guess_condition
from bridge.javatypes import java_type
from bridge.signatures import Signature
from bridge.strategies import Tier, cases_of
from bridge.values import Conversion, to_python

INT, BIG = 2**31, 2**63


def truncated(a, b):
    return abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)


# For each bug the parameters, where the sides differ, and what is to be guessed.
BUGS = [
    ("int a, int b", lambda a, b: not -INT <= a + b < INT, "not -2**31 <= a + b < 2**31"),
    ("int a, int b", lambda a, b: a + b >= INT, "a + b > 2**31 - 1"),
    ("int a, int b", lambda a, b: not -INT <= a * b < INT, "not -2**31 <= a * b < 2**31"),
    ("int[] z", lambda z: not -INT <= sum(z) < INT, "not -2**31 <= sum(z) < 2**31"),
    ("int n", lambda n: n * n >= INT, "n * n > 2**31 - 1"),
    ("int a, int b", lambda a, b: b and a // b != truncated(a, b), "a * b < 0 and a % b != 0"),
    ("int n", lambda n: n < 0 and n % 2, "n < 0 and n % 2 == 1"),
    ("double x", lambda x: x % 2 == 0.5, "x % 2 == 0.5"),
    ("double x", math.isnan, "math.isnan(x)"),
    ("double[] z", lambda z: any(map(math.isnan, z)), "any(math.isnan(v) for v in z)"),
    ("double x, double y", lambda x, y: math.isnan(x) or y < 0, "math.isnan(x) or y < 0"),
    ("double x", lambda x: x < 0 or x > 100, "x < 0 or x > 100"),
    ("double x", lambda x: 0 < abs(x) < 2.0**-1022, "0 < abs(x) < 2.0**-1022"),
    (
        "double x",
        lambda x: x == 0 and math.copysign(1, x) < 0,
        "x == 0 and math.copysign(1, x) < 0",
    ),
    ("int[] z", lambda z: not z, "len(z) == 0"),
    ("int[] z", lambda z: z and max(z) < 0, "len(z) > 0 and max(z) < 0"),
    ("int[] z", lambda z: len(set(z)) < len(z), "len(set(z)) < len(z)"),
    ("int n", lambda n: n == 18, "n == 18"),
    ("int n", lambda n: 50 < n < 60, "50 < n < 60"),
    ("int n", lambda n: n == -INT, "n == -2**31"),
    ("long n", lambda n: n == -BIG, "n == -2**63"),
    ("long n", lambda n: not -INT <= n < INT, "not -2**31 <= n < 2**31"),
    ("String s", lambda s: s is None, "s is None"),
    ("String s", lambda s: s is not None and not s.isascii(), "s is not None and not s.isascii()"),
    ("String s", lambda s: s is not None and max(s, default="") > "\uffff", "0xFFFF"),
    ("List<Integer> z", lambda z: z is None or None in z, "z is None or any(v is None for v in z)"),
    ("String s, int i", lambda s, i: not 0 <= i < len(s or ""), "not 0 <= i < len(s)"),
    ("boolean p, boolean q", lambda p, q: p and q, "p and q"),
]


# What is drawn depends on the constants of whatever is loaded; these are there in any case.
SMALLEST = 5e-324
USUAL = {
    ("int",): [(n,) for n in range(-20, 120)],
    ("double",): [(k / 2,) for k in range(-9, 10)]
    + [(x,) for tiny in (SMALLEST, 1e-310) for x in (tiny, -tiny)],
}


def drawn(types, count=150, *, nulls=True):
    signature = Signature("f", tuple(types), "int")
    return [
        case
        for tier in (Tier.ORDINARY, Tier.EXTREME)
        for case in draw_cases(cases_of(signature, tier, nulls=nulls), count, 1)
    ]


def parted(declared, differs):
    """Names and types of parameters; cases in which the sides differ, and others."""
    types, names = zip(*(word.split() for word in declared.split(", ")), strict=True)
    kinds = [java_type(text) for text in types]
    cases = drawn(types, nulls="String" in declared or "List" in declared)
    cases += USUAL.get(types, [])
    told = [bool(differs(*map(to_python, kinds, case))) for case in cases]
    differing = [case for case, differ in zip(cases, told, strict=True) if differ]
    agreeing = [case for case, differ in zip(cases, told, strict=True) if not differ]
    return names, kinds, differing, agreeing


@pytest.mark.parametrize(("declared", "differs", "text"), BUGS)
def test_a_known_bug_is_told(declared, differs, text):
    names, kinds, differing, agreeing = parted(declared, differs)
    guess = guess_condition(names, kinds, differing, agreeing)
    assert text in guess.text
    assert guess.differing == len(differing) > 0
    assert guess.agreeing == 0


def test_a_few_agreeing_cases_do_not_make_it_longer():
    names, kinds, differing, agreeing = parted("int n", lambda n: n < 0)
    guess = guess_condition(names, kinds, differing[1:], [*agreeing, differing[0]])
    assert (guess.text, guess.agreeing) == ("n < 0", 1)


def test_nothing_is_guessed_where_nothing_tells_them_apart():
    guess = guess_condition(["n"], [java_type("int")], [(1,), (2,)], [(1,), (2,)])
    assert (guess.text, guess.differing, guess.agreeing) == ("True", 2, 2)


def test_a_parameter_called_like_a_function_is_a_parameter():
    names, kinds, differing, agreeing = parted("int abs", lambda n: abs(n) > 100)
    guess = guess_condition(names, kinds, differing, agreeing)
    assert "abs(abs)" not in guess.text
    assert guess.agreeing == 0


def test_the_entries_of_an_ndarray_are_added_exactly():
    names, kinds, differing, agreeing = parted("int[] z", lambda z: not -INT <= sum(z) < INT)
    guess = guess_condition(names, kinds, differing, agreeing, Conversion(is_numpy=True))
    assert guess.text == "not -2**31 <= sum(z.tolist()) < 2**31"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [1, 6])
def test_whatever_differs_is_covered_in_any_order(kind, count):
    cases = drawn([kind, "int"], 8)
    names, kinds = ["a", "b"], [java_type(kind), java_type("int")]
    differing, agreeing = cases[:count], cases[count:]
    guess = guess_condition(names, kinds, differing, agreeing)
    assert guess == guess_condition(names, kinds, differing[::-1], agreeing[::-1])
    scopes = [
        {"math": math, **dict(zip(names, map(to_python, kinds, case), strict=True))}
        for case in cases
    ]
    told = evaluate(f"bool({guess.text})", scopes)
    assert told[:count] == [True] * count
    assert set(told[count:]) <= {True, False}
    assert told[count:].count(True) == guess.agreeing
