def crc(message):
    """Return the check byte of a sensor's message."""
    value = 0xFF
    for b in message:
        value ^= b & 0xFF
        for _ in range(8):
            value = value << 1 ^ (0x13 if value & 0x80 else 0)
        value &= 0xFF
    return value - 256 if value > 127 else value
