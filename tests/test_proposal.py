import tomllib

import pytest
from every_type import KINDS

from bridge.compare import Aspect
from bridge.drawing import draw_cases
from bridge.guessing import Guess
from bridge.proposal import write_correction
from bridge.signatures import Signature
from bridge.strategies import Tier, cases_of
from bridge.typedjson import read_case, to_json

UNUSUAL = "\"\\\n\x00\x7f\u00e9\U0001f600'"


def read(text):
    [correction] = tomllib.loads(f"[[pairs]]\n{text}")["pairs"][0]["corrections"]
    return correction


@pytest.mark.parametrize("kind", KINDS)
def test_cases_of_every_type_are_read_back_exactly(kind):
    signature = Signature("f", (kind,), "int")
    kinds = signature.parameter_types
    for case in draw_cases(cases_of(signature, Tier.EXTREME, nulls=True), 40, 1):
        table = read(write_correction(signature, Aspect.RESULT, Guess("True", 1, 0), 0, case))
        back = read_case(kinds, table["cases"][0])
        assert [*map(to_json, kinds, back)] == [*map(to_json, kinds, case)]


def test_texts_are_escaped():
    signature = Signature("f", ("String",), "int")
    guess = Guess(UNUSUAL, 1, 0)
    table = read(write_correction(signature, Aspect.ARGUMENTS, guess, 0, (UNUSUAL,)))
    assert (table["applies"], table["cases"]) == (UNUSUAL, [[UNUSUAL]])


@pytest.mark.parametrize("case", [(None,), ("\ud800",)])
def test_what_toml_does_not_have_is_json(case):
    signature = Signature("f", ("String",), "int")
    [written] = read(write_correction(signature, Aspect.RESULT, Guess("True", 1, 0), 0, case))[
        "cases"
    ]
    assert isinstance(written, str)
    assert read_case(signature.parameter_types, written) == case
