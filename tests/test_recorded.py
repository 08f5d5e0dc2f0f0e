"""Recorded outcomes: what is written is read back exactly, and what is damaged is refused."""

import json

import numpy as np
import pytest
from every_type import KINDS
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.errors import RequestError
from bridge.javatypes import Instance, Typed, java_type
from bridge.outcomes import Outcome, OutcomeStatus, Raised, Unfit, encode_outcome
from bridge.recorded import (
    Origin,
    Recorded,
    RecordedCase,
    RecordedMethod,
    read_origin,
    read_recorded,
    write_recorded,
)
from bridge.signatures import Signature
from bridge.strategies import Lengths, Tier, values_of
from bridge.wire import encode_batch

RETURNED, RAISED, *ENDINGS = OutcomeStatus
ORIGIN = Origin(7, "17.0.15", "Debian", {"rule": "ulps=2", "pair": {"f(int)": "g"}})
SQUARE = Signature("square", ("int",), "int")
NINE = RecordedCase(Tier.GIVEN, (3,), Outcome(RETURNED, (3,), 9))
ERROR = Outcome(
    RAISED,
    (3,),
    error_class="p.Odd",
    error_bases=("java.lang.Exception", "java.lang.Throwable"),
    message="odd \ud800\n\u00e9",
    causes=(Raised("java.io.IOException", "disk"), Raised("p.First", "")),
)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "port.recorded.jsonl"


def sent_through(file, signature, *cases):
    method = RecordedMethod("p.Foo", signature, cases)
    write_recorded(file, Recorded(ORIGIN, (method,)))
    [read] = read_recorded(file).methods
    assert read.signature == signature
    assert len(read.cases) == len(cases)
    return read.cases


def bytes_of(signature, recorded):
    return (
        recorded.tier,
        encode_batch(signature.parameter_types, [recorded.case]),
        encode_outcome(signature, recorded.java),
    )


def test_the_origin_is_read_back(file):
    write_recorded(file, Recorded(ORIGIN, ()))
    assert read_recorded(file) == Recorded(ORIGIN, ())
    assert read_origin(file) == ORIGIN


@pytest.mark.parametrize("text", KINDS)
@settings(max_examples=15)
@given(data=st.data())
def test_values_of_every_type_are_read_back_to_the_bit(text, data, tmp_path_factory):
    kind, file = java_type(text), tmp_path_factory.getbasetemp() / "every_type.jsonl"
    values = values_of(kind, Tier.EXTREME, Lengths(0, 5), nulls=True)
    argument, after, value = (data.draw(values) for _ in range(3))
    signature = Signature("f", (text,), text)
    case = RecordedCase(Tier.EXTREME, (argument,), Outcome(RETURNED, (after,), value))
    [read] = sent_through(file, signature, case)
    assert bytes_of(signature, read) == bytes_of(signature, case)


@given(st.text(st.characters()), st.integers(0, 2**64 - 1))
def test_texts_and_payloads_of_nan_are_read_back(tmp_path_factory, text, bits):
    signature, file = Signature("f", ("String",), "double[]"), tmp_path_factory.getbasetemp() / "t"
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    row = np.array([bits | 0x7FF0000000000001], "<u8").view("<f8")
    case = RecordedCase(Tier.ORDINARY, (text,), Outcome(RETURNED, (None,), row))
    [read] = sent_through(file, signature, case)
    assert bytes_of(signature, read) == bytes_of(signature, case)


@pytest.mark.parametrize("bits", [0x7F800001, 0xFFC12345, 0x7FFFFFFF])
def test_payloads_of_nan_in_rows_of_floats_are_read_back(file, bits):
    signature, row = Signature("f", (), "float[]"), np.array([bits], "<u4").view("<f4")
    case = RecordedCase(Tier.GIVEN, (), Outcome(RETURNED, (), row))
    [read] = sent_through(file, signature, case)
    assert read.java.value.view("<u4").tolist() == [bits]


def test_objects_are_read_back(file):
    leaf = Instance("Leaf", (("size", Typed(java_type("Long"), 3)), ("next", None)))
    node = Instance("Node", (("next", Typed(java_type("Leaf{...}"), leaf)), ("names", None)))
    signature = Signature("f", ("Node{...}", "Object"), "Node{...}")
    held = (node, Typed(java_type("Leaf{...}"), leaf))
    case = RecordedCase(Tier.GIVEN, held, Outcome(RETURNED, held, leaf))
    assert sent_through(file, signature, case) == (case,)


def test_what_an_exception_says_is_read_back_whole(file):
    case = RecordedCase(Tier.EXTREME, (3,), ERROR)
    assert sent_through(file, SQUARE, case) == (case,)


@pytest.mark.parametrize("status", ENDINGS)
def test_a_limit_is_read_back(file, status):
    case = RecordedCase(Tier.EXTREME, (3,), Outcome(status, ()))
    assert sent_through(file, SQUARE, case) == (case,)


def test_what_java_returned_beside_its_declared_types_is_read_back(file):
    signature = Signature("f", ("Object",), "Object")
    after = Unfit("java.lang.Thread")
    case = RecordedCase(Tier.GIVEN, (None,), Outcome(RETURNED, (after,), after))
    assert sent_through(file, signature, case) == (case,)


def test_a_case_that_was_left_has_no_outcome(file):
    case = RecordedCase(Tier.GIVEN, (3,), None)
    assert sent_through(file, SQUARE, case) == (case,)


@pytest.mark.parametrize(
    "signature",
    [
        Signature("f", (), "void"),
        Signature("f", ("String[]",), "int", is_open=True),
        Signature("f", ("Map<Color{RED,GREEN},List<Integer>>",), "Color{RED,GREEN}"),
        Signature("f", ("java.lang.Thread",), "int"),
    ],
    ids=str,
)
def test_a_signature_is_read_back(file, signature):
    method = RecordedMethod("p.Foo", signature, (), "no case could be drawn")
    write_recorded(file, Recorded(ORIGIN, (method,)))
    assert read_recorded(file).methods == (method,)


def test_a_method_without_a_result_is_read_back(file):
    case = RecordedCase(Tier.GIVEN, (np.array([1], "<i4"),), Outcome(RETURNED, (None,)))
    [read] = sent_through(file, Signature("f", ("int[]",), "void"), case)
    assert read.java == case.java


def test_the_lines_can_be_read_without_this_module(file):
    sent_through(file, SQUARE, NINE)
    first, method, case = map(json.loads, file.read_text("ascii").splitlines())
    assert first["java"] == {"version": "17.0.15", "vendor": "Debian"}
    assert method["parameters"] == ["int"]
    assert case == {
        "class": "p.Foo",
        "method": "square(int)",
        "tier": "given",
        "arguments": [{"type": "int", "value": "3"}],
        "java": {
            "status": "returned",
            "value": {"type": "int", "value": "9"},
            "arguments_after": [{"type": "int", "value": "3"}],
        },
    }


def test_each_line_that_is_missing_is_missed(file):
    sent_through(file, SQUARE, NINE, RecordedCase(Tier.EXTREME, (3,), ERROR))
    lines = file.read_text("ascii").splitlines(keepends=True)
    for number in range(len(lines)):
        file.write_text("".join(lines[:number] + lines[number + 1 :]))
        with pytest.raises(RequestError, match=r"line \d of .*; record it anew"):
            read_recorded(file)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"schema": 1', '"schema": 2', "line 1 of .* must be of schema 1, got schema 2; record"),
        ('"seed": 7', '"seed": null', "line 1 of .* must be the first of recorded outcomes"),
        ('{"schema"', "", "line 1 of .* must be JSON, got Expecting value"),
        ('"cases": 1', '"cases": 2', "line 4 of .* must be whole, got the end of the file"),
        ('"cases": 1', '"cases": 0', "line 3 of .* must be the end of the file, got another line"),
        ('"name": "square"', '"name": 5', "line 2 of .* must be that of a method"),
        ('"name": "square"', '"name": "cube"', r"line 3 .* must be a case of p.Foo cube\(int\)"),
        ('"tier": "given"', '"tier": "lost"', r"square\(int\), got 'lost' is not a valid Tier"),
        ('"value": "3"', '"value": "x"', "must hold a int here, got 'x'"),
        ('"value": "9"', '"value": "9000000000"', "must hold a int here, got '9000000000'"),
        ('"status": "returned"', '"status": "raised"', "outcome must be complete"),
        ('"status": "returned"', '"status": "slept"', "'slept' is not a valid OutcomeStatus"),
        ('"arguments": [', '"arguments": [1, ', "must be a case .* argument 2 is longer"),
        ("}\n", "}", "line 1 of .* must be whole"),
        ('"3"', '"\u00e9"', "must be a file in ASCII"),
    ],
)
def test_a_damaged_file_is_refused(file, old, new, message):
    sent_through(file, SQUARE, NINE)
    file.write_text(file.read_text("ascii").replace(old, new), encoding="utf-8")
    with pytest.raises(RequestError, match=message):
        read_recorded(file)


def test_a_file_that_is_cut_is_refused(file):
    sent_through(file, SQUARE, NINE)
    whole = file.read_text("ascii")
    for end in range(len(whole)):
        file.write_text(whole[:end])
        with pytest.raises(RequestError, match="record it anew"):
            read_recorded(file)


def test_a_file_that_is_not_there_is_refused(file):
    with pytest.raises(RequestError, match=r"recorded outcomes must be a file in ASCII, got '.*'"):
        read_origin(file)
