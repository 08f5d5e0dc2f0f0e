import pytest

from bridge.errors import RequestError
from bridge.pairing import PythonFunction, match, nearest, require_known, snake_case
from bridge.signatures import Signature


def java(name, *parameters):
    return Signature(name, parameters, "int")


def python(name, least=1, most=1):
    return PythonFunction(name, least, most)


def partner(method, functions, **by_hand):
    [found] = match([method], functions, by_hand)
    return found.python and found.python.name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("relu", "relu"),
        ("dTanh", "d_tanh"),
        ("dLeaky_Relu", "d_leaky_relu"),
        ("parseHTTPHeader", "parse_http_header"),
        ("MAX_SUM", "max_sum"),
        ("PascalCase", "pascal_case"),
        ("sha256Sum", "sha256_sum"),
        ("toBase64", "to_base64"),
        ("x", "x"),
    ],
)
def test_snake_case_of_known_names(name, expected):
    assert snake_case(name) == expected


def test_the_same_name_is_preferred_to_snake_case():
    functions = [python("is_prime"), python("isPrime")]
    assert partner(java("isPrime", "int"), functions) == "isPrime"
    assert partner(java("isPrime", "int"), functions[:1]) == "is_prime"


@pytest.mark.parametrize(("name", "expected"), [("is", "is_"), ("lambda", "lambda_")])
def test_a_name_that_python_reserves_has_an_underscore(name, expected):
    assert partner(java(name, "int"), [python(expected)]) == expected


def test_overloads_go_with_what_accepts_as_many_arguments():
    functions = [python("area", 1, 2)]
    found = match([java("area", "int"), java("area", "int", "int")], functions)
    assert [m.python.name for m in found] == ["area", "area"]
    [three] = match([java("area", "int", "int", "int")], functions)
    assert three.python is None
    assert three.reason == "'area' does not take 3 arguments"


def test_a_function_of_any_number_takes_all():
    assert partner(java("sum", "int", "int"), [python("sum", 0, None)]) == "sum"


def test_pairs_by_hand_go_first_and_may_name_one_overload():
    functions = [python("f"), python("f_long"), python("g")]
    methods = [java("f", "int"), java("f", "long"), java("h", "int")]
    found = match(methods, functions, {"f( long )": "f_long", "h": "g"})
    assert [m.python.name for m in found] == ["f", "f_long", "g"]


def test_main_is_paired_only_by_hand():
    assert partner(java("main", "String[]"), [python("main")]) is None
    assert partner(java("main", "String[]"), [python("main")], main="main") == "main"


def test_an_unpaired_method_hears_of_the_nearest_name():
    [found] = match([java("binarySearch", "int")], [python("binary_serach")])
    assert found.reason == (
        "the port has no function 'binary_search'; did you mean 'binary_serach'?"
    )
    [lost] = match([java("binarySearch", "int")], [python("zzz")])
    assert lost.reason == "the port has no function 'binary_search'"


def test_the_nearest_name_is_found_in_either_case():
    assert nearest("binary_serch", ["binarySearch", "quickSort"]) == "binarySearch"
    assert nearest("entirely", ["other"]) == ""


@pytest.mark.parametrize(
    ("by_hand", "said"),
    [
        ({"g": "f"}, "must name a Java function, got 'g'"),
        ({"f": "h"}, "must name a Python function, got 'h'"),
        ({"f(long)": "f"}, r"must name a Java function, got 'f\(long\)'; did you mean 'f\(int\)'"),
    ],
)
def test_a_pair_of_unknown_names_is_refused(by_hand, said):
    with pytest.raises(RequestError, match=said):
        require_known(by_hand, [java("f", "int")], [python("f")])


def test_functions_of_the_class_of_the_same_name_go_first():
    functions = [python("next"), python("Counter.next")]
    [found] = match([java("next", "int")], functions, owner="Counter")
    assert found.python.name == "Counter.next"
    [found] = match([java("next", "int")], functions, owner="Other")
    assert found.python.name == "next"
