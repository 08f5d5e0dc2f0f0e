import numpy as np
import pytest

import activations
from activations import sigmoid, softmax
from activations._checks import read_axis, read_real, read_targets, result_dtype


@pytest.mark.parametrize("value", [2**1024, -(10**400)])
def test_int_beyond_float64_is_refused(value):
    with pytest.raises(ValueError, match=r"^x must be within the range of float64, got an int of"):
        sigmoid(value)


def test_int_beyond_int64_is_taken():
    assert sigmoid(10**30) == 1.0
    assert sigmoid(-(10**30)) == 0.0


def test_masked_array_is_refused():
    with pytest.raises(TypeError, match=r"^z must be without a mask, got a masked array; call its"):
        softmax(np.ma.array([1.0, 2.0], mask=[True, False]))


def test_own_array_is_read_without_a_copy():
    x = np.zeros(3)
    assert read_real(x, "x") is x


@pytest.mark.parametrize(
    ("dtype", "result"),
    [("<f4", "f4"), (">f4", "f4"), (">f2", "f2"), ("g", "f8"), ("u1", "f8"), ("?", "f8")],
)
def test_dtype_of_the_result(dtype, result):
    assert result_dtype(np.zeros(1, dtype)) == np.dtype(result)
    assert result_dtype(np.zeros(1, dtype)).isnative


@pytest.mark.parametrize(("axis", "position"), [(0, -2), (1, -1), (-2, -2), (np.int8(1), -1)])
def test_axis_is_counted_from_the_end(axis, position):
    assert read_axis(np.zeros((2, 3)), axis, "z") == position


def test_labels_become_one_hot_rows():
    assert read_targets([2, 0], (2, 3), "t").tolist() == [[0, 0, 1], [1, 0, 0]]
    assert read_targets(np.uint8(1), (2,), "t").tolist() == [0, 1]


def test_public_names_are_there_and_documented_with_an_example():
    for name in activations.__all__:
        assert ">>> " in getattr(activations, name).__doc__
