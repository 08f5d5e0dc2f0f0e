def to_hex(data):
    """Return the bytes as pairs of hexadecimal digits."""
    return "".join(f"{b & 0xFF:02x}" for b in data)
