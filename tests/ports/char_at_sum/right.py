import struct


def code_sum(text):
    """Add up the UTF-16 units of a text, weighted by position."""
    data = text.encode("utf-16-le", "surrogatepass")
    units = struct.unpack(f"<{len(data) // 2}H", data)
    return sum(i * unit for i, unit in enumerate(units, start=1))
