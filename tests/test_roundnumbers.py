import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.roundnumbers import roundest_between


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(-3, 7, "0"), (57, 134, "100"), (708.4, 709.8, "709"), (2**31 - 9, 2**31 + 9, "2**31 - 1"),
     (0.31, 0.74, "0.4"), (1e-310, 1e-307, "2.0**-1022"), (101, 199, "127"),
     (-1999, -1001, "-1100")],
)  # fmt: skip
def test_the_roundest_number_is_found(low, high, text):
    is_whole = isinstance(low, int)
    assert roundest_between(low, high, is_whole=is_whole)[0].text == text


@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_all_lie_between_and_mean_what_they_say(one, other):
    low, high = sorted((one, other))
    for number in roundest_between(low, high, is_whole=False):
        assert low <= number.value <= high
        assert eval(number.text, {"math": math}) == number.value
