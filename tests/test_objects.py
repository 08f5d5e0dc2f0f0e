"""Values of Object: the type that goes with each, and which of different types are the same."""

import numpy as np
import pytest

from bridge.javatypes import OBJECT, Typed, java_type
from bridge.objects import TYPES, attributes, elements, holds, type_of
from bridge.values import from_python, same_bits


def typed(text, value):
    return Typed(java_type(text), value)


ONE, TWO, TENTH = typed("Integer", 1), typed("Integer", 2), float(np.float32(0.1))


@pytest.mark.parametrize(
    ("value", "text", "held"),
    [
        (True, "Boolean", True),
        (np.True_, "Boolean", True),
        (2**31 - 1, "Integer", 2**31 - 1),
        (-(2**31) - 1, "Long", -(2**31) - 1),
        (np.int8(5), "Integer", 5),
        (0.5, "Double", 0.5),
        (np.float32(0.5), "Double", 0.5),
        ("ab", "String", "ab"),
        ([1, None], "List", [ONE, None]),
        ((), "List", []),
        (np.array([1, 2]), "List", [ONE, TWO]),
        (frozenset(), "Set", []),
        ({1: [2]}, "Map", [(ONE, typed("List", [TWO]))]),
    ],
)
def test_a_python_value_tells_its_type(value, text, held):
    assert from_python(OBJECT, value) == typed(text, held)


@pytest.mark.parametrize(
    ("java", "python"),
    [
        (typed("Long", 1), ONE),
        (typed("Short", 1), ONE),
        (typed("Byte", 1), ONE),
        (typed("Float", 0.5), typed("Double", 0.5)),
        (typed("Character", 65), typed("String", "A")),
        (typed("int[]", np.array([1, 2])), typed("List", [ONE, TWO])),
        (typed("char[]", np.array([65])), typed("List", [typed("String", "A")])),
        (typed("Object[]", [typed("Long", 1), None]), typed("List", [ONE, None])),
        (typed("Set", [ONE, TWO]), typed("Set", [TWO, ONE])),
        (typed("Map", [(typed("Byte", 1), TWO)]), typed("Map", [(ONE, TWO)])),
        (None, None),
    ],
)
def test_values_of_a_family_and_content_are_the_same(java, python):
    assert same_bits(OBJECT, java, python)
    assert same_bits(java_type("List"), [java], [python])


@pytest.mark.parametrize(
    ("java", "python"),
    [
        (ONE, TWO),
        (ONE, typed("Double", 1.0)),
        (ONE, typed("Boolean", True)),
        (ONE, typed("String", "1")),
        (ONE, None),
        (typed("Double", 0.0), typed("Double", -0.0)),
        (typed("Character", 65), typed("Integer", 65)),
        (typed("List", [ONE]), typed("Set", [ONE])),
        (typed("List", [ONE, TWO]), typed("List", [TWO, ONE])),
        (typed("int[]", np.array([1])), typed("List", [])),
        (typed("Map", []), typed("Set", [])),
    ],
)
def test_other_values_differ(java, python):
    assert not same_bits(OBJECT, java, python)


@pytest.mark.parametrize(
    ("text", "count"), [("Object", len(TYPES)), ("Comparable", 9), ("Number", 6)]
)
def test_how_many_types_each_holds(text, count):
    assert sum(holds(java_type(text), kind) for kind in TYPES.values()) == count


def test_every_type_is_known_by_its_text():
    assert [str(java_type(text)) for text in TYPES] == list(TYPES)


def test_elements_of_an_array_tell_their_type():
    assert elements(typed("long[]", np.array([7]))) == [typed("Long", 7)]


@pytest.mark.parametrize("value", [object(), 1j, b"a", iter([])])
def test_what_no_java_type_stands_for_is_refused(value):
    with pytest.raises(TypeError, match="value must be a bool, int, float, str, list, set or dict"):
        type_of(value)


def test_attributes_lie_in_slots_and_beside_them():
    class Slotted:
        __slots__ = ("__dict__", "unset", "val")

    slotted = Slotted()
    slotted.val, slotted.more = 1, 2
    assert attributes(slotted) == {"val": 1, "more": 2}


def test_an_int_beyond_a_long_is_refused():
    with pytest.raises(ValueError, match="must be in the range of Long"):
        from_python(OBJECT, 2**63)


@pytest.mark.parametrize(("text", "value"), [("Comparable", [1]), ("Number", "1")])
def test_what_a_narrower_type_does_not_hold_is_refused(text, value):
    with pytest.raises(TypeError, match=f"value must be of type {text}, got"):
        from_python(java_type(text), value)
