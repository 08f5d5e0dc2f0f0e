"""Memory that Python shares with the process of one side; what they tell each other lies in it.

On Linux it is an anonymous file that the other process inherits as a descriptor, sealed so that
nobody can shrink it under a mapping; elsewhere a temporary file that only its owner can open.
Either is gone when both processes are. Everything is little-endian. `Region.java` is the answering
end in a JVM, `AnsweringEnd` the one in Python.

=======  ===============================================================================
offset   what
=======  ===============================================================================
0        int64, the number of items of the answer that were begun
8        int64, the number of items that are complete
16       int64, the bytes of these
64       the request; the answer lies behind it, at an offset that the call names
=======  ===============================================================================
"""

import contextlib
import mmap
import os
import struct
import sys
import tempfile
import weakref
from dataclasses import dataclass

from bridge.errors import SideError

__all__ = ["REQUEST", "AnsweringEnd", "Progress", "Region"]

REQUEST = 64
_SMALLEST = 1 << 20
# Java maps no more than this at once.
_LARGEST = (1 << 31) - 4096


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an answer is: items begun, items complete, and the bytes of these."""

    begun: int
    complete: int
    bytes: int

    @property
    def is_in_hand(self) -> bool:
        """Whether an item was begun and is not complete."""
        return self.begun > self.complete


class Region:
    """Shared memory that can only grow."""

    def __init__(self) -> None:
        self.descriptor, path = _open()
        # As the other process opens it, which inherits the descriptor under its number.
        self.path = path or f"/proc/self/fd/{self.descriptor}"
        self.inherited = () if path else (self.descriptor,)
        self.size = 0
        self._end = weakref.finalize(self, _end, self.descriptor, path, os.getpid())
        self.grow(_SMALLEST)

    def grow(self, size: int) -> bool:
        """Make room for `size` bytes; tells whether the other process has to map it anew."""
        if size <= self.size:
            return False
        size = max(size, min(2 * self.size, _LARGEST))
        if size > _LARGEST:
            raise SideError(f"a batch must take less than {_LARGEST} bytes, got {size}")
        try:
            os.ftruncate(self.descriptor, size)
            if sys.platform == "linux":
                # Memory that turns out to be missing when it is touched would end the process.
                os.posix_fallocate(self.descriptor, 0, size)
        except OSError as error:
            raise SideError(f"shared memory must hold {size} bytes, got {error}") from error
        self._map = mmap.mmap(self.descriptor, size)
        self.size = size
        return True

    @property
    def progress(self) -> Progress:
        """How far the answer is."""
        return Progress(*struct.unpack_from("<3q", self._map))

    @property
    def memory(self) -> mmap.mmap:
        """The memory itself, which is mapped anew when it grows."""
        return self._map

    def clear(self) -> None:
        """Take back how far an earlier answer was."""
        self._map[:REQUEST] = bytes(REQUEST)

    def write(self, request: bytes) -> None:
        """Put a request, and take back how far an earlier answer was."""
        self.clear()
        self._map[REQUEST : REQUEST + len(request)] = request

    def read(self, start: int, length: int) -> bytes:
        """Copy `length` bytes out."""
        return self._map[start : start + length]

    def close(self) -> None:
        """Give the memory back; what is mapped stays so as long as arrays view it."""
        with contextlib.suppress(BufferError):
            self._map.close()
        self._end()


class AnsweringEnd:
    """The same memory in the process that answers.

    Parameters
    ----------
    path : str
        The region's, as it says.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._begun = self._complete = self._bytes = self._answer_at = 0
        self._waiting, self._waiting_count = b"", 0
        self.map()

    def map(self) -> None:
        """Map the region in the size that it has now."""
        with open(self._path, "r+b") as file:
            self._map = mmap.mmap(file.fileno(), 0)

    def request(self, length: int, answer_at: int) -> bytes:
        """Copy the request out; what is put from now on is its answer."""
        self._begun = self._complete = self._bytes = 0
        self._answer_at, self._waiting = answer_at, b""
        self._tell()
        return self._map[REQUEST : REQUEST + length]

    def request_in_place(self, answer_at: int) -> mmap.mmap:
        """Give the memory that the request lies in, at `REQUEST`; otherwise as `request`."""
        self.request(0, answer_at)
        return self._map

    def begin(self) -> None:
        """Tell that the next item was begun."""
        self._begun += 1
        self._tell()

    def put(self, item: bytes, count: int = 1) -> bool:
        """Put an item, or several, behind the others; false if it waits for the region to grow."""
        start = self._answer_at + self._bytes
        if start + len(item) > len(self._map):
            self._waiting, self._waiting_count = item, count
            return False
        self._map[start : start + len(item)] = item
        self._bytes += len(item)
        self._complete += count
        self._tell()
        return True

    def put_waiting(self) -> None:
        """Put the item that waits, if one does, after the region has grown."""
        if self._waiting:
            item, self._waiting = self._waiting, b""
            self.put(item, self._waiting_count)

    @property
    def needed(self) -> int:
        """Bytes that the answer needs with the item that waits; 0 if none does."""
        return self._bytes + len(self._waiting) if self._waiting else 0

    def _tell(self) -> None:
        struct.pack_into("<3q", self._map, 0, self._begun, self._complete, self._bytes)


def _open() -> tuple[int, str]:
    """A descriptor, and a path if there is a file that has one."""
    if sys.platform != "linux":
        return tempfile.mkstemp(prefix="portproof")
    import fcntl

    descriptor = os.memfd_create("portproof", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL)
    return descriptor, ""


def _end(descriptor: int, path: str, owner: int) -> None:
    os.close(descriptor)
    # A forked process has the descriptor, too, but the file is not its to remove.
    if path and os.getpid() == owner:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
