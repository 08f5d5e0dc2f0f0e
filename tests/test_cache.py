import pytest

from bridge.cache import checksum, is_whole

CONTENT = b"what is kept " * 1000
WHOLE = CONTENT + checksum(CONTENT)


def is_whole_of(content, folder):
    (folder / "file").write_bytes(content)
    return is_whole(folder / "file")


def test_a_file_that_ends_in_its_checksum_is_whole(tmp_path):
    assert is_whole_of(WHOLE, tmp_path)


@pytest.mark.parametrize("at", [0, 1, 6000, len(CONTENT) - 1, len(CONTENT), len(WHOLE) - 1])
def test_a_flipped_bit_is_noticed(tmp_path, at):
    for bit in range(8):
        flipped = bytes([WHOLE[at] ^ 1 << bit])
        assert not is_whole_of(WHOLE[:at] + flipped + WHOLE[at + 1 :], tmp_path)


@pytest.mark.parametrize("length", [0, 1, 7, 8, 9, 4096, len(CONTENT), len(WHOLE) - 1])
def test_a_truncated_file_is_noticed(tmp_path, length):
    assert not is_whole_of(WHOLE[:length], tmp_path)
    assert not is_whole_of(WHOLE[:length] + bytes(len(WHOLE) - length), tmp_path)


def test_a_file_that_grew_is_noticed(tmp_path):
    assert not is_whole_of(WHOLE + b" ", tmp_path)


def test_what_is_no_file_is_not_whole(tmp_path):
    assert not is_whole(tmp_path / "absent")
    assert not is_whole(tmp_path)
