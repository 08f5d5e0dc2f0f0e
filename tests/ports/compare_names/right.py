import struct


def _units(text):
    data = text.encode("utf-16-le", "surrogatepass")
    return struct.unpack(f"<{len(data) // 2}H", data)


def order(first, second):
    """Compare two names: difference of the first unequal units or lengths."""
    left, right = _units(first), _units(second)
    for a, b in zip(left, right):
        if a != b:
            return a - b
    return len(left) - len(right)
