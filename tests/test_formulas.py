import sys
from fractions import Fraction

import mpmath
import pytest

from bridge.errors import RequestError
from bridge.formulas import as_function, rounded


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a + b", 5),
        ("any(v > a for v in (a, b))", True),
        ("(lambda c: c * b)(a)", 6),
        ("[x for x in range(a)]", [0, 1]),
        ("math.gcd(a, 4)", 2),
        ("int(np.max([a, b]))", 3),
        (" a\n  < b ", True),
    ],
)
def test_a_text_is_a_function_of_the_parameters(text, value):
    assert as_function(text, ["a", "b"], "applies")(2, 3) == value


def test_a_function_stays_what_it_is():
    assert as_function(max, [], "applies") is max


def test_an_empty_text_is_no_function():
    assert as_function(" ", ["a"], "java") is None


@pytest.mark.parametrize(
    "place", ["doubling:double_it", "doubling.py:double_it", "doubling:Sums.twice"]
)
def test_a_place_is_the_function_there(place, tmp_path, monkeypatch):
    (tmp_path / "doubling.py").write_text(
        "def double_it(x):\n    return 2 * x\n\n"
        "class Sums:\n    @staticmethod\n    def twice(x):\n        return x + x\n"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    assert as_function(place, ["x"], "oracle")(21) == 42


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a b", "oracle must be a Python expression, got 'a b'"),
        ("a = 1", "must be a Python expression"),
        ("x + 1", "oracle must use a, math, np and what Python has built in, got 'x'"),
        ("[y for x in range(a)]", "got 'y'"),
        ("math:no_such", "oracle must be a function, got 'math:no_such'"),
    ],
)
def test_a_text_that_is_no_formula_is_refused(text, said):
    with pytest.raises(RequestError, match=said):
        as_function(text, ["a"], "oracle")


def test_exact_numbers_are_rounded_to_the_nearest():
    exact = [Fraction(1, 3), (mpmath.mpf(2), "text")]
    assert rounded(exact) == [1 / 3, [2.0, "text"]]
