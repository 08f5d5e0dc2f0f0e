"""The user's cache, and files in it that tell when they are damaged.

Those end in a checksum of themselves. They are written beside their place and then moved there:
nobody ever sees a part of one.
"""

import contextlib
import mmap
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import platformdirs

__all__ = [
    "CHECKSUM_SIZE",
    "Usage",
    "cache_folder",
    "cache_usage",
    "checksum",
    "clear_cache",
    "is_whole",
]

CHECKSUM_SIZE = 8


@dataclass(frozen=True, slots=True)
class Usage:
    """How many files there are, and the bytes in them."""

    files: int
    size: int

    def __str__(self) -> str:
        return f"{self.files} file{'s' * (self.files != 1)}, {self.size / 1e6:.1f} MB"


def cache_folder(name: str = "") -> Path:
    """Where the files of one kind are kept, or all of them; it need not exist yet."""
    return platformdirs.user_cache_path("portproof") / name


def checksum(content: bytes | memoryview) -> bytes:
    """CRC-32 in hexadecimal: accidents are to be found, at 3 GB/s, not forgeries.

    >>> checksum(b"123456789")
    b'cbf43926'
    """
    return f"{zlib.crc32(content):08x}".encode()


def is_whole(file: Path) -> bool:
    """Whether there is such a file, and it ends in the checksum of all before."""
    try:
        with (
            file.open("rb") as opened,
            mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as mapped,
            memoryview(mapped) as content,
            content[:-CHECKSUM_SIZE] as checked,
        ):
            return checksum(checked) == content[-CHECKSUM_SIZE:]
    # What is empty cannot be mapped.
    except (OSError, ValueError):
        return False


def cache_usage() -> Usage:
    """How much is kept."""
    sizes = [size for _, size in _kept_files()]
    return Usage(len(sizes), sum(sizes))


def clear_cache() -> Usage:
    """Delete what is kept, as far as that can be done, and tell how much is gone."""
    gone = []
    for file, size in list(_kept_files()):
        with contextlib.suppress(OSError):
            file.unlink()
            gone.append(size)
    return Usage(len(gone), sum(gone))


def _kept_files() -> Iterator[tuple[Path, int]]:
    """All but the locks, which bar nobody any more once they are deleted; with their sizes."""
    for path in cache_folder().rglob("*"):
        # Another process may have deleted it.
        with contextlib.suppress(OSError):
            status = path.lstat()
            if path.suffix != ".lock" and not stat.S_ISDIR(status.st_mode):
                yield path, status.st_size
