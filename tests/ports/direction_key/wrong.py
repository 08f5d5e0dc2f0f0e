import math
import struct


def _bits(x: float) -> int:
    return struct.unpack("<q", struct.pack("<d", x))[0]


def direction_key(x: int, y: int) -> int:
    """Return a key for the direction of a vector."""
    return _bits(math.atan2(y, x)) >> 1
