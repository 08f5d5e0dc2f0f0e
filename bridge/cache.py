"""Files in the user's cache that end in a checksum of themselves, so that a damaged one is noticed.

They are written beside their place and then moved there: nobody ever sees a part of one.
"""

import mmap
import zlib
from pathlib import Path

import platformdirs

__all__ = ["CHECKSUM_SIZE", "cache_folder", "checksum", "is_whole"]

CHECKSUM_SIZE = 8


def cache_folder(name: str) -> Path:
    """Where the files of one kind are kept; it need not exist yet."""
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
