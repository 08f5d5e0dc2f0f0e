import math

import numpy as np
import pytest

from bridge.compare import Aspect
from bridge.corrections import ArgumentDefect, ResultDefect
from bridge.expectations import refuse, returns
from bridge.outcomes import Outcome, OutcomeStatus, Unfit
from bridge.signatures import Signature

SCALAR = Signature("f", ("double",), "double")
ARRAY = Signature("g", ("double[]", "int"), "double")


def returned(value, *after):
    return Outcome(OutcomeStatus.RETURNED, after, value)


@pytest.mark.parametrize(("value", "shown"), [(2.0, True), (math.nextafter(2, 3), False)])
def test_a_result_defect_is_shown_by_its_formula(value, shown):
    defect = ResultDefect(lambda x: returns(x + 1))
    assert defect.aspect is Aspect.RESULT
    assert defect.is_shown_by(SCALAR, (1.0,), returned(value, 1.0)) is shown


def test_a_result_defect_can_be_an_exception():
    defect = ResultDefect(lambda x: refuse("java.lang.ArithmeticException"))
    error = Outcome(OutcomeStatus.RAISED, (1.0,), error_class="java.lang.ArithmeticException")
    assert defect.is_shown_by(SCALAR, (1.0,), error)
    assert not defect.is_shown_by(SCALAR, (1.0,), returned(1.0, 1.0))


@pytest.mark.parametrize(
    ("after", "number", "shown"),
    [
        ([0.0, -1.0], 7, True),
        ([-0.0, -1.0], 7, False),
        ([0.0], 7, False),
        ([0.0, -1.0], 8, False),
        ([1.0, 0.0], 7, False),
    ],
)
def test_an_argument_defect_is_shown_to_the_bit(after, number, shown):
    defect = ArgumentDefect(lambda z, n: (z - 1.0, n))
    case = (np.array([1.0, 0.0]), 7)
    assert defect.aspect is Aspect.ARGUMENTS
    assert defect.is_shown_by(ARRAY, case, returned(0.0, np.array(after), number)) is shown


def test_an_argument_that_cannot_be_read_shows_no_defect():
    defect = ArgumentDefect(lambda x: (x + 1,))
    assert not defect.is_shown_by(SCALAR, (1.0,), returned(1.0, Unfit("unreadable")))
