from pathlib import Path

import pytest

from bridge.cache import Usage, cache_folder, cache_usage, checksum, clear_cache, is_whole

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


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """A cache with two files, one of them deeper, and a lock."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = cache_folder()
    (folder / "classes" / "deeper").mkdir(parents=True)
    (folder / "classes" / "a.jar").write_bytes(bytes(1_500_000))
    (folder / "classes" / "deeper" / "b").touch()
    (folder / "classes" / "a.lock").touch()
    return folder


def test_the_usage_of_a_cache_counts_no_locks(folder):
    assert cache_usage() == Usage(2, 1_500_000)
    assert str(cache_usage()) == "2 files, 1.5 MB"


def test_an_absent_cache_is_empty(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "absent"))
    assert cache_usage() == clear_cache() == Usage(0, 0)


def test_clearing_a_cache_leaves_the_locks_and_tells_the_rest(folder):
    assert clear_cache() == Usage(2, 1_500_000)
    assert [path.name for path in folder.rglob("*") if path.is_file()] == ["a.lock"]


def test_clearing_a_cache_follows_no_link(folder, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "file").touch()
    (folder / "link").symlink_to(mine)
    clear_cache()
    assert (mine / "file").exists()
    assert not (folder / "link").exists()


def test_what_cannot_be_deleted_is_not_told_as_gone(folder, monkeypatch):
    def refuse(path):
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", refuse)
    assert clear_cache() == Usage(0, 0)
    assert cache_usage().files == 2
