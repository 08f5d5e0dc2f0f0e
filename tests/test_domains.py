"""Domains: which inputs they hold, and that each is a function of its number and the seed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.domains import Axis, Kind, domain_of
from bridge.errors import RequestError
from bridge.javatypes import PRIMITIVES
from bridge.signatures import Signature

NUMBERS = [name for name in PRIMITIVES if name != "boolean"]


def domain(*parameters, **options):
    return domain_of(Signature("f", parameters, "double"), **options)


def values(chosen, start=0, stop=None):
    [column] = chosen.columns(start, chosen.size if stop is None else stop)
    return column.values


def bits(numbers):
    return numbers.view(f"u{numbers.dtype.itemsize}")


@pytest.mark.parametrize(
    ("parameters", "options", "size"),
    [
        (["byte"], {}, 1 << 8),
        (["char"], {}, 1 << 16),
        (["int"], {}, 1 << 32),
        (["float"], {}, 1 << 32),
        (["double"], {"as_float": True}, 1 << 32),
        (["short", "char"], {}, 1 << 32),
        (["byte", "byte"], {}, 1 << 16),
    ],
)
def test_up_to_32_bits_are_exhausted(parameters, options, size):
    chosen = domain(*parameters, **options)
    assert chosen.size == size
    assert {axis.kind for axis in chosen.axes} == {Kind.EXHAUSTIVE}


def test_an_exhausted_type_has_each_value_once():
    assert sorted(values(domain("short")).tolist()) == list(range(-(1 << 15), 1 << 15))


def test_doubles_as_float_are_those_of_the_bit_patterns():
    chosen = domain("double", as_float=True)
    start = 0x3F800000  # 1.0f
    assert values(chosen, start, start + 2).tolist() == [1.0, 1.0 + 2**-23]
    assert values(chosen, 0x80000000, 0x80000001).tobytes() == np.float64(-0.0).tobytes()


@pytest.mark.parametrize("name", ["long", "double"])
def test_a_stratified_axis_has_all_special_values(name):
    primitive = PRIMITIVES[name]
    found = set(bits(values(domain(name, points=1))).tolist())
    assert set(bits(np.array(primitive.specials, primitive.dtype)).tolist()) <= found


def test_a_stratified_axis_has_powers_of_two_and_their_neighbours():
    found = set(values(domain("double", points=1)).tolist())
    for power in (1.0, -(2.0**-1074), 2.0**1023, -(2.0**-1022)):
        assert {power, np.nextafter(power, 4.0), np.nextafter(power, -4.0)} <= found
    assert {2**40 - 1, 2**40, 2**40 + 1, -(2**63)} <= set(values(domain("long")).tolist())


@pytest.mark.parametrize("points", [1, 5])
def test_every_binade_of_both_signs_has_as_many_points(points):
    chosen = domain("double", points=points)
    drawn = values(chosen, chosen.size - points * 2 * (2046 + 52))
    exponents = np.frexp(drawn)[1] + 5000 * np.signbit(drawn)
    binades, counts = np.unique(exponents, return_counts=True)
    assert len(binades) == 2 * (2046 + 52)
    assert set(counts.tolist()) == {points}


def test_every_magnitude_of_both_signs_has_as_many_points():
    chosen = domain("long", points=3)
    drawn = values(chosen, chosen.size - 3 * 2 * 63)
    magnitudes = [
        (x if x >= 0 else ~x).bit_length() * (1 if x >= 0 else -1) for x in drawn.tolist()
    ]
    assert set(np.unique(magnitudes, return_counts=True)[1].tolist()) == {3}
    assert len(set(magnitudes)) == 126


@given(st.data())
def test_an_input_does_not_depend_on_what_is_made_with_it(data):
    pair = st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=2)
    chosen = domain(*data.draw(pair), seed=data.draw(st.integers(0, 2**64)))
    number = data.draw(st.integers(0, chosen.size - 1))
    start = max(0, number - data.draw(st.integers(0, 50)))
    alone, among = chosen.columns(number, number + 1), chosen.columns(start, number + 1)
    assert [a.values.tobytes() for a in alone] == [m.values[-1:].tobytes() for m in among]


def test_another_seed_draws_other_points():
    one, other = (values(domain("double", points=1, seed=seed)) for seed in (1, 2))
    assert (bits(one) != bits(other)).sum() > 4000


def test_a_product_holds_each_pair_once():
    first, second = domain("byte", "byte").columns(0, 1 << 16)
    assert len(set(zip(first.to_list(), second.to_list(), strict=True))) == 1 << 16


def test_a_product_draws_its_axes_apart():
    first, second = (axis.column(np.arange(20_000), seed) for axis, seed in _axes_and_seeds())
    assert (bits(first.values)[-3000:] != bits(second.values)[-3000:]).all()


def _axes_and_seeds():
    [axis, _] = domain("double", "double", points=1).axes
    return [(axis, 0), (axis, 2)]


def test_rows_have_their_length_and_each_value_in_front():
    chosen = domain("double[]", length=3, points=1)
    [column] = chosen.columns(0, chosen.size)
    assert set(column.lengths.tolist()) == {3}
    in_front = values(domain("double", points=1)).tobytes()
    assert column.values[::3].tobytes() == in_front
    assert len(np.unique(bits(column.values[1::3]))) > 8000


@pytest.mark.parametrize("name", NUMBERS)
def test_blocks_cover_the_domain(name):
    chosen = domain(name)
    bounds = [chosen.bounds(block) for block in range(chosen.blocks)]
    assert [start for start, _ in bounds] == [0, *(stop for _, stop in bounds[:-1])]
    assert bounds[-1][1] == chosen.size
    assert chosen.blocks <= 1024


def test_an_axis_is_read_back():
    for chosen in (domain("double[]", length=4), domain("double", as_float=True), domain("long")):
        assert [Axis.read(axis.to_json()) for axis in chosen.axes] == list(chosen.axes)


@pytest.mark.parametrize("table", [{}, {"type": "int", "kind": "whole", "source": "int"}])
def test_an_axis_that_is_none_is_refused(table):
    with pytest.raises(ValueError, match=r"axis must name|not a valid Kind"):
        Axis.read(table)


@pytest.mark.parametrize("parameters", [[], ["String"], ["boolean"], ["int"] * 3, ["int[]"]])
def test_a_method_that_cannot_be_swept_is_refused(parameters):
    with pytest.raises(RequestError, match="must be one or two numbers, or one double"):
        domain(*parameters)


def test_arrays_without_a_length_are_refused():
    with pytest.raises(RequestError, match="add --length N"):
        domain("double[]")
