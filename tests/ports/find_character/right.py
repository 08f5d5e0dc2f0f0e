import struct


def locate(text, wanted):
    """Return the position of a UTF-16 unit in a text, or -1."""
    data = text.encode("utf-16-le", "surrogatepass")
    units = struct.unpack(f"<{len(data) // 2}H", data)
    return units.index(ord(wanted)) if ord(wanted) in units else -1
