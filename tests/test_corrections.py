import math

import mpmath
import numpy as np
import pytest

from bridge.compare import Aspect, Ulps
from bridge.corrections import Correction, sites_of
from bridge.errors import RequestError
from bridge.expectations import refuse, returns
from bridge.outcomes import Outcome, OutcomeStatus, Unfit
from bridge.signatures import Signature
from bridge.values import Conversion

SCALAR = Signature("f", ("double",), "double")
ARRAY = Signature("g", ("double[]", "int"), "double")
MEAN = Signature("mean", ("int", "int"), "int")
DEFECT = ["Java does not show the defect 'wrong'"]


def site(signature, parameters, applies="True", **options):
    correction = Correction("wrong", [str(signature)], "is wrong", applies, **options)
    [found] = sites_of([correction], signature, parameters, Conversion(is_numpy=True))
    return found


def returned(value, *after):
    return Outcome(OutcomeStatus.RETURNED, after, value)


def raised(error_class, *after):
    return Outcome(OutcomeStatus.RAISED, after, error_class=error_class)


def faults(found, case, java, python=None):
    return list(found.faults(case, java, python or java, Ulps(0.0)))


@pytest.mark.parametrize(("case", "applies"), [((2**31 - 1, 1), True), ((2**31 - 2, 1), False)])
def test_a_correction_applies_where_its_condition_says(case, applies):
    assert site(MEAN, ["a", "b"], "a + b > 2**31 - 1").applies(case) is applies


def test_a_condition_sees_what_the_port_gets():
    signature = Signature("h", ("char", "java.util.List<Integer>"), "int")
    found = site(signature, ["c", "items"], "c == 'x' and items[0] is None")
    assert found.applies((ord("x"), [None]))


@pytest.mark.parametrize("java", ["x + 1", lambda x: x + 1, lambda x: returns(x + 1)])
@pytest.mark.parametrize(("value", "told"), [(2.0, []), (math.nextafter(2, 3), DEFECT)])
def test_java_must_give_what_its_formula_gives(java, value, told):
    assert faults(site(SCALAR, ["x"], java=java), (1.0,), returned(value, 1.0)) == told


@pytest.mark.parametrize("java", ["1 // 0", lambda x: refuse("java.lang.ArithmeticException")])
def test_a_formula_can_be_an_exception(java):
    found = site(SCALAR, ["x"], java=java)
    assert not faults(found, (1.0,), raised("java.lang.ArithmeticException", 1.0))
    assert faults(found, (1.0,), returned(1.0, 1.0)) == DEFECT


@pytest.mark.parametrize(
    ("after", "number", "told"),
    [
        ([0.0, -1.0], 7, []),
        ([-0.0, -1.0], 7, DEFECT),
        ([0.0], 7, DEFECT),
        ([0.0, -1.0], 8, DEFECT),
        ([1.0, 0.0], 7, DEFECT),
    ],
)
def test_arguments_must_be_what_the_formula_gives_to_the_bit(after, number, told):
    found = site(ARRAY, ["z", "n"], java="[z - 1.0, n]", aspect=Aspect.ARGUMENTS)
    case = (np.array([1.0, 0.0]), 7)
    assert faults(found, case, returned(0.0, np.array(after), number)) == told


def test_an_argument_that_cannot_be_read_shows_no_defect():
    found = site(SCALAR, ["x"], java="[x + 1]", aspect=Aspect.ARGUMENTS)
    assert faults(found, (1.0,), returned(1.0, Unfit("unreadable"))) == DEFECT


def test_the_port_must_give_what_its_formula_gives():
    found = site(MEAN, ["a", "b"], python="(a + b) // 2")
    java = returned(-5, 1, 2)
    assert not faults(found, (1, 2), java, returned(1, 1, 2))
    told = ["Python does not give what the correction 'wrong' says"]
    assert faults(found, (1, 2), java, returned(2, 1, 2)) == told


def test_a_formula_of_mpmath_is_rounded():
    found = site(SCALAR, ["x"], python=lambda x: mpmath.mpf(1) / 3)
    assert not faults(found, (1.0,), returned(1.0, 1.0), returned(1 / 3, 1.0))


def test_stored_cases_of_another_method_are_left_out():
    found = site(MEAN, ["a", "b"], cases=[[1, 2], [3]])
    assert found.cases == ((1, 2),)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"applies": "a +"}, "applies of the correction 'wrong' must be a Python expression"),
        ({"applies": "c > 0"}, "must use a, b, math, np .*, got 'c'"),
        ({"applies": " "}, "must be a formula, got ''"),
        ({"java": "no_such_module:f"}, "java of the correction 'wrong' must be a function"),
        ({"cases": [[1], ["x", 2]]}, r"must fit mean\(int,int\), got case must hold 2 values"),
    ],
)
def test_a_correction_that_cannot_be_read_is_refused(options, said):
    with pytest.raises(RequestError, match=said):
        site(MEAN, ["a", "b"], **options)


def test_a_condition_without_an_answer_is_refused():
    with pytest.raises(RequestError, match="applies of the correction 'wrong' must tell of all"):
        site(MEAN, ["a", "b"], "a // b > 1").applies((1, 0))
