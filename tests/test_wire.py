import math
import struct

import numpy as np
import pytest
from every_type import KINDS
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.javatypes import Typed, java_type
from bridge.strategies import Lengths, Tier, values_of
from bridge.values import same_bits
from bridge.wire import Reader, encode, encode_batch


@pytest.mark.parametrize(
    ("text", "value", "hexadecimal"),
    [
        ("boolean", True, "01"),
        ("boolean", False, "00"),
        ("byte", -1, "ff"),
        ("short", -2, "feff"),
        ("char", 0x20AC, "ac20"),
        ("int", 1, "01000000"),
        ("long", -(2**63), "0000000000000080"),
        ("float", 1.0, "0000803f"),
        ("double", -0.0, "0000000000000080"),
        ("double", 1.0, "000000000000f03f"),
        ("double", -math.inf, "000000000000f0ff"),
        ("double[]", None, "ffffffff"),
        ("double[]", np.zeros(0), "00000000"),
        ("short[]", np.array([1, -1], "<i2"), "02000000 0100 ffff"),
        ("byte[][]", None, "ffffffff"),
        ("byte[][]", [], "00000000"),
        ("byte[][]", [None, np.array([5], "i1")], "02000000 ffffffff 01000000 05"),
        ("byte[][][]", [[np.array([5], "i1")], []], "02000000 01000000 01000000 05 00000000"),
        ("Short", -2, "01 feff"),
        ("Short", None, "00"),
        ("Boolean", False, "01 00"),
        ("Character", 0x20AC, "01 ac20"),
        ("Double", -0.0, "01 0000000000000080"),
        ("String", None, "ffffffff"),
        ("String", "", "00000000"),
        ("String", "A\ud800", "02000000 4100 00d8"),
        ("String[]", ["A", None], "02000000 01000000 4100 ffffffff"),
        ("Byte[]", [5, None], "02000000 0105 00"),
        ("List<Byte>", None, "ffffffff"),
        ("List<byte[]>[]", [[None]], "01000000 01000000 ffffffff"),
        ("Set<Byte>", [5, None], "02000000 0105 00"),
        ("Byte[]", [5, 6], "02000000 0105 0106"),
        ("List<Byte[]>", [[None, 1], [1]], "02000000 02000000 00 0101 01000000 0101"),
        ("Map<Byte,String>", None, "ffffffff"),
        ("Map<Byte,String>", [], "00000000"),
        ("Map<Byte,String>", [(5, "A"), (None, None)], "02000000 0105 01000000 4100 00 ffffffff"),
        ("Bit{A,B}", "A", "01000000 4100"),
        ("Bit{A,B}", None, "ffffffff"),
        ("Object", None, "ffffffff"),
        ("Object", Typed(java_type("Byte"), 5), "04000000 4200 7900 7400 6500 0105"),
    ],
)
def test_bytes_of_known_values(text, value, hexadecimal):
    kind, expected = java_type(text), bytes.fromhex(hexadecimal)
    assert encode(kind, value) == expected
    reader = Reader(expected)
    assert same_bits(kind, reader.value(kind), value)
    assert reader.is_at_end


def test_bytes_of_a_batch():
    kinds = (java_type("byte"), java_type("int[]"))
    cases = [(1, np.array([2], "<i4")), (3, None)]
    expected = bytes.fromhex("02000000  01 01000000 02000000  03 ffffffff")
    assert encode_batch(kinds, cases) == expected


def test_an_empty_batch_is_its_count():
    assert encode_batch((java_type("int"),), []) == bytes(4)


@pytest.mark.parametrize(
    ("units", "text"),
    [
        ([], ""),
        ([0x41, 0xDF], "Aß"),
        ([0xD83D, 0xDE00], "😀"),
        ([0xD800], "\ud800"),
        ([0xDC00, 0x41], "\udc00A"),
        ([0], "\0"),
    ],
)
def test_texts_are_utf_16_with_lone_surrogates(units, text):
    data = struct.pack(f"<i{len(units)}H", len(units), *units)
    assert Reader(data).text() == text


def test_a_null_text_is_none():
    assert Reader(b"\xff\xff\xff\xff").text() is None


def test_reader_goes_on_where_it_stopped():
    reader = Reader(bytes.fromhex("ff feffffff 0000803f"))
    assert reader.byte() == 255
    assert reader.int32() == -2
    assert not reader.is_at_end
    assert reader.value(java_type("float")) == 1.0
    assert reader.is_at_end


def test_void_takes_no_bytes():
    assert Reader(b"").value(java_type("void")) is None


def test_an_array_that_was_read_may_be_written_to():
    row = Reader(bytes.fromhex("01000000 05")).value(java_type("byte[]"))
    row[0] = 6
    assert row.tolist() == [6]


@pytest.mark.parametrize("text", KINDS)
@settings(max_examples=25)
@given(data=st.data())
def test_what_is_encoded_is_read_back(text, data):
    kind = java_type(text)
    value = data.draw(values_of(kind, Tier.EXTREME, Lengths(0, 5), nulls=True))
    written = encode(kind, value)
    reader = Reader(written)
    read = reader.value(kind)
    assert type(read) is type(value)
    assert same_bits(kind, read, value)
    assert reader.is_at_end
    assert encode(kind, read) == written


@given(st.integers(0, 2**64 - 1).map(lambda bits: (bits | 0x7FF8 << 48).to_bytes(8, "little")))
def test_the_payload_of_a_nan_is_kept(pattern):
    value = Reader(pattern).value(java_type("double"))
    assert math.isnan(value)
    assert encode(java_type("double"), value) == pattern
    row = Reader(b"\1\0\0\0" + pattern).value(java_type("double[]"))
    assert encode(java_type("double[]"), row)[4:] == pattern
    box = Reader(b"\1" + pattern).value(java_type("Double"))
    assert encode(java_type("Double"), box) == b"\1" + pattern


@given(st.integers(0, 2**32 - 1).map(lambda bits: bits.to_bytes(4, "little")))
def test_every_pattern_of_a_float_array_is_kept(pattern):
    kind = java_type("float[]")
    assert encode(kind, Reader(b"\1\0\0\0" + pattern).value(kind))[4:] == pattern


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("int", 1),
        ("double[]", np.ones(2)),
        ("byte[][]", [np.ones(2, "i1")]),
        ("Long", 1),
        ("List<String>", ["ab", None]),
        ("Map<Byte,Set<Short>>", [(1, [2, None])]),
    ],
)
def test_data_cut_anywhere_is_refused(text, value):
    data = encode(java_type(text), value)
    for length in range(len(data)):
        with pytest.raises(EOFError, match=r"must hold \d+ more bytes, got \d"):
            Reader(data[:length]).value(java_type(text))


def test_a_cut_text_is_refused():
    with pytest.raises(EOFError, match="batch must hold 4 more bytes, got 2"):
        Reader(bytes.fromhex("02000000 4100")).text()


def test_a_case_of_another_size_is_refused():
    with pytest.raises(ValueError, match=r"zip\(\) argument"):
        encode_batch((java_type("int"),), [(1, 2)])
