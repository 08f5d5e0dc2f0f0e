"""Java methods that are called from Python, case by case."""

from fractions import Fraction

import pytest

from bridge import (
    Bits,
    Exceptions,
    JavaError,
    JavaTimeoutError,
    assert_different,
    assert_same,
    load_java,
)

pytestmark = pytest.mark.jvm

JAVA = """
import java.util.*;

public class Shop {
    enum Size { SMALL, LARGE }
    public static int total(int a, int b) { return a + b; }
    public static int share(int a, int b) { return a / b; }
    public static String label(String text) { return text.toUpperCase(); }
    public static String label(int number) { return "no. " + number; }
    public static Size next(Size size) { return size == Size.SMALL ? Size.LARGE : Size.SMALL; }
    public static void sort(int[] values) { Arrays.sort(values); }
    public static double third(double x) { return x / 3; }
    public static int deep(int n) { return deep(n + 1); }
    public static int forever(int n) { while (true) { n++; } }
    public static void leave() { Runtime.getRuntime().halt(7); }
    public int and(int bits) { return bits & 5; }
}
"""


@pytest.fixture(scope="module")
def java(jvm, tmp_path_factory):
    source = tmp_path_factory.mktemp("java") / "Shop.java"
    source.write_text(JAVA)
    return load_java(jvm, source, timeout_s=1.0)


def test_a_method_returns_what_java_returns(java):
    assert java.total(2**31 - 1, 1) == -(2**31)
    assert java.next("SMALL") == "LARGE"
    assert java.sort([2, 1]) is None


def test_an_overload_is_told_by_its_signature(java):
    assert java["label(int)"](7) == "no. 7"
    assert java["Shop.label(String)"]("a\u00df") == "ASS"
    with pytest.raises(AttributeError, match=r"one method of label\(String\), label\(int\), got"):
        java.label  # noqa: B018


def test_a_method_of_an_object_gets_a_new_one(java):
    assert java["and"](7) == 5


def test_an_unknown_name_is_refused_with_those_that_are_there(java):
    with pytest.raises(AttributeError, match="got 'totals'"):
        java.totals  # noqa: B018


def test_what_java_throws_is_raised_with_its_class(java):
    with pytest.raises(JavaError, match=r"^java.lang.ArithmeticException: / by zero$") as caught:
        java.share(1, 0)
    assert caught.value.java_class == "java.lang.ArithmeticException"


def test_a_timeout_is_an_error_of_its_own_and_the_next_call_works(java):
    with pytest.raises(JavaTimeoutError, match=r"forever\(int\) took longer than 1 s"):
        java.forever(1)
    assert java.total(1, 1) == 2


def test_an_end_of_the_jvm_is_an_error(java):
    with pytest.raises(JavaError, match=r"leave\(\) ended with exited"):
        java.leave()


def test_an_exhausted_stack_has_the_class_of_java(java):
    with pytest.raises(JavaError, match=r"^java.lang.StackOverflowError: "):
        java.deep(0)


@pytest.mark.parametrize(("arguments", "error"), [((1.5, 1), TypeError), ((2**31, 1), ValueError)])
def test_arguments_must_be_of_the_declared_types(java, arguments, error):
    with pytest.raises(error, match="value must be"):
        java.total(*arguments)


def test_arguments_must_be_as_many_as_declared(java):
    with pytest.raises(TypeError, match=r"total\(int,int\) must get 2 arguments, got \(1,\)"):
        java.total(1)


def test_both_must_return_the_same(java):
    assert_same(java.total, lambda a, b: a + b, 1, 2)
    with pytest.raises(AssertionError, match=r"total\(1, 2\): Java 3, Python 2"):
        assert_same(java.total, lambda a, b: b, 1, 2)


def test_both_must_leave_their_arguments_alike(java):
    assert_same(java.sort, lambda values: values.sort(), [2, 1])
    with pytest.raises(AssertionError, match="Python null, arguments then"):
        assert_same(java.sort, lambda values: None, [2, 1])


def test_arguments_stay_what_they_are(java):
    values = [2, 1]
    assert_same(java.sort, lambda values: values.sort(), values)
    assert values == [2, 1]


def test_both_must_raise_what_corresponds(java):
    assert_same(java.share, lambda a, b: a // b, 1, 0)
    with pytest.raises(AssertionError, match="Java ArithmeticException, Python KeyError"):
        assert_same(java.share, lambda a, b: {}[a], 1, 0)
    assert_same(java.share, lambda a, b: {}[a], 1, 0, exceptions=Exceptions.ANY)


def test_the_rule_says_how_close_results_must_be(java):
    assert_same(java.third, lambda x: x * (1 / 3), 5.0)
    with pytest.raises(AssertionError):
        assert_same(java.third, lambda x: x * (1 / 3), 5.0, rule=Bits())


def test_numbers_of_other_types_are_the_same_on_wish(java):
    with pytest.raises(AssertionError, match="must be of type int, got True"):
        assert_same(java.total, lambda a, b: True, 1, 0)
    assert_same(java.total, lambda a, b: True, 1, 0, is_loose=True)


def test_a_port_that_hangs_is_told_from_java(java):
    def hang(a, b):
        while True:
            pass

    with pytest.raises(AssertionError, match="Java 3, Python timed out"):
        assert_same(java.total, hang, 1, 2)


def test_a_result_can_be_expected_instead_of_that_of_java(java):
    mean = java.third.with_result(lambda x: Fraction(int(x), 2))
    assert_same(mean, lambda x: x / 2, 5.0)
    with pytest.raises(AssertionError):
        assert_same(mean, lambda x: x / 3, 5.0)


def test_arguments_can_be_expected_instead_of_those_of_java(java):
    untouched = java.sort.with_arguments_after(lambda values: [values])
    assert_same(untouched, lambda values: None, [2, 1])
    with pytest.raises(AssertionError):
        assert_same(untouched, java.sort, [2, 1])


def test_what_may_be_anything_is_not_compared(java):
    assert_same(java.total.with_any_result(), lambda a, b: 0, 1, 2)
    assert_same(java.sort.with_any_arguments_after(), lambda values: None, [2, 1])


def test_a_difference_can_be_asked_for(java):
    assert_different(java.total, lambda a, b: 0, 1, 2)
    with pytest.raises(AssertionError, match="must show a difference, got 3 from both"):
        assert_different(java.total, lambda a, b: 3, 1, 2)


def test_the_methods_are_shown_shortly(java):
    assert repr(java["label(int)"]) == "<Java label(int)>"
    assert repr(java).startswith("<Java and(int), deep(int)")
