"""Memory that Python and one JVM share; what they tell each other lies in it.

On Linux it is an anonymous file that the JVM inherits as a descriptor, sealed so that nobody can
shrink it under a mapping; elsewhere a temporary file that only its owner can open. Either is gone
when both processes are. Everything is little-endian.

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

from bridge.errors import JvmError

__all__ = ["REQUEST", "Progress", "Region"]

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


class Region:
    """Shared memory that can only grow."""

    def __init__(self) -> None:
        self.descriptor, path = _open()
        # As the JVM opens it, which inherits the descriptor under its number.
        self.path = path or f"/proc/self/fd/{self.descriptor}"
        self.inherited = () if path else (self.descriptor,)
        self.size = 0
        self._end = weakref.finalize(self, _end, self.descriptor, path)
        self.grow(_SMALLEST)

    def grow(self, size: int) -> bool:
        """Make room for `size` bytes; tells whether the JVM has to map the region anew."""
        if size <= self.size:
            return False
        size = max(size, min(2 * self.size, _LARGEST))
        if size > _LARGEST:
            raise JvmError(f"a batch must take less than {_LARGEST} bytes, got {size}")
        try:
            os.ftruncate(self.descriptor, size)
            if sys.platform == "linux":
                # Memory that turns out to be missing when it is touched would end the process.
                os.posix_fallocate(self.descriptor, 0, size)
        except OSError as error:
            raise JvmError(f"shared memory must hold {size} bytes, got {error}") from error
        self._map = mmap.mmap(self.descriptor, size)
        self.size = size
        return True

    @property
    def progress(self) -> Progress:
        """How far the answer is."""
        return Progress(*struct.unpack_from("<3q", self._map))

    def write(self, request: bytes) -> None:
        """Put a request, and take back what is left of an earlier answer."""
        self._map[:REQUEST] = bytes(REQUEST)
        self._map[REQUEST : REQUEST + len(request)] = request

    def read(self, start: int, length: int) -> bytes:
        """Copy `length` bytes out."""
        return self._map[start : start + length]

    def close(self) -> None:
        """Give the memory back."""
        self._map.close()
        self._end()


def _open() -> tuple[int, str]:
    """A descriptor, and a path if there is a file that has one."""
    if sys.platform != "linux":
        return tempfile.mkstemp(prefix="portproof")
    import fcntl

    descriptor = os.memfd_create("portproof", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL)
    return descriptor, ""


def _end(descriptor: int, path: str) -> None:
    os.close(descriptor)
    if path:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
